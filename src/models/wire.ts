/** One request through the official client, and what came of it as data. */
import type { OpenAI } from 'openai';
import { type Endpoint, isOpenAi } from './endpoint.ts';
import { patientDispatcher } from './patience.ts';

export type Fetch = typeof globalThis.fetch;

export type Answer =
  | { readonly type: 'reply'; readonly response: Response }
  /** An error status, or a redirect, with the beginning of its body. */
  | { readonly type: 'refused'; readonly status: number; readonly headers: Headers; readonly body: string }
  | { readonly type: 'unreachable'; readonly error: unknown };

/** More of an error's body than anybody reads. */
const MAX_ERROR_BYTES = 64 * 1024;
const LONGEST_MS = 2_147_483_647;
/** For the constructor, which insists on a key; it is never sent. */
const NO_KEY = 'no-key';

/** The client and its fetch for an endpoint; loaded with the first request, since it is large. */
export async function clientOf(endpoint: Endpoint): Promise<OpenAI> {
  const { OpenAI: Client } = await import('openai');
  const foreign = isOpenAi(endpoint.baseUrl) ? {} : { organization: null, project: null };
  return new Client({
    baseURL: endpoint.baseUrl,
    apiKey: endpoint.apiKey ?? NO_KEY,
    adminAPIKey: null,
    ...foreign,
    maxRetries: 0,
    // The watchdog is ours.
    timeout: LONGEST_MS,
    logLevel: 'off',
  });
}

/** Posts the body; rejects never, and an abort shows as `unreachable`. */
export async function post(
  client: OpenAI,
  endpoint: Endpoint,
  body: Uint8Array<ArrayBuffer>,
  options: { readonly stream: boolean; readonly signal: AbortSignal; readonly fetch?: Fetch },
): Promise<Answer> {
  let refused: Answer | null = null;
  const caught: Fetch = async (url, init) => {
    const response = await plainFetch(endpoint, options.fetch)(url, init);
    if (response.ok) return response;
    const text = await beginningOf(response, MAX_ERROR_BYTES);
    const { status, headers } = response;
    refused = { type: 'refused', status, headers, body: text };
    return new Response(null, { status, headers });
  };
  try {
    const response = await client
      .withOptions({ fetch: caught })
      .post('/chat/completions', {
        body,
        headers: { 'content-type': 'application/json' },
        stream: options.stream,
        signal: options.signal,
      })
      .asResponse();
    return { type: 'reply', response };
  } catch (error) {
    return refused ?? { type: 'unreachable', error };
  }
}

/**
 * Fetch for an endpoint: patient, following no redirects (pictures go to the host in the status line and to no other), and with
 * the headers that are meant for this host: the client adds those of `OPENAI_CUSTOM_HEADERS` whatever the base URL.
 */
export function plainFetch(endpoint: Endpoint, given?: Fetch): Fetch {
  return (url, init = {}) => {
    const headers = headersFor(endpoint, new Headers(init.headers));
    const request: RequestInit = { ...init, headers, redirect: 'manual' };
    if (given) return given(url, request);
    const dispatcher = patientDispatcher();
    return globalThis.fetch(url, dispatcher ? Object.assign(request, { dispatcher }) : request);
  };
}

const EVERYWHERE = new Set(['accept', 'content-type', 'authorization', 'user-agent']);

function headersFor(endpoint: Endpoint, headers: Headers): Headers {
  const isTheirs = isOpenAi(endpoint.baseUrl) || endpoint.keySource === 'OPENAI_API_KEY';
  if (!isTheirs) for (const name of [...headers.keys()]) if (!EVERYWHERE.has(name)) headers.delete(name);
  if (!isTheirs && endpoint.apiKey !== null) headers.set('authorization', `Bearer ${endpoint.apiKey}`);
  if (endpoint.apiKey === null) headers.delete('authorization');
  return headers;
}

/** The first bytes of a body as text, as far as they come within `withinMs`; what cannot be read counts as absent. */
export async function beginningOf(response: Response, maxBytes: number, withinMs = 10_000): Promise<string> {
  const reader = response.body?.getReader();
  const timer = setTimeout(() => reader?.cancel().catch(() => {}), withinMs);
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  try {
    while (reader && length < maxBytes) {
      const { value, done } = await reader.read();
      if (done) break;
      length += value.length;
      text += decoder.decode(value.subarray(0, Math.max(0, value.length - Math.max(0, length - maxBytes))), {
        stream: true,
      });
    }
  } catch {
    // What came before the cut is all that there is to say.
  }
  clearTimeout(timer);
  reader?.cancel().catch(() => {});
  return text;
}
