/** Bytes of a body → events of a reply: tells a stream from what servers send in its place under status 200. */
import type { ReplyEvent } from '../chat/engine.ts';
import { readErrorBody, readErrorValue, titleOf } from './error-shapes.ts';
import type { Ending, Reply } from './reply.ts';
import { objectOf, parsed } from './shape.ts';
import { type SseEvent, sseParser } from './sse.ts';

export type Step = { readonly events: readonly ReplyEvent[]; readonly ending: Ending | null };

export type BodyReader = {
  /** What these bytes add; with an ending the rest of the body does not matter. */
  push(bytes: Uint8Array): Step;
  /** The body ended by itself. */
  end(): Step;
  readonly hasBegun: boolean;
};

const MAX_WHOLE_LENGTH = 32 * 1024 * 1024;
const SAMPLE_LENGTH = 2000;

/**
 * A reader of one body. Goes by the first character and not by the content type, which servers get wrong: `{` or `[` is a whole
 * completion or an error as JSON, `<` a page, all else a stream.
 */
export function bodyReader(reply: Reply): BodyReader {
  const parser = sseParser();
  const decoder = new TextDecoder();
  let kind: 'unknown' | 'stream' | 'whole' | 'page' = 'unknown';
  let first: Uint8Array[] = [];
  let words = '';
  let hasBegun = false;
  let hasEvents = false;

  function stream(sseEvents: readonly SseEvent[], isLast: boolean): Step {
    const events: ReplyEvent[] = [];
    for (const { event, data } of sseEvents) {
      hasEvents = true;
      if (data.trim() === '[DONE]') return { events, ending: { type: 'done' } };
      const value = parsed(data);
      if (event === 'error')
        reply.fail(value === undefined ? readErrorBody(null, data) : readErrorValue(null, value));
      // Half a chunk at the very end is a cut connection, in the middle a server that writes no JSON.
      else if (value === undefined) return { events, ending: { type: isLast ? 'closed' : 'broken' } };
      else reply.push(value, events);
      if (reply.hasFailed) return { events, ending: { type: 'done' } };
    }
    return { events, ending: null };
  }

  function whole(): Step {
    const value = parsed(words.trim());
    const events: ReplyEvent[] = [];
    reply.push(value, events);
    if (reply.hasFailed || reply.hasChoice) return { events, ending: { type: 'whole' } };
    const error = readErrorValue(null, value);
    if (error.message === '' || objectOf(value)?.object === 'list') return stray(words);
    reply.fail(error);
    return { events: [], ending: { type: 'whole' } };
  }

  function stray(text: string): Step {
    return { events: [], ending: { type: 'stray', words: text.slice(0, SAMPLE_LENGTH) } };
  }

  function collect(bytes: Uint8Array, maxLength: number): void {
    const text = decoder.decode(bytes, { stream: true });
    if (words.length < maxLength) words += text;
  }

  function push(bytes: Uint8Array): Step {
    if (bytes.length > 0) hasBegun = true;
    if (kind === 'unknown') {
      first.push(bytes);
      const at = firstCharacter(bytes);
      if (at === null) return { events: [], ending: null };
      kind = at === '{' || at === '[' ? 'whole' : at === '<' ? 'page' : 'stream';
      const held = Buffer.concat(first);
      first = [];
      return push(held);
    }
    if (kind === 'stream') {
      if (!hasEvents) collect(bytes, SAMPLE_LENGTH);
      try {
        return stream(parser.push(bytes), false);
      } catch {
        return { events: [], ending: { type: 'broken' } };
      }
    }
    collect(bytes, kind === 'whole' ? MAX_WHOLE_LENGTH : SAMPLE_LENGTH * 10);
    return { events: [], ending: words.length < MAX_WHOLE_LENGTH ? null : { type: 'broken' } };
  }

  return {
    push,
    end() {
      if (kind === 'whole') return whole();
      if (kind === 'page') return stray(titleOf(words));
      const { events, ending } = stream(parser.end(), true);
      const bare = words.replace(/^:.*$/gm, '').trim();
      if (!hasEvents && bare !== '') return stray(bare);
      return { events, ending: ending ?? { type: 'closed' } };
    },
    get hasBegun() {
      return hasBegun;
    },
  };
}

/** The first character that is neither blank nor part of a byte order mark; null if there is none yet. */
function firstCharacter(bytes: Uint8Array): string | null {
  for (const byte of bytes)
    if (byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) return String.fromCharCode(byte);
  return null;
}
