/** Requests to the fake server as a plain client writes them, for its own tests. */
import type { FakeServer } from '../fake-server.ts';
import type { WireMessage, WirePart } from './wire.ts';

/** A user message of text and other parts. */
export const user = (...parts: readonly (string | WirePart)[]): WireMessage => ({
  role: 'user',
  content: parts.map(part => (typeof part === 'string' ? { type: 'text', text: part } : part)),
});

export const assistant = (content: string): WireMessage => ({ role: 'assistant', content });

export const system = (content: string): WireMessage => ({ role: 'system', content });

/** A picture as a data URL. */
export function picture(bytes: Uint8Array, type = 'image/jpeg'): WirePart {
  return {
    type: 'image_url',
    image_url: { url: `data:${type};base64,${Buffer.from(bytes).toString('base64')}` },
  };
}

/** The body that vision-chat sends, with further fields. */
export const bodyOf = (messages: readonly WireMessage[], more: object = {}) => ({
  model: 'fake-vision',
  messages,
  stream: true,
  stream_options: { include_usage: true },
  ...more,
});

/** Posts a body; a string goes out as it is. */
export function post(server: FakeServer, body: unknown, more: RequestInit = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-test' };
  return fetch(`${server.url}/chat/completions`, { method: 'POST', headers, body: text, ...more });
}

/** Posts messages and reads the response to its end. */
export async function say(
  server: FakeServer,
  messages: readonly WireMessage[],
  more: object = {},
): Promise<string> {
  return (await post(server, bodyOf(messages, more))).text();
}
