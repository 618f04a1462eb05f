/** A program of `fixtures/` run as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from './sample.ts';

export type Program = {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it printed so far. */
  readonly lines: readonly string[];
  /** Resolves when it printed such a line; rejects if it ends before. */
  line(pattern: RegExp): Promise<string>;
  say(line: string): void;
  kill(signal: NodeJS.Signals): void;
  hasEnded(): boolean;
  /** Resolves when it has ended and all its lines are read. */
  readonly ended: Promise<void>;
};

/** Starts `fixtures/<name>.ts`; it is killed with the test. `launcher` stands before node on the command line. */
export function start(
  t: TestContext,
  name: string,
  args: readonly string[],
  launcher: readonly string[] = [],
): Program {
  const file = fileURLToPath(new URL(`./fixtures/${name}.ts`, import.meta.url));
  const [command = process.execPath, ...rest] = [...launcher, process.execPath, file, ...args];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', line => lines.push(line));
  let hasEnded = false;
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(() => {
    hasEnded = true;
  });
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    pid: child.pid ?? Number.NaN,
    lines,
    line: async pattern => {
      await until(() => hasEnded || lines.some(line => pattern.test(line)));
      const found = lines.find(line => pattern.test(line));
      if (found === undefined) throw new Error(`${name} ended without ${pattern}: ${lines.join(' | ')}`);
      return found;
    },
    say: line => child.stdin.write(`${line}\n`),
    kill: signal => child.kill(signal),
    hasEnded: () => hasEnded,
    ended,
  };
}
