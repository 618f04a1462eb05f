/** The session file as text: JSON Lines, first the header, then one record of the conversation per line. */
import type { EntryId, LogRecord } from '../chat/record.ts';
import type { Notice } from '../text/catalogue.ts';
import { cleanText, wellFormed } from '../text/clean.ts';
import { mend } from './mend.ts';
import { readRecord } from './read-record.ts';
import { type Fields, integerOf, matchOf, objectOf, ShapeError, timeOf } from './shape.ts';

const FORMAT = 'vision-chat';
const VERSION = 1;
const SESSION_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const MAX_NAMED = 8;

export type LogHeader = {
  /** Lower-case letters, digits and hyphens, at most 64. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly created: string;
};

export type DecodedLog = {
  /** Null when the text is no session that this version can read; then the one problem says why. */
  readonly header: LogHeader | null;
  readonly records: readonly LogRecord[];
  /** At most one notice of each kind, however many lines are damaged. */
  readonly problems: readonly Notice[];
};

/** The first line of a session file, with its newline. */
export function encodeHeader({ id, created }: LogHeader): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, id, created })}\n`;
}

/** The line of a record, with its newline; `type` always comes first, so that lines can be told apart unparsed. */
export function encodeRecord(record: LogRecord): string {
  const { type, ...rest } = record;
  return `${JSON.stringify({ type, ...rest })}\n`;
}

/** Whether a line holds a piece of a reply's text, which is most of a file and tells nothing about the rest. */
export function isReplyTextLine(line: string): boolean {
  return line.startsWith('{"type":"reply-text"');
}

/**
 * What a session file says. Never throws: a torn last line, damaged lines and records of unknown types are skipped and
 * reported by line number or type; what they leave open is mended (see `mend`). All text is clean.
 */
export function decodeLog(text: string): DecodedLog {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const first = readHeader(lines[0] ?? '', text);
  if ('problem' in first) return { header: null, records: [], problems: [first.problem] };

  const { records, damaged, unknown, torn } = readLines(lines, 1);
  const problems: Notice[] = [];
  if (damaged.length > 0) {
    problems.push({
      code: 'session-damaged-lines',
      data: { lines: damaged.slice(0, MAX_NAMED), count: damaged.length },
    });
  }
  if (unknown.length > 0) {
    problems.push({
      code: 'session-unknown-records',
      data: { types: [...new Set(unknown)].slice(0, MAX_NAMED), count: unknown.length },
    });
  }
  if (torn) problems.push({ code: 'session-torn-line', data: {} });
  const whole = damaged.length === 0 && unknown.length === 0;
  return { header: first.header, records: whole ? records : mend(records), problems };
}

/** The header in the first line of a session file, or null when it is none that this version can read. */
export function decodeHeader(line: string): LogHeader | null {
  const first = readHeader(line.replace(/^\ufeff/, ''), line);
  return 'header' in first ? first.header : null;
}

/** The records in some lines of a file, for a look at its ends: damage is left out without a word. */
export function recordsIn(lines: readonly string[]): readonly LogRecord[] {
  return readLines(lines, 0).records;
}

type HeaderLine = { readonly header: LogHeader } | { readonly problem: Notice };

function readHeader(line: string, text: string): HeaderLine {
  if (/^[\s\0]*$/.test(text)) return { problem: { code: 'session-empty', data: {} } };
  try {
    const fields: Fields = objectOf(JSON.parse(line));
    if (fields.format !== FORMAT) throw new ShapeError('format');
    const version = integerOf(fields.version, 1, Number.MAX_SAFE_INTEGER);
    if (version > VERSION) return { problem: { code: 'session-newer', data: { version } } };
    return { header: { id: matchOf(fields.id, SESSION_ID), created: timeOf(fields.created) } };
  } catch {
    return { problem: { code: 'session-foreign', data: {} } };
  }
}

type Lines = {
  readonly records: readonly LogRecord[];
  /** Numbers of lines, counted from 1. */
  readonly damaged: readonly number[];
  readonly unknown: readonly string[];
  readonly torn: boolean;
};

function readLines(lines: readonly string[], from: number): Lines {
  const records: LogRecord[] = [];
  const damaged: number[] = [];
  const unknown: string[] = [];
  const halves = new Map<EntryId, string>();
  let torn = false;
  for (const [index, line] of lines.entries()) {
    if (index < from || line.trim() === '') continue;
    const value = parse(line);
    if (value === undefined && index === lines.length - 1) {
      torn = true;
      continue;
    }
    try {
      const read = readRecord(value);
      if ('unknownType' in read) unknown.push(read.unknownType);
      else records.push(read.record.type === 'reply-text' ? joined(read.record, halves) : read.record);
    } catch {
      damaged.push(index + 1);
    }
  }
  return { records, damaged, unknown, torn };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

type ReplyText = Extract<LogRecord, { readonly type: 'reply-text' }>;

// A surrogate pair cut between two records is put together before cleaning, or hostile characters could pass in halves.
function joined(record: ReplyText, halves: Map<EntryId, string>): ReplyText {
  const text = (halves.get(record.id) ?? '') + record.text;
  const half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
  halves.set(record.id, half);
  return { ...record, text: cleanText(wellFormed(half === '' ? text : text.slice(0, -1))) };
}
