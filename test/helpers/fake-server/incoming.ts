/** From the bytes of a request to a `ChatRequest`. */
import type { IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import type { FakeServerOptions } from './options.ts';
import { picturesOf } from './pictures.ts';
import { schemaViolations } from './schema.ts';
import type { Violation } from './violation.ts';
import { type ChatBody, type ChatRequest, isChatBody, wordsOf } from './wire.ts';

export type Incoming = {
  /** Null when the body has not the shape of a chat. */
  readonly request: ChatRequest | null;
  /** Against JSON and the schema. */
  readonly violations: readonly Violation[];
  readonly badPictures: readonly Violation[];
};

/** Reads a request to its end. Rejects when the client goes away before. */
export async function readRequest(
  message: IncomingMessage,
  index: number,
  { formats = ['image/png', 'image/jpeg'], pictureUrls = false }: FakeServerOptions,
): Promise<Incoming> {
  const text = await textOf(message);
  const body = parsed(text);
  if (body === undefined) {
    return {
      request: null,
      violations: [{ rule: 'json', message: 'The body is not JSON.' }],
      badPictures: [],
    };
  }
  const violations = schemaViolations(body);
  if (!isChatBody(body)) {
    const shape: Violation = { rule: 'schema', message: 'Not a chat of text and pictures.' };
    return { request: null, violations: [...violations, shape], badPictures: [] };
  }
  const read = await picturesOf(body, { formats, urls: pictureUrls });
  const last = body.messages.findLast(({ role }) => role === 'user');
  const request: ChatRequest = {
    index,
    headers: message.headers,
    key: tokenOf(message),
    text,
    body,
    pictures: read.pictures,
    question: last ? wordsOf(last) : '',
  };
  return { request, violations, badPictures: read.violations };
}

/** The bearer token, or null. */
export function tokenOf({ headers }: IncomingMessage): string | null {
  return /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** What tells conversations apart unless a test names them: the first user message. */
export function conversationOf({ messages }: ChatBody): string {
  return JSON.stringify(messages.find(({ role }) => role === 'user') ?? null);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
