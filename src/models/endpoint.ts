/** An endpoint: where a model is asked, with which key, and how long we wait for it. */
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';

export type Endpoint = {
  /** As `normaliseBaseUrl` gives it, without a slash at the end. */
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

export type BaseUrl =
  | { readonly ok: true; readonly baseUrl: string }
  | { readonly ok: false; readonly notice: Notice };

/**
 * The base URL that a person meant: with a scheme (http for this machine and private networks, https otherwise), without
 * a slash or an operation's path (`/chat/completions`) at the end. Refuses other schemes, credentials and what is no URL.
 */
export function normaliseBaseUrl(text: string): BaseUrl {
  const typed = cleanLine(text, 2000);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    return { ok: false, notice: { code: 'endpoint-url-scheme', data: { scheme: cleanLine(scheme, 20) } } };
  const candidate = scheme === undefined ? `${isNear(typed) ? 'http' : 'https'}://${typed}` : typed;
  if (typed === '' || !URL.canParse(candidate)) return refused(typed);
  const url = new URL(candidate);
  // Never repeated to the screen: what stands there may be a password.
  if (url.username !== '' || url.password !== '')
    return { ok: false, notice: { code: 'endpoint-url-credentials', data: {} } };
  if (!/^[a-z0-9._-]+$|^\[[0-9a-f:.]+\]$/i.test(url.hostname)) return refused(typed);
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|responses)$/, '');
  const path = url.pathname.replace(/\/+$/, '');
  return { ok: true, baseUrl: `${url.origin}${path}${url.search}` };
}

function refused(typed: string): BaseUrl {
  return { ok: false, notice: { code: 'endpoint-url-invalid', data: { url: cleanLine(typed, 80) } } };
}

const NEAR_V4 =
  /^(127|10|0|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const NEAR_NAME = /(^|\.)(localhost|local|lan|internal|home\.arpa)$/i;

/** Whether an address without a scheme is on this machine or in a private network, where servers speak plain http. */
function isNear(typed: string): boolean {
  if (!URL.canParse(`http://${typed}`)) return false;
  const { hostname } = new URL(`http://${typed}`);
  if (hostname.startsWith('[')) return /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/i.test(hostname);
  if (/^[0-9.]+$/.test(hostname)) return NEAR_V4.test(hostname);
  return NEAR_NAME.test(hostname) || !hostname.includes('.');
}
