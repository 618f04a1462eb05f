/** Waiting that ends at once when the person stops the turn. */

/** Settles like `promise`, or with `null` as soon as the signal is aborted; a later rejection is swallowed. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let stop = () => {};
  const aborted = new Promise<null>(resolve => {
    stop = () => resolve(null);
  });
  promise.catch(() => {});
  if (signal.aborted) return null;
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Resolves after `ms`, or at once when aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  await untilAborted(elapsed, signal);
  clearTimeout(timer);
}
