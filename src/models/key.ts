/** A key travels in a header, and a header takes only some characters. */
import type { Notice } from '../text/catalogue.ts';
import type { Endpoint } from './endpoint.ts';

/** What to say about a key that no server can have given out (blanks, line breaks, curly quotes), before any call; null if it is fine. */
export function keyNotice({ apiKey, keySource }: Endpoint): Notice | null {
  if (apiKey === null || /^[\x21-\x7e]+$/.test(apiKey)) return null;
  return { code: 'endpoint-key-characters', data: { source: keySource ?? '' } };
}
