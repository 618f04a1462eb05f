/** Asking an engine in tests: endpoints, pictures, and the whole list of events. */
import type { AnswerRequest, ReplyEvent } from '../../src/chat/engine.ts';
import type { ImageName, ImageRef } from '../../src/chat/image-ref.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Endpoint } from '../../src/models/endpoint.ts';
import { type EngineOptions, openAiEngine } from '../../src/models/openai-engine.ts';

/** Shaped like no real key, but long enough to be taken for one. */
export const KEY = 'planted-key-0123456789';

export function endpointAt(baseUrl: string, more: Partial<Endpoint> = {}): Endpoint {
  return {
    baseUrl,
    apiKey: KEY,
    keySource: '--api-key',
    model: 'some-model',
    firstByteMs: 20_000,
    idleMs: 20_000,
    ...more,
  };
}

export function question(text: string): Message {
  return { role: 'user', parts: [{ type: 'text', text }] };
}

export function picture(name: ImageName, bytes: Uint8Array): ImageRef {
  return {
    name,
    source: `/pictures/${name.slice(1)}.png`,
    label: `${name.slice(1)}.png`,
    original: name.slice(1).padStart(64, '0'),
    recipe: [],
    sent: name.slice(1).padStart(64, '0'),
    type: 'image/png',
    width: 1,
    height: 1,
    bytes: bytes.length,
  };
}

/** Waits without waiting: retries in tests cost nothing but their events. */
export async function ask(
  endpoint: Endpoint,
  more: Partial<AnswerRequest> & EngineOptions = {},
): Promise<ReplyEvent[]> {
  const { fetch, random = () => 1, ...request } = more;
  const engine = openAiEngine(endpoint, { random, ...(fetch ? { fetch } : {}) });
  return collect(engine.answer(requestOf(request)));
}

export function requestOf(more: Partial<AnswerRequest> = {}): AnswerRequest {
  return {
    messages: [question('What is this?')],
    bytesOf: () => Promise.reject(new Error('no pictures here')),
    signal: new AbortController().signal,
    ...more,
  };
}

export async function collect(events: AsyncIterable<ReplyEvent>): Promise<ReplyEvent[]> {
  const collected: ReplyEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

/** Texts and reasonings that follow each other joined, since a stream may be cut anywhere. */
export function joined(events: readonly ReplyEvent[]): ReplyEvent[] {
  const out: ReplyEvent[] = [];
  for (const event of events) {
    const last = out.at(-1);
    if ((event.type === 'text' || event.type === 'reasoning') && last?.type === event.type)
      out[out.length - 1] = { type: event.type, text: last.text + event.text };
    else out.push(event);
  }
  return out;
}
