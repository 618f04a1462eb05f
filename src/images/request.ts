/** One HTTP request for a picture, without following redirects. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isPublicAddress, lookupPublic, PRIVATE_ADDRESS } from './addresses.ts';

/** What one request keeps to. */
export type RequestOptions = {
  readonly allowPrivateHosts: boolean;
  /** `Basic …` for this very origin, or null. */
  readonly authorization: string | null;
  /** Without a byte for so long, connecting included, the request fails with `ETIMEDOUT`. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
};

/**
 * The answer to a GET, headers read and body still to come. Rejects with the error of Node's network code;
 * a refused address has the code `EPRIVATEADDRESS`.
 */
export async function request(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  const { allowPrivateHosts, authorization, idleMs, signal } = options;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // For a literal address Node asks no look-up. The URL parser has made plain IPv4 of 2130706433, 0x7f.1 and the like.
  if (!allowPrivateHosts && isIP(host) && !isPublicAddress(host)) {
    throw Object.assign(new Error('private address'), { code: PRIVATE_ADDRESS });
  }
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = get(
      withoutUser(url),
      {
        // No kept connections: they would keep the program from ending.
        agent: false,
        signal,
        timeout: idleMs,
        headers: {
          accept: 'image/png,image/jpeg,image/webp,image/*;q=0.9,*/*;q=0.1',
          'accept-encoding': 'identity',
          'user-agent': 'vision-chat',
          ...(authorization === null ? {} : { authorization }),
        },
        ...(allowPrivateHosts ? {} : { lookup: lookupPublic }),
      },
      response => {
        answered = response;
        resolve(response);
      },
    );
    let answered: IncomingMessage | undefined;
    // Once headers have come, only the response passes the reason on to whoever reads it.
    sent.on('timeout', () =>
      (answered ?? sent).destroy(Object.assign(new Error('no data'), { code: 'ETIMEDOUT' })),
    );
    sent.on('error', reject);
  });
}

/** Node would send the user info along by itself, also to a host that a redirect named. */
function withoutUser(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}
