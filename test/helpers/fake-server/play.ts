/** Plays a script on a response. */
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Script, Step } from './script.ts';

export type Pace = { readonly firstByteMs: number; readonly tokensPerSecond: number | null };

export type Played = {
  /** The part of the answer that was written, which a client that went away may not have read. */
  readonly said: string;
  readonly ending: 'complete' | 'cut' | 'hung-up';
};

/** Resolves when the script is over or the client has gone. `signal` is the latter. */
export async function play(
  response: ServerResponse,
  { steps }: Script,
  pace: Pace,
  signal: AbortSignal,
): Promise<Played> {
  let said = '';
  let tokens = 0;
  await pause(pace.firstByteMs, signal);
  const start = performance.now();
  for (const step of steps) {
    if (step.type === 'bytes' && step.paced && pace.tokensPerSecond !== null) {
      await pause(start + (tokens * 1000) / pace.tokensPerSecond - performance.now(), signal);
      tokens += 1;
    }
    if (signal.aborted) return { said, ending: 'hung-up' };
    await take(response, step, signal);
    if (step.type === 'bytes') said += step.says ?? '';
    if (step.type === 'cut') return { said, ending: 'cut' };
  }
  if (signal.aborted) return { said, ending: 'hung-up' };
  response.end();
  return { said, ending: 'complete' };
}

async function take(response: ServerResponse, step: Step, signal: AbortSignal): Promise<void> {
  switch (step.type) {
    case 'head':
      response.writeHead(step.status, step.headers);
      response.flushHeaders();
      return;
    case 'bytes':
      if (step.bytes.length > 0) await written(response, step.bytes);
      return;
    case 'stall':
      await aborted(signal);
      return;
    case 'cut':
      response.destroy();
      return;
    default:
      step satisfies never;
  }
}

/**
 * Each write reaches the socket on its own, so that the client sees the pieces as they were cut. A write to a client
 * that has gone calls back with an error, which ends the wait all the same.
 */
function written(response: ServerResponse, bytes: string | Uint8Array): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  response.write(bytes, () => resolve());
  return promise;
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await wait(ms, undefined, { signal }).catch(() => {});
}
