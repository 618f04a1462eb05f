/** An endpoint: where a model is asked, with which key, and how long we wait for it. */
import { cleanLine } from '../text/clean.ts';

export type Endpoint = {
  /** As `readServerUrl` gives it, without a slash at the end. */
  readonly baseUrl: string;
  /** Null for servers that ask for none. */
  readonly apiKey: string | null;
  /** Where the key was found (`OPENAI_API_KEY`, `--api-key`, `settings`): for messages, never the key. */
  readonly keySource: string | null;
  readonly model: string;
  /** Tokens; sent only if set, because the name of the parameter differs between models. */
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  /** Patience until the first byte of the answer, in milliseconds. */
  readonly firstByteMs: number;
  /** Patience between two bytes of the answer, in milliseconds. */
  readonly idleMs: number;
};

/** Local models may read a picture for minutes before they say a word. */
export const FIRST_BYTE_MS = 600_000;
export const IDLE_MS = 60_000;

/** OpenAI's own base URL, the default of every client. */
export const OPENAI_BASE_URL = 'https://api.openai.com/v1';

/** The host that pictures and words go to, with its port if it is not the default one; clean, for the screen. */
export function hostOf(baseUrl: string): string {
  return cleanLine(URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl, 80);
}

/** Whether the endpoint is OpenAI's own: only there are organisation and project headers ours to send. */
export function isOpenAi(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && new URL(baseUrl).hostname === 'api.openai.com';
}

/** The address of `path` (`/models`) under the base URL, whose query (Azure's `api-version`) stays at the end. */
export function addressOf(baseUrl: string, path: string): string {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  return url.href;
}
