/** Telling a server's address from a key in what a person types. */
import { readServerUrl } from '../text/server-url.ts';

const LOCAL = /^(localhost|127\.|10\.|192\.168\.|\[)/i;
// The last label of a host is letters only; that of a key with dots in it is not, or is long.
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,24}(:\d+)?(\/|$)/i;
const HOST_AND_PORT = /^[a-z0-9.-]+:\d{1,5}(\/|$)/i;

/** The base URL that `text` means (`https://…`, `localhost:11434/v1`, `example.com/v1`); null if it is none, as a key. */
export function serverUrl(text: string): string | null {
  const isAddress =
    /^https?:\/\//i.test(text) || LOCAL.test(text) || HOST.test(text) || HOST_AND_PORT.test(text);
  if (!isAddress || /\s/.test(text)) return null;
  const read = readServerUrl(text);
  return read.ok ? read.baseUrl : null;
}
