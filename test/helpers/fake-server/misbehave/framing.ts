/** Good answers in unusual frames: every one of these has to arrive whole. */
import type { Misbehaviour } from '../script.ts';
import { endingOf, eventsOf, halvesOf, openingOf, type StreamEvent, stream, textEvents } from '../stream.ts';

/** A good stream with these events before the second half of the text. */
const withMiddle =
  (...middle: readonly StreamEvent[]): Misbehaviour =>
  reply => {
    const [first, second] = halvesOf(reply);
    const events = [
      ...openingOf(reply),
      ...textEvents(reply, first),
      ...middle,
      ...textEvents(reply, second),
      ...endingOf(reply),
    ];
    // A client that stumbles here keeps the first half.
    return stream(reply, { events, accepts: [reply.text, first.join('')] });
  };

export const framing = {
  /** The stream ends after the usage chunk. */
  'no-done': reply => stream(reply, { done: null }),
  crlf: reply => stream(reply, { frame: json => `data: ${json}\r\n\r\n` }),
  'byte-order-mark': reply => stream(reply, { before: '\ufeff' }),
  'no-space-after-data': reply => stream(reply, { frame: json => `data:${json}\n\n` }),
  /** Every event is written in two parts, cut within a character of several bytes where there is one. */
  'split-utf8': reply =>
    stream(reply, {
      slice: bytes => {
        const lead = bytes.findIndex(byte => byte >= 0xc0);
        const at = lead >= 0 ? lead + 1 : bytes.length >> 1;
        return [bytes.subarray(0, at), bytes.subarray(at)];
      },
    }),
  'byte-by-byte': reply => stream(reply, { slice: bytes => Array.from(bytes, byte => Uint8Array.of(byte)) }),
  /** All of the answer in one write. */
  'all-at-once': reply => {
    const text = eventsOf(reply).map(event =>
      'raw' in event ? '' : `data: ${JSON.stringify(event.chunk)}\n\n`,
    );
    return {
      steps: [
        ...stream(reply, { events: [], done: null }).steps,
        { type: 'bytes', bytes: `${text.join('')}data: [DONE]\n\n`, says: reply.text },
      ],
    };
  },
  /** OpenRouter and DeepSeek keep the connection alive so. */
  comments: reply => {
    const events = eventsOf(reply).flatMap((event): StreamEvent[] => [
      { raw: ': OPENROUTER PROCESSING\n\n' },
      { raw: ': keep-alive\n\n\n' },
      event,
    ]);
    return stream(reply, { events });
  },
  'id-and-retry-fields': reply => stream(reply, { frame: json => `id: 7\nretry: 3000\ndata: ${json}\n\n` }),
  /** Legal, and the official client fails on it. */
  'ping-without-data': withMiddle({ raw: 'event: ping\n\n' }),
  'empty-data': withMiddle({ raw: 'data:\n\n' }),
  'data-null': withMiddle({ raw: 'data: null\n\n' }),
  'data-ping': withMiddle({ raw: 'data: {"type":"ping"}\n\n' }),
  /** A line of half a megabyte. */
  'huge-line': reply => {
    const line = 'wide '.repeat(100_000);
    const events = [...openingOf(reply), ...textEvents(reply, [...reply.pieces, line]), ...endingOf(reply)];
    return stream(reply, { events });
  },
} as const satisfies Record<string, Misbehaviour>;
