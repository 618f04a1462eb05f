/** Our own watch over a reply: the official client's timeout ends with the headers, a stalled stream would hang for ever. */

export type Stall = { readonly phase: 'first-byte' | 'idle'; readonly ms: number };

export type Watchdog = {
  /** A byte came: from now on `idleMs` counts. */
  fed(): void;
  /** The answer is complete but the server keeps the line open: wait at most `ms` for its last words. */
  hurry(ms: number): void;
  stop(): void;
};

/** Longer timers fire at once in Node. */
const LONGEST_MS = 2_147_483_647;

/** Calls `onStall` once when no byte comes for `firstByteMs` (the first) or `idleMs` (each further one). */
export function watchdog(
  patience: { readonly firstByteMs: number; readonly idleMs: number },
  onStall: (stall: Stall) => void,
): Watchdog {
  let idleMs = patience.idleMs;
  let started = false;
  let timer = timerOf({ phase: 'first-byte', ms: patience.firstByteMs });

  function timerOf(stall: Stall): NodeJS.Timeout {
    return setTimeout(() => onStall(stall), Math.min(stall.ms, LONGEST_MS));
  }
  function watchIdle(): void {
    clearTimeout(timer);
    started = true;
    timer = timerOf({ phase: 'idle', ms: idleMs });
  }

  return {
    fed() {
      if (started) timer.refresh();
      else watchIdle();
    },
    hurry(ms) {
      if (ms >= idleMs) return;
      idleMs = ms;
      watchIdle();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
