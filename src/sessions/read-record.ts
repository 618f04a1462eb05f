/** One record of a log, read from JSON that may be damaged or hostile. A new field of a record has to be read here. */
import type { FinishReason, Usage } from '../chat/engine.ts';
import type { LogRecord, ReplyEnd, StoredPart, Tone } from '../chat/record.ts';
import { cleanText } from '../text/clean.ts';
import { imageNameOf, imageOf } from './read-image.ts';
import { noticeOf } from './read-notice.ts';
import {
  arrayOf,
  type Fields,
  integerOf,
  lineOf,
  matchOf,
  objectOf,
  oneOf,
  stringOf,
  textOf,
  timeOf,
} from './shape.ts';

type RecordReaders = {
  readonly [T in LogRecord['type']]: (fields: Fields) => Extract<LogRecord, { readonly type: T }>;
};

const TYPE_NAME = /^[a-z][a-z0-9-]{0,39}$/;
const ENTRY_ID = /^[!-~]{1,128}$/;
const TONES: readonly Tone[] = ['info', 'warning', 'error'];
const FINISH_REASONS: readonly FinishReason[] = ['stop', 'length', 'filter', 'refusal', 'other'];

const READERS: RecordReaders = {
  user: fields => ({ type: 'user', ...entryOf(fields), parts: arrayOf(fields.parts).map(partOf) }),
  reply: fields => ({
    type: 'reply',
    ...entryOf(fields),
    model: lineOf(fields.model),
    host: lineOf(fields.host, 300),
  }),
  'reply-text': fields => ({
    type: 'reply-text',
    id: idOf(fields.id),
    text: cleanText(stringOf(fields.text)),
  }),
  'reply-end': fields => ({
    type: 'reply-end',
    id: idOf(fields.id),
    time: timeOf(fields.time),
    end: endOf(fields.end),
    ...(fields.usage === undefined ? {} : { usage: usageOf(fields.usage) }),
  }),
  system: fields => ({ type: 'system', ...entryOf(fields), text: textOf(fields.text) }),
  notice: fields => ({
    type: 'notice',
    ...entryOf(fields),
    tone: oneOf(fields.tone, TONES),
    notice: noticeOf(fields.notice),
  }),
  image: fields => ({ type: 'image', image: imageOf(fields.image), time: timeOf(fields.time) }),
  leaf: fields => ({ type: 'leaf', leaf: idOrNull(fields.leaf), time: timeOf(fields.time) }),
  title: fields => ({ type: 'title', title: lineOf(fields.title), time: timeOf(fields.time) }),
  endpoint: fields => ({
    type: 'endpoint',
    model: lineOf(fields.model),
    baseUrl: lineOf(fields.baseUrl, 2048),
    time: timeOf(fields.time),
  }),
};

/**
 * What a parsed line holds: a record, or the name of a type that this version does not know.
 * Throws `ShapeError` when it is neither. The text of `reply-text` may begin or end within a surrogate pair.
 */
export function readRecord(
  value: unknown,
): { readonly record: LogRecord } | { readonly unknownType: string } {
  const fields = objectOf(value);
  const type = stringOf(fields.type);
  return isType(type) ? { record: READERS[type](fields) } : { unknownType: matchOf(type, TYPE_NAME) };
}

function isType(type: string): type is LogRecord['type'] {
  return Object.hasOwn(READERS, type);
}

function entryOf(fields: Fields) {
  return { id: idOf(fields.id), parent: idOrNull(fields.parent), time: timeOf(fields.time) };
}

function idOf(value: unknown): string {
  return matchOf(value, ENTRY_ID);
}

function idOrNull(value: unknown): string | null {
  return value === null ? null : idOf(value);
}

function partOf(value: unknown): StoredPart {
  const fields = objectOf(value);
  switch (oneOf(fields.type, ['text', 'image'])) {
    case 'text':
      return { type: 'text', text: textOf(fields.text) };
    case 'image':
      return { type: 'image', name: imageNameOf(fields.name) };
  }
}

function endOf(value: unknown): ReplyEnd {
  const fields = objectOf(value);
  const reason = oneOf(fields.reason, [...FINISH_REASONS, 'stopped', 'failed']);
  return reason === 'failed' ? { reason, notice: noticeOf(fields.notice) } : { reason };
}

function usageOf(value: unknown): Usage {
  const fields = objectOf(value);
  return {
    promptTokens: tokensOf(fields.promptTokens),
    completionTokens: tokensOf(fields.completionTokens),
    ...(fields.cachedTokens === undefined ? {} : { cachedTokens: tokensOf(fields.cachedTokens) }),
    ...(fields.reasoningTokens === undefined ? {} : { reasoningTokens: tokensOf(fields.reasoningTokens) }),
  };
}

function tokensOf(value: unknown): number {
  return integerOf(value, 0, Number.MAX_SAFE_INTEGER);
}
