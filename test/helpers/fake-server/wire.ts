/** The part of the chat completions wire format that vision-chat speaks, as the server reads it. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Picture } from './pictures.ts';

export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string; readonly detail?: string } };

export type WireMessage = {
  readonly role: 'system' | 'developer' | 'user' | 'assistant';
  readonly content: string | readonly WirePart[];
};

export type ChatBody = {
  readonly model: string;
  readonly messages: readonly WireMessage[];
  readonly stream?: boolean | null;
  readonly stream_options?: { readonly include_usage?: boolean } | null;
  readonly [field: string]: unknown;
};

/** One request to `POST /v1/chat/completions` whose body has the shape of a chat. */
export type ChatRequest = {
  /** Counts all chat requests of the server from 0, refused ones too. */
  readonly index: number;
  readonly headers: IncomingHttpHeaders;
  /** The bearer token, or null. */
  readonly key: string | null;
  /** The body as it came. */
  readonly text: string;
  readonly body: ChatBody;
  /** In the order of the messages; those that could not be decoded are missing. */
  readonly pictures: readonly Picture[];
  /** The words of the last user message. */
  readonly question: string;
};

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a body made only of the messages and parts that vision-chat may send. */
export function isChatBody(value: unknown): value is ChatBody {
  return (
    isRecord(value) &&
    typeof value.model === 'string' &&
    Array.isArray(value.messages) &&
    value.messages.every(isMessage)
  );
}

function isMessage(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (!['system', 'developer', 'user', 'assistant'].includes(String(value.role))) return false;
  return typeof value.content === 'string' || (Array.isArray(value.content) && value.content.every(isPart));
}

function isPart(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.type === 'text') return typeof value.text === 'string';
  return value.type === 'image_url' && isRecord(value.image_url) && typeof value.image_url.url === 'string';
}

/** The words of a message; its text parts are joined by line breaks. */
export function wordsOf(message: WireMessage): string {
  if (typeof message.content === 'string') return message.content;
  return message.content.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n');
}
