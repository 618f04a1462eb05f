/** Words of a server on their way to the screen: clean, short, and without any key. */
import { cleanLine } from '../text/clean.ts';

// Local servers that want a key get one of these; hiding them would hide words like "ollama".
const PLACEHOLDERS = new Set([
  'none',
  'empty',
  'ollama',
  'lm-studio',
  'local',
  'dummy',
  'test',
  'no-key',
  'sk-no-key',
]);
const KEY_LIKE =
  /\b(sk|pk|rk|gsk|xai|key)-[A-Za-z0-9_*.…-]{4,}|[sp]k-[A-Za-z0-9_-]{16,}|\bAIza[\w-]{8,}|\bBearer\s+[^\s"',;<>]{4,}/g;

/** The text with the key, and whatever looks like one, replaced by `***`. */
export function masked(text: string, apiKey: string | null): string {
  const isSecret = apiKey !== null && apiKey.length >= 4 && !PLACEHOLDERS.has(apiKey.toLowerCase());
  const whole = isSecret ? text.replaceAll(apiKey, '***') : text;
  return whole.replace(KEY_LIKE, '***');
}

/** A server's words as one line of at most `maxLength`, for a message; masked before it is cut, so that no half of a key stays. */
export function quoted(text: string, apiKey: string | null, maxLength = 240): string {
  return cleanLine(masked(cleanLine(text, 20_000), apiKey), maxLength);
}
