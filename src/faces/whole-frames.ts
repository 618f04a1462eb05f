/** Ink writes a frame in pieces, each a call of the system that wakes the terminal; here each frame is one. */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';

/** Makes `stdout` hold what is written from the begin of a synchronised update (DEC 2026) until its end, and write it at once. */
export function writeWholeFrames(stdout: NodeJS.WriteStream): void {
  const write = stdout.write.bind(stdout) as (...args: unknown[]) => boolean;
  let isHeld = false;
  const release = () => {
    if (!isHeld) return;
    isHeld = false;
    stdout.uncork();
  };
  const held = (...args: unknown[]): boolean => {
    if (args[0] === BEGIN && !isHeld) {
      isHeld = true;
      stdout.cork();
      // Should a frame break off, nothing stays held.
      process.nextTick(release);
    }
    const isDrained = write(...args);
    if (args[0] === END) release();
    return isDrained;
  };
  stdout.write = held as typeof stdout.write;
}
