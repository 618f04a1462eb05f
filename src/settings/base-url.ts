/** Where OpenAI itself listens. */
export const OPENAI_BASE_URL = 'https://api.openai.com/v1';

/**
 * The one spelling of a base URL, by which keys are compared: host in lower case, no default port, no slash at the
 * end, and without the path of an operation that people paste along. Null for what is no http(s) address, or holds a
 * password, which would end up in logs and sessions, or a query, which the client would put in the wrong place.
 */
export function normalBaseUrl(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  if (url.username || url.password || url.search || url.hash) return null;
  return (url.origin + url.pathname).replace(/\/+$/, '').replace(/\/(chat\/completions|responses)$/, '');
}
