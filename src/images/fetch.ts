/** A picture from a URL: fetched by us, with bounds on address, redirects, time and length. */
import type { IncomingMessage } from 'node:http';
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { PRIVATE_ADDRESS } from './addresses.ts';
import type { ImageLimits } from './limits.ts';
import { request } from './request.ts';

/** What was fetched, or why not. */
export type Fetched =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      /** Where it came from in the end, as `shownUrl` shows it. */
      readonly url: string;
    }
  | { readonly ok: false; readonly notice: Notice };

/** What `fetchPicture` keeps to. */
export type FetchOptions = {
  readonly signal: AbortSignal;
  readonly allowPrivateHosts: boolean;
  readonly limits: ImageLimits;
};

/** Fetches what a http(s) URL points at. Does not throw; an aborted signal gives `image-stopped`. */
export async function fetchPicture(address: string, options: FetchOptions): Promise<Fetched> {
  const { limits, signal } = options;
  const first = URL.parse(address);
  if (!first) return failure({ code: 'image-url-invalid', data: { url: cleanLine(address) } });
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), limits.fetchMs);
  try {
    return await follow(first, { ...options, signal: AbortSignal.any([signal, slow.signal]) });
  } catch (error) {
    if (signal.aborted) return failure({ code: 'image-stopped', data: {} });
    const host = cleanLine(first.hostname);
    return failure(slow.signal.aborted ? tooSlow(host, limits.fetchMs) : networkNotice(error, host, limits));
  } finally {
    clearTimeout(timer);
  }
}

/** A URL for people and logs: without user, password, query and fragment, where secrets stand. */
export function shownUrl(url: URL): string {
  return cleanLine(`${url.origin}${url.pathname}`, 500);
}

async function follow(first: URL, { limits, allowPrivateHosts, signal }: FetchOptions): Promise<Fetched> {
  let url = first;
  for (let hops = 0; hops <= limits.maxRedirects; hops += 1) {
    const host = cleanLine(url.hostname);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      return failure({ code: 'image-url-scheme', data: { scheme: cleanLine(url.protocol.slice(0, -1)) } });
    let response: IncomingMessage;
    try {
      const authorization = url.origin === first.origin ? basicAuthorization(first) : null;
      const idleMs = limits.fetchIdleMs;
      response = await request(url, { allowPrivateHosts, authorization, idleMs, signal });
    } catch (error) {
      if (signal.aborted) throw error;
      return failure(networkNotice(error, host, limits));
    }
    const status = response.statusCode ?? 0;
    const location = response.headers.location;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined)
      return readAnswer(response, url, limits, signal);
    response.destroy();
    const next = URL.parse(location, url.href);
    if (!next) return failure({ code: 'image-url-invalid', data: { url: cleanLine(location) } });
    url = next;
  }
  const data = { host: cleanLine(first.hostname), most: limits.maxRedirects };
  return failure({ code: 'image-url-redirects', data });
}

async function readAnswer(
  response: IncomingMessage,
  url: URL,
  limits: ImageLimits,
  signal: AbortSignal,
): Promise<Fetched> {
  const host = cleanLine(url.hostname);
  const tooLarge = {
    code: 'image-too-large',
    data: { name: shownUrl(url), limit: limits.maxSourceBytes },
  } as const;
  try {
    if (response.statusCode !== 200)
      return failure({ code: 'image-url-status', data: { host, status: response.statusCode ?? 0 } });
    if (Number(response.headers['content-length'] ?? 0) > limits.maxSourceBytes) return failure(tooLarge);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limits.maxSourceBytes) return failure(tooLarge);
      chunks.push(chunk);
    }
    return { ok: true, bytes: Buffer.concat(chunks, length), url: shownUrl(url) };
  } catch (error) {
    if (signal.aborted) throw error;
    return failure(networkNotice(error, host, limits));
  } finally {
    response.destroy();
  }
}

/** What the user info of a URL stands for, RFC 7617; null without one. */
function basicAuthorization({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const pair = `${percentDecoded(username)}:${percentDecoded(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function networkNotice(error: unknown, host: string, limits: ImageLimits): Notice {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === PRIVATE_ADDRESS) return { code: 'image-url-private', data: { host } };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'image-url-unknown-host', data: { host } };
  if (code === 'ETIMEDOUT') return tooSlow(host, limits.fetchIdleMs);
  return { code: 'image-url-network', data: { host, reason: cleanLine(code || 'error', 60) } };
}

function tooSlow(host: string, ms: number): Notice {
  return { code: 'image-url-slow', data: { host, seconds: Math.ceil(ms / 1000) } };
}

function failure(notice: Notice): Fetched {
  return { ok: false, notice };
}
