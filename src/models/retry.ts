/** When a request that failed before its first byte goes out again: the official client's rules, told to the person. */

export type RetryPlan =
  | { readonly type: 'wait'; readonly waitMs: number }
  /** The server named a time that is too long to sit through. */
  | { readonly type: 'too-long'; readonly seconds: number }
  | { readonly type: 'no' };

/** A longer wait is better left to the person. */
const LONGEST_WAIT_MS = 60_000;
const RETRIES = 2;
/** A server that says when to come back is believed more often. */
const RETRIES_WHEN_TOLD = 4;

export type RetryFacts = {
  /** Null when there was no answer at all. */
  readonly status: number | null;
  readonly headers: Headers | null;
  /** How often this request has been repeated already. */
  readonly retries: number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/**
 * Connection errors, 408, 409, 429 and 500 and above are worth another try unless `x-should-retry` says otherwise;
 * waits as told, else 0.5 s · 2ⁿ, at most 8 s, less up to a quarter (openai-node, `client.ts`).
 */
export function retryPlan({ status, headers, retries, random, now }: RetryFacts): RetryPlan {
  if (!isTransient(status, headers?.get('x-should-retry') ?? null)) return { type: 'no' };
  const told = headers ? toldMs(headers, now) : null;
  if (told !== null && told > LONGEST_WAIT_MS) return { type: 'too-long', seconds: Math.ceil(told / 1000) };
  if (retries >= (status === 429 && told !== null ? RETRIES_WHEN_TOLD : RETRIES)) return { type: 'no' };
  const backoff = Math.min(500 * 2 ** retries, 8000) * (1 - random() * 0.25);
  return { type: 'wait', waitMs: Math.round(told ?? backoff) };
}

function isTransient(status: number | null, shouldRetry: string | null): boolean {
  if (shouldRetry === 'true') return true;
  if (shouldRetry === 'false') return false;
  return status === null || status === 408 || status === 409 || status === 429 || status >= 500;
}

/** What the headers say: `retry-after-ms`, or `retry-after` in seconds or as a date; null if nothing that makes sense. */
function toldMs(headers: Headers, now: number): number | null {
  const after = headers.get('retry-after')?.trim() ?? '';
  const candidates = [
    Number.parseFloat(headers.get('retry-after-ms') ?? ''),
    /^[\d.]+$/.test(after) ? Number.parseFloat(after) * 1000 : Date.parse(after) - now,
  ];
  return candidates.find(ms => Number.isFinite(ms) && ms >= 0) ?? null;
}
