/** Chunks of an answer → events of a reply, down to the one that ends it. */
import type { Failure, ReplyEvent, Usage } from '../chat/engine.ts';
import type { Notice } from '../text/catalogue.ts';
import { readChunk } from './chunk.ts';
import { cleaner } from './clean-stream.ts';
import { hostOf } from './endpoint.ts';
import { readErrorValue, type ServerError } from './error-shapes.ts';
import { type Asked, failureOf } from './failure.ts';
import { type Finish, finishOf } from './finish.ts';
import { quoted } from './secrets.ts';
import { type ThinkSplitter, thinkSplitter } from './think.ts';
import type { Stall } from './watchdog.ts';

/**
 * How the bytes ended. `done`: the server said `[DONE]`. `closed`: without. `whole`: one JSON completion instead of a stream. `lost`:
 * the connection broke. `broken`: a chunk that is no JSON. `stray`: no chunk at all but something else, with its first words.
 */
export type Ending =
  | { readonly type: 'done' | 'closed' | 'whole' | 'lost' | 'broken' }
  | { readonly type: 'stalled'; readonly stall: Stall }
  | { readonly type: 'stray'; readonly words: string };

export type Reply = {
  /** Adds the events that one chunk, as parsed JSON, gives; text is joined to text. */
  push(chunk: unknown, events: ReplyEvent[]): void;
  /** An error came instead of a chunk. */
  fail(error: ServerError): void;
  /** What ends the reply: usage if there was any, then `finish` or `failure`. */
  end(ending: Ending): ReplyEvent[];
  readonly hasFailed: boolean;
  /** A choice came, so this is an answer. */
  readonly hasChoice: boolean;
  /** The model has stopped; only usage can still come. */
  readonly hasFinished: boolean;
};

/** The reply to one request. A stream is only whole if the model gave a reason for its end. */
export function replyTo(asked: Asked): Reply {
  const splitter: ThinkSplitter = thinkSplitter();
  const clean = { text: cleaner(), reasoning: cleaner() };
  let usage: Usage | null = null;
  let error: ServerError | null = null;
  let finish: string | null = null;
  const seen = { choice: false, text: false, refusal: false, toolCalls: false, unfinished: false };

  function say(type: 'text' | 'reasoning', words: string, events: ReplyEvent[]): void {
    const text = clean[type].push(words);
    if (text === '') return;
    if (type === 'text' && /\S/.test(text)) seen.text = true;
    const last = events.at(-1);
    if (last?.type === type) events[events.length - 1] = { type, text: last.text + text };
    else events.push({ type, text });
  }

  function reasonOf(ending: Ending): string | null {
    if (finish) return finish;
    if (ending.type === 'whole') return 'stop';
    // "" on every chunk means nothing; on the last one alone, or before [DONE], some servers mean "stop" by it.
    return finish === '' && (seen.unfinished || ending.type === 'done') ? '' : null;
  }

  function finished(reason: string): ReplyEvent {
    const kind: Finish = finishOf(reason);
    switch (kind) {
      case 'error':
        return failed({ code: 'reply-error', data: { said: '' } });
      case 'stop':
      case 'unknown':
        if (seen.refusal) return { type: 'finish', reason: 'refusal' };
        if (!seen.text) return failed(seen.toolCalls ? code('reply-only-tools') : code('reply-empty'));
        return { type: 'finish', reason: kind === 'stop' ? 'stop' : 'other' };
      case 'length':
        return seen.text ? { type: 'finish', reason: 'length' } : failed(code('reply-empty-length'));
      case 'filter':
      case 'refusal':
        return seen.text
          ? { type: 'finish', reason: kind }
          : { type: 'failure', failure: { kind: 'refused', notice: code('reply-filtered') } };
      case 'tool-calls':
        return seen.text ? { type: 'finish', reason: 'other' } : failed(code('reply-only-tools'));
      default:
        return kind satisfies never;
    }
  }

  function noteOn(reason: string): ReplyEvent[] {
    if (!seen.text) return [];
    const kind = finishOf(reason);
    if (kind === 'tool-calls') return [{ type: 'note', note: code('reply-tool-calls') }];
    if (kind !== 'unknown') return [];
    return [
      {
        type: 'note',
        note: { code: 'reply-reason-unknown', data: { reason: quoted(reason, asked.endpoint.apiKey, 40) } },
      },
    ];
  }

  function unfinished(ending: Ending): ReplyEvent {
    const host = hostOf(asked.endpoint.baseUrl);
    switch (ending.type) {
      case 'stalled': {
        const seconds = Math.ceil(ending.stall.ms / 1000);
        return failed(
          ending.stall.phase === 'first-byte'
            ? { code: 'reply-never-began', data: { host, seconds } }
            : { code: 'reply-stalled', data: { host, seconds } },
        );
      }
      case 'broken':
        return failed({ code: 'reply-broken', data: { host } });
      case 'stray':
        return failed({
          code: 'endpoint-not-api',
          data: { host, said: quoted(ending.words, asked.endpoint.apiKey, 120) },
        });
      case 'lost':
        return failed(code('reply-cut'));
      case 'done':
      case 'closed':
      case 'whole':
        return failed(seen.choice ? code('reply-cut') : { code: 'reply-none', data: { host } });
      default:
        return ending satisfies never;
    }
  }

  return {
    push(chunk, events) {
      const piece = readChunk(chunk);
      if (piece.hasChoice) {
        seen.choice = true;
        if (piece.finish === null) seen.unfinished = true;
      }
      if (piece.reasoning) say('reasoning', piece.reasoning, events);
      if (piece.text) for (const { kind, text } of splitter.push(piece.text)) say(kind, text, events);
      if (piece.refusal) {
        seen.refusal = true;
        say('text', piece.refusal, events);
      }
      if (piece.hasToolCalls) seen.toolCalls = true;
      finish = piece.finish || finish || piece.finish;
      usage = piece.usage ?? usage;
      if (piece.error) error = readErrorValue(null, piece.error);
    },
    fail(value) {
      error = value;
    },
    end(ending) {
      const events: ReplyEvent[] = [];
      const { rest, unclosed } = splitter.end();
      for (const { kind, text } of rest) say(kind, text, events);
      const reason = error ? null : reasonOf(ending);
      // A closing tag that never came: the answer is somewhere in the thoughts, and nothing must be lost.
      if (reason !== null && finishOf(reason) === 'stop' && !seen.text) say('text', unclosed, events);
      if (usage) events.push({ type: 'usage', usage });
      if (error) events.push({ type: 'failure', failure: failureOf(error, asked) });
      else if (reason === null) events.push(unfinished(ending));
      else events.push(...noteOn(reason), finished(reason));
      return events;
    },
    get hasFailed() {
      return error !== null;
    },
    get hasChoice() {
      return seen.choice;
    },
    get hasFinished() {
      return Boolean(finish);
    },
  };
}

type BareCode =
  | 'reply-only-tools'
  | 'reply-tool-calls'
  | 'reply-empty'
  | 'reply-empty-length'
  | 'reply-filtered'
  | 'reply-cut';

function code(name: BareCode): Notice {
  return { code: name, data: {} };
}

function failed(notice: Notice): { readonly type: 'failure'; readonly failure: Failure } {
  return { type: 'failure', failure: { kind: 'endpoint', notice } };
}
