/** The many shapes in which servers say that something went wrong, read into one. */
import { type JsonObject, listOf, objectOf, parsed, textOf } from './shape.ts';

export type ServerError = {
  /** HTTP status; null for an error inside a stream that names none. */
  readonly status: number | null;
  /** `code`, `type`, `param` as the server wrote them, lower case; empty if it did not. */
  readonly code: string;
  readonly type: string;
  readonly param: string;
  /** The server's words, not yet cleaned; an HTML page is reduced to its title. Empty if there are none. */
  readonly message: string;
  /** What the body was. `page`: HTML, so hardly the API. */
  readonly body: 'json' | 'page' | 'text' | 'empty';
};

/** An error answer with its body. */
export function readErrorBody(status: number | null, body: string): ServerError {
  const text = body.trim();
  const json = /^[[{"]/.test(text) ? parsed(text) : undefined;
  if (json !== undefined) return readErrorValue(status, json);
  const base = { status, code: '', type: '', param: '' };
  if (text === '') return { ...base, message: '', body: 'empty' };
  if (isPage(text)) return { ...base, message: titleOf(text), body: 'page' };
  return { ...base, message: text, body: 'text' };
}

/**
 * An error that came as JSON: `{error: {…}}` (OpenAI), `{error: 'text'}` (LM Studio), `[{error}]` (Gemini), `{object: 'error',
 * message}` (older vLLM), `{detail}` (FastAPI), `{message}`, or the inner object alone.
 */
export function readErrorValue(status: number | null, value: unknown): ServerError {
  const outer = objectOf(value) ?? objectOf(listOf(value)[0]);
  const error = objectOf(outer?.error) ?? objectOf(listOf(outer?.error)[0]) ?? outer ?? {};
  const plain = textOf(value) || textOf(outer?.error);
  // OpenRouter hides the real cause in `metadata.raw`, Azure the kind of filter in `innererror`.
  const metadata = objectOf(error.metadata);
  const inner = objectOf(error.innererror) ?? objectOf(error.inner_error);
  const raw = textOf(metadata?.raw);
  const message = plain || messageOf(error) || messageOf(outer ?? {});
  const cause = raw === '' ? '' : readErrorBody(null, raw).message;
  const code = wordOf(error.code) || wordOf(outer?.code);
  const number = Number(code);
  return {
    // OpenRouter's codes in a stream are HTTP statuses.
    status: status ?? (number >= 400 && number < 600 ? number : null),
    code: (/^\d+$/.test(code) ? wordOf(inner?.code) || wordOf(error.status) || code : code).toLowerCase(),
    type: (wordOf(error.type) || wordOf(outer?.type)).toLowerCase(),
    param: wordOf(error.param).toLowerCase(),
    message: unwrapped(message && cause && message !== cause ? `${message}: ${cause}` : message || cause),
    body: 'json',
  };
}

function wordOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : textOf(value);
}

function messageOf(error: JsonObject): string {
  for (const field of [
    error.message,
    error.detail,
    error.error_message,
    error.error_msg,
    error.msg,
    error.title,
  ]) {
    const text = textOf(field) || detailOf(field);
    if (text !== '') return text;
  }
  return '';
}

/** FastAPI's list of what was wrong where, and messages that are objects. */
function detailOf(detail: unknown): string {
  const object = objectOf(detail);
  if (object) return messageOf(object);
  return listOf(detail)
    .map(item => {
      const entry = objectOf(item);
      const place = listOf(entry?.loc).join('.');
      const text = textOf(item) || textOf(entry?.msg) || textOf(entry?.message);
      return place === '' ? text : `${place}: ${text}`;
    })
    .filter(text => text !== '')
    .join('; ');
}

/** Gateways put the body of the server behind them into the message. */
function unwrapped(message: string): string {
  const text = message.trim();
  if (!text.startsWith('{')) return message;
  const object = objectOf(parsed(text));
  return (object && (messageOf(objectOf(object.error) ?? object) || textOf(object.error))) || message;
}

/** Whether a text is an HTML or XML page. */
export function isPage(text: string): boolean {
  return /^\s*(<!doctype|<\?xml|<html|<head|<body|<[a-z][\w-]*[\s>])/i.test(text.slice(0, 500));
}

/** The title of a page, or its first words without tags. */
export function titleOf(page: string): string {
  const head = page.slice(0, 50_000);
  const title = /<title[^>]*>([^<]*)/i.exec(head)?.[1] ?? /<h1[^>]*>([^<]*)/i.exec(head)?.[1] ?? '';
  if (title.trim() !== '') return entities(title.trim());
  const bare = head.replace(/<(script|style)[^>]*>[\s\S]*?(<\/\1>|$)/gi, ' ').replace(/<[^>]*>/g, ' ');
  return entities(bare.replace(/\s+/g, ' ').trim()).slice(0, 200);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};

function entities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
