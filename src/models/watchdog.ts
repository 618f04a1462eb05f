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
/** A timer that is so late tells that the program itself was stopped (Ctrl+Z, a sleeping laptop), not the server. */
const LATE_MS = 2000;

/** Calls `onStall` once when no byte comes for `firstByteMs` (the first) or `idleMs` (each further one). */
export function watchdog(
  patience: { readonly firstByteMs: number; readonly idleMs: number },
  onStall: (stall: Stall) => void,
): Watchdog {
  let { idleMs } = patience;
  let fedAt = Date.now();
  let stall: Stall = { phase: 'first-byte', ms: patience.firstByteMs };
  let timer = setTimeout(bark, Math.min(stall.ms, LONGEST_MS));

  function bark(): void {
    if (Date.now() - fedAt > stall.ms + LATE_MS) watch(stall);
    else onStall(stall);
  }
  function watch(next: Stall): void {
    clearTimeout(timer);
    fedAt = Date.now();
    stall = next;
    timer = setTimeout(bark, Math.min(stall.ms, LONGEST_MS));
  }

  return {
    fed() {
      watch({ phase: 'idle', ms: idleMs });
    },
    hurry(ms) {
      if (ms >= idleMs) return;
      idleMs = ms;
      watch({ phase: 'idle', ms });
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
