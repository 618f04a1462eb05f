/** Good answers in chunks of unusual shape: every one of these has to arrive whole. */
import type { Misbehaviour, Reply } from '../script.ts';
import { chunkOf, endingOf, openingOf, type StreamEvent, shellOf, stream, textEvents } from '../stream.ts';

/** A good stream with this chunk before every chunk of text. */
const strewn =
  (strange: (reply: Reply) => unknown): Misbehaviour =>
  reply =>
    stream(reply, {
      events: [
        ...openingOf(reply),
        ...textEvents(reply, reply.pieces).flatMap((event): StreamEvent[] => [
          { chunk: strange(reply) },
          event,
        ]),
        ...endingOf(reply),
      ],
    });

/** A good stream without its extra usage chunk, each chunk changed. */
const changed =
  (
    change: (chunk: Readonly<Record<string, unknown>>, reply: Reply, index: number) => unknown,
  ): Misbehaviour =>
  reply => {
    const events = [
      ...openingOf(reply),
      ...textEvents(reply, reply.pieces),
      ...endingOf({ ...reply, usage: null }),
    ];
    return stream(reply, {
      events: events.map((event, index) =>
        'raw' in event ? event : { ...event, chunk: change(Object(event.chunk), reply, index) },
      ),
    });
  };

export const chunks = {
  'choices-empty': strewn(reply => ({ ...shellOf(reply), choices: [] })),
  'choices-null': strewn(reply => ({ ...shellOf(reply), choices: null })),
  'choices-missing': strewn(reply => shellOf(reply)),
  'delta-missing': strewn(reply => ({ ...shellOf(reply), choices: [{ index: 0, finish_reason: null }] })),
  'delta-null': strewn(reply => ({ ...shellOf(reply), choices: [{ index: 0, delta: null }] })),
  'content-null': strewn(reply => chunkOf(reply, { role: 'assistant', content: null })),
  /** Azure's first chunk. */
  'azure-filter-results': reply => {
    const filter = {
      prompt_index: 0,
      content_filter_results: { hate: { filtered: false, severity: 'safe' } },
    };
    const first = { id: '', object: '', created: 0, model: '', choices: [], prompt_filter_results: [filter] };
    const events = [
      { chunk: first },
      ...openingOf(reply),
      ...textEvents(reply, reply.pieces),
      ...endingOf(reply),
    ];
    return stream(reply, { events });
  },
  'unknown-fields': changed(chunk => ({
    ...chunk,
    obfuscation: 'aB3',
    provider: 'Fake',
    x_groq: { id: 'req_1' },
    timings: { predicted_per_second: 41.5 },
  })),
  'usage-in-each-chunk': changed((chunk, { usage }, index) => ({
    ...chunk,
    usage: usage && { ...usage, completion_tokens: index, total_tokens: usage.prompt_tokens + index },
  })),
  /** Moonshot. */
  'usage-in-choice': reply => {
    const end = chunkOf(reply, {}, reply.finishReason, { usage: reply.usage });
    return stream(reply, {
      events: [...openingOf(reply), ...textEvents(reply, reply.pieces), { chunk: end }],
    });
  },
  'usage-absent': changed(chunk => chunk),
  'usage-null': changed(chunk => ({ ...chunk, usage: null })),
} as const satisfies Record<string, Misbehaviour>;
