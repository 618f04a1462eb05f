import { readServerUrl } from '../text/server-url.ts';

/** Where OpenAI itself listens. */
export const OPENAI_BASE_URL = 'https://api.openai.com/v1';

/** The one spelling of a base URL, by which keys are compared; null for what is none (see `readServerUrl`). */
export function normalBaseUrl(text: string): string | null {
  const read = readServerUrl(text);
  return read.ok ? read.baseUrl : null;
}
