/** The server-sent events of a good answer, with joints where a misbehaviour can bend them. */
import type { FakeUsage, Reply, Script, Step } from './script.ts';

export type Delta = Readonly<Record<string, unknown>>;

/** One event of the stream before it is framed: a chunk, or bytes as they are. */
export type StreamEvent =
  | { readonly chunk: unknown; readonly says?: string; readonly paced?: true }
  | { readonly raw: string | Uint8Array };

export type Bend = {
  readonly events?: readonly StreamEvent[];
  /** How an event is framed; takes the JSON. */
  readonly frame?: (json: string) => string;
  /** Null: no `[DONE]`. */
  readonly done?: string | null;
  readonly before?: string;
  /** Cuts the bytes of one event into several writes. */
  readonly slice?: (bytes: Buffer) => readonly Uint8Array[];
  /** Steps in place of the rest of the stream: no `[DONE]`, no end. */
  readonly instead?: readonly Step[];
  readonly accepts?: readonly string[];
};

export const STREAM_HEAD: Step = {
  type: 'head',
  status: 200,
  headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
};

/** A whole answer in the way that the client asked for: streamed or as one JSON. */
export function answer(reply: Reply): Script {
  return reply.request.body.stream ? stream(reply) : completion(reply);
}

/** A streamed answer, bent. */
export function stream(reply: Reply, bend: Bend = {}): Script {
  const { frame = json => `data: ${json}\n\n`, slice, instead, accepts } = bend;
  const done = bend.done === undefined ? frame('[DONE]') : bend.done;
  const steps: Step[] = [STREAM_HEAD];
  if (bend.before) steps.push({ type: 'bytes', bytes: bend.before });
  for (const event of bend.events ?? eventsOf(reply)) {
    if ('raw' in event) {
      steps.push({ type: 'bytes', bytes: event.raw });
      continue;
    }
    const { chunk, ...rest } = event;
    const bytes = frame(JSON.stringify(chunk));
    const slices = slice?.(Buffer.from(bytes)) ?? [bytes];
    slices.forEach((part, index) => {
      steps.push({ type: 'bytes', bytes: part, ...(index === slices.length - 1 ? rest : {}) });
    });
  }
  if (instead) steps.push(...instead);
  else if (done !== null) steps.push({ type: 'bytes', bytes: done });
  return { steps, ...(accepts ? { accepts } : {}) };
}

/** An answer that is not streamed. */
export function completion(reply: Reply): Script {
  const { text, usage, finishReason } = reply;
  const reasoning = reply.reasoning.join('');
  const message = { role: 'assistant', content: text, refusal: null };
  const body = {
    ...shellOf(reply, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: reasoning ? { ...message, reasoning_content: reasoning } : message,
        logprobs: null,
        finish_reason: finishReason,
      },
    ],
    ...(usage ? { usage } : {}),
  };
  return json(200, JSON.stringify(body), {}, text);
}

/** A response with a JSON body. */
export function json(
  status: number,
  bytes: string,
  headers: Readonly<Record<string, string>> = {},
  says = '',
): Script {
  return {
    steps: [
      { type: 'head', status, headers: { 'content-type': 'application/json', ...headers } },
      { type: 'bytes', bytes, says },
    ],
  };
}

/** The events of a good stream: role, reasoning, text, finish reason, and usage if it was asked for. */
export function eventsOf(reply: Reply): readonly StreamEvent[] {
  return [...openingOf(reply), ...textEvents(reply, reply.pieces), ...endingOf(reply)];
}

export function openingOf(reply: Reply): readonly StreamEvent[] {
  return [
    { chunk: chunkOf(reply, { role: 'assistant', content: '', refusal: null }) },
    ...reply.reasoning.map(
      (reasoning): StreamEvent => ({ chunk: chunkOf(reply, { reasoning_content: reasoning }), paced: true }),
    ),
  ];
}

/** One chunk a piece of text. */
export function textEvents(reply: Reply, pieces: readonly string[]): readonly StreamEvent[] {
  return pieces.map(content => ({ chunk: chunkOf(reply, { content }), says: content, paced: true }));
}

export function endingOf(reply: Reply, finishReason = reply.finishReason): readonly StreamEvent[] {
  const finish = { chunk: chunkOf(reply, {}, finishReason) };
  const wanted = reply.usage && reply.request.body.stream_options?.include_usage;
  return wanted ? [finish, { chunk: usageChunk(reply, reply.usage) }] : [finish];
}

/** The extra last chunk that carries the usage. */
export function usageChunk(reply: Reply, usage: FakeUsage): object {
  return { ...shellOf(reply), choices: [], usage };
}

/** One chunk; `more` is spread over its choice. */
export function chunkOf(
  reply: Reply,
  delta: Delta,
  finishReason: string | null = null,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const choice = { index: 0, delta, logprobs: null, finish_reason: finishReason, ...more };
  return { ...shellOf(reply), choices: [choice] };
}

/** The fields around the choices. The time is fixed, so that a run can be repeated byte for byte. */
export function shellOf(
  { request }: Reply,
  object = 'chat.completion.chunk',
): Readonly<Record<string, unknown>> {
  return {
    id: `chatcmpl-fake${request.index}`,
    object,
    created: 1_790_000_000,
    model: request.body.model,
    service_tier: 'default',
    system_fingerprint: 'fp_fake',
  };
}

/** The pieces in two halves, neither empty when there are two pieces or more. */
export function halvesOf({ pieces }: Reply): readonly [readonly string[], readonly string[]] {
  const middle = Math.ceil(pieces.length / 2);
  return [pieces.slice(0, middle), pieces.slice(middle)];
}
