/** Ends of an answer other than a plain stop. */
import type { Misbehaviour } from '../script.ts';
import { chunkOf, endingOf, eventsOf, halvesOf, openingOf, stream, textEvents } from '../stream.ts';

/** The whole text, then this finish reason. */
const finished =
  (reason: string): Misbehaviour =>
  reply =>
    stream(reply, { events: eventsOf({ ...reply, finishReason: reason }) });

/** Half of the text, then this finish reason. */
const halfway =
  (reason: string): Misbehaviour =>
  reply =>
    stream(reply, {
      events: [...openingOf(reply), ...textEvents(reply, halvesOf(reply)[0]), ...endingOf(reply, reason)],
    });

/** No text at all, then this finish reason. */
const empty =
  (reason: string): Misbehaviour =>
  reply =>
    stream(reply, { events: [...openingOf(reply), ...endingOf(reply, reason)] });

export const finish = {
  /** The connection ends properly, but nothing says that the answer is whole. */
  'no-finish-reason': reply =>
    stream(reply, { events: [...openingOf(reply), ...textEvents(reply, halvesOf(reply)[0])], done: null }),
  'finish-length': halfway('length'),
  'finish-length-empty': empty('length'),
  'finish-content-filter': halfway('content_filter'),
  'finish-content-filter-empty': empty('content_filter'),
  'finish-sensitive': halfway('sensitive'),
  'finish-stop-empty': empty('stop'),
  'finish-unknown': finished('eos'),
  'finish-upper-case': finished('STOP'),
  'finish-blank': finished(''),
  'finish-error': halfway('error'),
  'finish-network-error': halfway('network_error'),
  'finish-insufficient-system-resource': halfway('insufficient_system_resource'),
  /** Never asked for, and with no words. */
  'finish-tool-calls': reply => {
    const call = {
      index: 0,
      id: 'call_1',
      type: 'function',
      function: { name: 'zoom', arguments: '{"x":1}' },
    };
    return stream(reply, {
      events: [
        { chunk: chunkOf(reply, { role: 'assistant', content: null, tool_calls: [call] }) },
        ...endingOf(reply, 'tool_calls'),
      ],
    });
  },
  refusal: reply => {
    const events = [
      { chunk: chunkOf(reply, { role: 'assistant', content: null, refusal: '' }) },
      ...["I'm sorry, ", "I can't help ", 'with that picture.'].map(refusal => ({
        chunk: chunkOf(reply, { content: null, refusal }),
        says: refusal,
        paced: true as const,
      })),
      ...endingOf(reply),
    ];
    return stream(reply, { events });
  },
} as const satisfies Record<string, Misbehaviour>;
