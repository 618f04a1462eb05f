/** The terminal under Ink: showing, lending it to other programs, stopping, leaving. */
import { render } from 'ink';
import type { ReactElement } from 'react';
import type { SuspendTerminal } from '../ui/App.tsx';
import { createRegion, foldedRows, type Region } from '../ui/region.ts';
import { writeWholeFrames } from './whole-frames.ts';

export type Screen = {
  /** To be kept up to date by what is shown. */
  readonly region: Region;
  readonly show: (app: ReactElement) => void;
  /** Takes from the running app the means to suspend it. */
  readonly lend: (suspend: SuspendTerminal) => void;
  /** Does something while the terminal is free, then draws anew. */
  readonly without: <T>(work: () => Promise<T>) => Promise<T>;
  /** Ctrl+Z: stops this process; drawn anew when it goes on. */
  readonly stop: () => Promise<void>;
  /** Empties the screen, not the scrollback. */
  readonly clear: () => void;
  readonly leave: (code: number) => void;
  /** Leaves the terminal as it was at once, for a program that has to end. */
  readonly drop: () => void;
  /** The exit code, once the terminal is as it was. */
  readonly left: Promise<number>;
};

export function screenOf(stdout: NodeJS.WriteStream): Screen {
  let instance: ReturnType<typeof render> | null = null;
  let suspend: SuspendTerminal | null = null;
  let { columns } = stdout;
  const region = createRegion();
  /** Ink erases as many rows as it drew; those that the terminal folded are more. */
  const eraseFolded = () => {
    const folded =
      stdout.columns < columns && foldsRows(process.env) ? foldedRows(region, columns, stdout.columns) : 0;
    columns = stdout.columns;
    if (folded > 0) stdout.write(`\u001b[${folded}A\r\u001b[J`);
  };
  const { promise: left, resolve, reject } = Promise.withResolvers<number>();
  return {
    left,
    region,
    show(app) {
      writeWholeFrames(stdout);
      instance = render(app, {
        exitOnCtrlC: false,
        patchConsole: true,
        maxFps: 60,
        incrementalRendering: true,
        kittyKeyboard: { mode: 'auto', flags: ['disambiguateEscapeCodes'] },
      });
      stdout.prependListener('resize', eraseFolded);
      instance.waitUntilExit().catch(reject);
    },
    lend: free => {
      suspend = free;
    },
    async without(work) {
      if (!suspend) return work();
      const suspension = await suspend();
      await stopReading();
      try {
        return await work();
      } finally {
        await suspension.resume();
      }
    },
    async stop() {
      const suspension = await suspend?.();
      const goesOn = new Promise<void>(resolve => process.once('SIGCONT', () => resolve()));
      // Nothing else may keep the process alive until the signal is noticed: stdin is let go of.
      const staysAlive = setInterval(() => {}, 60_000);
      process.kill(process.pid, 'SIGTSTP');
      await goesOn;
      clearInterval(staysAlive);
      await suspension?.resume();
    },
    clear() {
      instance?.clear();
      stdout.write('\u001b[H\u001b[2J');
    },
    drop: () => instance?.unmount(),
    leave(code) {
      // The prompt has to be gone from the last frame, and that frame on the screen, before Ink lets go.
      setImmediate(async () => {
        await instance?.waitUntilRenderFlush();
        instance?.unmount();
        resolve(code);
      });
    },
  };
}

/** Whether the terminal folds rows that are too wide when it gets narrower: all but a few old ones, which cut them off. */
function foldsRows(env: NodeJS.ProcessEnv): boolean {
  const isScreen = env.STY !== undefined && env.TMUX === undefined;
  return env.XTERM_VERSION === undefined && env.TERM !== 'linux' && !isScreen;
}

/**
 * Ink lets go of stdin with a read still under way, which would take the first keys from the other program. Node ends it
 * only when a stream that flows is paused.
 */
async function stopReading(): Promise<void> {
  process.stdin.resume();
  process.stdin.pause();
  await new Promise(setImmediate);
}
