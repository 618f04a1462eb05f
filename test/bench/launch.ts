/** A subject in a real pseudo-terminal, with everything about its output counted. */
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { type FrameCounts, frameCounter } from './frames.ts';
import { type TreeMemory, treeCpuMs, treeMemory } from './process-tree.ts';
import type { Subject } from './subject.ts';

const COLUMNS = 120;
const ROWS = 40;
const PATIENCE_MS = 60_000;

/** A moment of a run, to count from. Times are in milliseconds of one clock. */
export type Moment = FrameCounts & { readonly at: number; readonly cpuMs: number; readonly bytes: number };

/** What happened between two moments. */
export type Span = FrameCounts & { readonly ms: number; readonly cpuMs: number; readonly bytes: number };

export type Launch = {
  /** When it was spawned. */
  readonly spawnedAt: number;
  readonly type: (text: string) => void;
  /** Waits until a line of the screen passes; answers with the time at which the bytes arrived that made it so. */
  readonly untilLine: (passes: (line: string) => boolean) => Promise<number>;
  /** Waits until nothing has been written for `ms`. */
  readonly untilQuiet: (ms: number) => Promise<void>;
  readonly now: () => Moment;
  readonly memory: () => TreeMemory;
  /** Every line, scrollback first, without blanks at the end. */
  readonly lines: () => readonly string[];
  readonly end: () => Promise<void>;
};

/** Starts the subject, with further arguments if given. Whoever starts one ends it. */
export function launch(subject: Subject, args: readonly string[] = []): Launch {
  const terminal = new xterm.Terminal({
    cols: COLUMNS,
    rows: ROWS,
    scrollback: 100_000,
    allowProposedApi: true,
  });
  const counter = frameCounter();
  let bytes = 0;
  let lastOutputAt = performance.now();
  let watch: ((at: number) => void) | null = null;

  const spawnedAt = performance.now();
  const pty = spawn(subject.command, [...subject.args, ...args], {
    cols: COLUMNS,
    rows: ROWS,
    cwd: subject.env.HOME ?? process.cwd(),
    env: { ...subject.env },
    encoding: 'utf8',
  });
  const ended = new Promise<void>(resolve => pty.onExit(() => resolve()));
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  pty.onData(output => {
    const at = performance.now();
    lastOutputAt = at;
    bytes += Buffer.byteLength(output);
    counter.feed(output);
    terminal.write(output, () => watch?.(at));
  });
  // A terminal answers when it is asked who it is.
  terminal.onData(reply => pty.write(reply));

  const linesFrom = (first: number) => {
    const { active } = terminal.buffer;
    const lines: string[] = [];
    for (let row = first; row < active.length; row++)
      lines.push(active.getLine(row)?.translateToString(true) ?? '');
    return lines;
  };
  const screen = () => linesFrom(terminal.buffer.active.baseY);

  return {
    spawnedAt,
    type: text => pty.write(text),
    untilLine: passes =>
      new Promise((resolve, reject) => {
        const check = (at: number) => {
          if (!screen().some(passes)) return;
          clearTimeout(timer);
          watch = null;
          resolve(at);
        };
        const timer = setTimeout(() => {
          watch = null;
          reject(
            new Error(
              `${subject.name}: waited in vain for ${passes}; the screen was:\n${screen().join('\n').trim()}`,
            ),
          );
        }, PATIENCE_MS);
        watch = check;
        check(performance.now());
        if (hasEnded) reject(new Error(`${subject.name} has ended:\n${screen().join('\n').trim()}`));
      }),
    async untilQuiet(ms) {
      for (let rest = ms; rest > 0; rest = lastOutputAt + ms - performance.now()) await pause(rest);
    },
    now: () => ({ at: performance.now(), cpuMs: treeCpuMs(pty.pid), bytes, ...counter.counts() }),
    memory: () => treeMemory(pty.pid),
    lines: () => linesFrom(0),
    async end() {
      // Left as people leave it (Ctrl+C clears the line first, or leaves), so that it writes its compile cache for the next start; what stays is killed.
      for (const keys of ['\u0003', '/exit', '\r']) {
        if (!hasEnded) pty.write(keys);
        await pause(60);
      }
      await Promise.race([ended, pause(1500)]);
      if (!hasEnded) pty.kill('SIGKILL');
      await ended;
      terminal.dispose();
    },
  };
}

/** What happened from one moment to another. */
export function between(from: Moment, to: Moment): Span {
  return {
    ms: to.at - from.at,
    cpuMs: to.cpuMs - from.cpuMs,
    bytes: to.bytes - from.bytes,
    frames: to.frames - from.frames,
    unsynchronised: to.unsynchronised - from.unsynchronised,
    clears: to.clears - from.clears,
  };
}

/** Lets time pass: a bench measures what happens meanwhile. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.max(0, ms)));
}
