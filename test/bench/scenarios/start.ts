import { between, launch, pause } from '../launch.ts';
import type { Scenario } from '../scenario.ts';
import type { Subject } from '../subject.ts';

const LATER_MS = 2000;

/** How soon a key shows, what the start costs, and what the program costs while nobody does anything. */
export const start: Scenario = {
  name: 'start',
  floors: ['bare', 'raw', 'ink-bundle', 'ink-lean'],
  runs: { quick: 3, full: 11 },
  async measure(subject, { isQuick }) {
    const early = await startWithKey(subject, 'at-spawn', isQuick ? 2000 : 4000);
    const late = await startWithKey(subject, 'at-prompt', 0);
    return {
      prompt: [late.promptMs],
      firstKey: early.keyMs === null ? [] : [early.keyMs],
      firstKeyLate: late.keyMs === null ? [] : [late.keyMs],
      firstEcho: late.keyMs === null ? [] : [late.keyMs - late.promptMs],
      cpuLater: [early.cpuMs],
      rss: [early.rssMiB],
      processes: [early.processes],
      idleBytes: [early.idleBytes],
      idleCpu: [early.idleCpu],
    };
  },
  rows: [
    { title: 'prompt stands, ms', figure: 'prompt' },
    {
      title: 'first key echoed (sent at spawn), ms',
      figure: 'firstKey',
      budget: { times: 0.5, of: 'ink-bundle' },
    },
    {
      title: 'first key echoed (sent at the prompt), ms from spawn',
      figure: 'firstKeyLate',
      budget: { times: 0.5, of: 'ink-bundle' },
    },
    { title: '… ms from the key', figure: 'firstEcho' },
    {
      title: 'CPU two seconds after start, ms',
      figure: 'cpuLater',
      budget: { times: 1.1, of: 'ink-bundle' },
    },
    { title: 'idle, bytes/s', figure: 'idleBytes', budget: { most: 0 } },
    { title: 'idle, CPU ms/s', figure: 'idleCpu' },
    { title: 'memory at rest, MiB', figure: 'rss', budget: { times: 1.15, of: 'ink-bundle' } },
    { title: 'processes', figure: 'processes', budget: { most: 1 } },
  ],
};

type Started = {
  readonly promptMs: number;
  /** Null for a subject that does not echo by itself. */
  readonly keyMs: number | null;
  readonly cpuMs: number;
  readonly rssMiB: number;
  readonly processes: number;
  readonly idleBytes: number;
  readonly idleCpu: number;
};

/** Starts the subject, sends it a key, and looks at it two seconds after its spawn and then for `idleMs`. */
export async function startWithKey(
  subject: Subject,
  sent: 'at-spawn' | 'at-prompt',
  idleMs: number,
  args: readonly string[] = [],
): Promise<Started> {
  const running = launch(subject, args);
  try {
    const echoes = subject.name !== 'bare';
    if (sent === 'at-spawn') running.type('x');
    const promptAt = await running.untilLine(line => line.includes(subject.prompt.trim()));
    if (sent === 'at-prompt') running.type('x');
    const keyAt = echoes ? await running.untilLine(line => line.includes(`${subject.prompt}x`)) : null;
    await pause(running.spawnedAt + LATER_MS - performance.now());
    const then = running.now();
    const { rssMiB, processes } = running.memory();
    if (idleMs > 0) await pause(idleMs);
    const idle = between(then, running.now());
    return {
      promptMs: promptAt - running.spawnedAt,
      keyMs: keyAt === null ? null : keyAt - running.spawnedAt,
      cpuMs: then.cpuMs,
      rssMiB,
      processes,
      idleBytes: idleMs > 0 ? (idle.bytes / idle.ms) * 1000 : 0,
      idleCpu: idleMs > 0 ? (idle.cpuMs / idle.ms) * 1000 : 0,
    };
  } finally {
    await running.end();
  }
}
