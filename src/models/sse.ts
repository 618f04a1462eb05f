/**
 * Server-sent events out of bytes. The official client has a parser too, but it throws on what is legal
 * (`event: ping` without data, an empty `data:`) and keeps an endless line in memory, so we read the bytes ourselves.
 */

export type SseEvent = {
  /** The event's name; empty if it has none. */
  readonly event: string;
  /** Its data lines, joined; never empty. */
  readonly data: string;
};

/** More than any chunk needs; a server that goes on is not one that we can talk to. */
const MAX_EVENT_LENGTH = 32 * 1024 * 1024;

export type SseParser = {
  /** The events that these bytes complete. Throws `RangeError` for an event that never ends. */
  push(bytes: Uint8Array): SseEvent[];
  /** The last event, if the server left out the blank line after it. */
  end(): SseEvent[];
};

/**
 * A parser of one response. Any line ending, any cut of the bytes (also within a character), a byte order mark and
 * missing spaces after the colon are fine; comments, ids and events without data give nothing.
 */
export function sseParser(): SseParser {
  const decoder = new TextDecoder();
  // Pieces of the line that has not ended, joined once it does: a long line in small pieces stays linear.
  let line: string[] = [];
  let afterReturn = false;
  let event = '';
  let data: string[] = [];
  let length = 0;

  function endEvent(events: SseEvent[]): void {
    const joined = data.join('\n');
    if (joined.trim() !== '') events.push({ event, data: joined });
    event = '';
    data = [];
    length = 0;
  }

  function endLine(last: string, events: SseEvent[]): void {
    const text = line.length === 0 ? last : line.join('') + last;
    line = [];
    if (text === '') {
      endEvent(events);
      return;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + (text[colon + 1] === ' ' ? 2 : 1));
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value.trim();
  }

  function feed(text: string, events: SseEvent[]): void {
    let from = afterReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') afterReturn = text.endsWith('\r');
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      if (match.index < from) continue;
      endLine(text.slice(from, match.index), events);
      from = match.index + match[0].length;
    }
    if (from < text.length) line.push(text.slice(from));
    length += text.length;
    if (length > MAX_EVENT_LENGTH && (line.length > 0 || data.length > 0))
      throw new RangeError('An event of the stream is too long.');
  }

  return {
    push(bytes) {
      const events: SseEvent[] = [];
      feed(decoder.decode(bytes, { stream: true }), events);
      return events;
    },
    end() {
      const events: SseEvent[] = [];
      feed(decoder.decode(), events);
      endLine('', events);
      endEvent(events);
      return events;
    },
  };
}
