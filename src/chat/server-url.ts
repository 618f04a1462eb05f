/** Telling a server's URL from a key in what a person types. */

/**
 * The URL that `text` names (`http://…`, `https://…`, `localhost:11434/v1`, `192.168.1.5:8000`, `example.com/v1`),
 * with a scheme; null if it is none, as with a key.
 */
export function serverUrl(text: string): string | null {
  if (/\s/.test(text)) return null;
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? text : null;
  const isLocal = /^(localhost|127\.|10\.|192\.168\.|\[)/i.test(text);
  const looksLikeHost =
    isLocal || /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/|$)/i.test(text) || /^[a-z0-9-]+:\d+/i.test(text);
  if (!looksLikeHost) return null;
  const url = `${isLocal ? 'http' : 'https'}://${text}`;
  return URL.canParse(url) ? url : null;
}
