import { between, type Launch, pause } from '../launch.ts';
import { endMark } from '../reply-text.ts';
import type { Scenario } from '../scenario.ts';
import { quantile } from '../statistics.ts';
import type { Subject } from '../subject.ts';
import { turnCost, typeLine, withPrompt } from './conversation.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const BURSTS = 5;

/** How soon a key shows: at first, after 20,000 tokens of conversation, and while an answer streams. */
export const keys: Scenario = {
  name: 'keys',
  floors: ['raw', 'ink-bundle', 'ink-lean'],
  runs: { quick: 1, full: 3 },
  async measure(subject, { isQuick }) {
    const count = isQuick ? 40 : 80;
    const empty = await withPrompt(subject, running => typeKeys(running, subject, count, 25));
    const long = await withPrompt(subject, async running => {
      for (let burst = 1; burst <= BURSTS; burst++) await turnCost(running, 'burst 4000', `k${burst}`);
      return typeKeys(running, subject, count, 25);
    });
    // The raw floor prints what streams over what is typed.
    const streaming =
      subject.name === 'raw'
        ? []
        : await withPrompt(subject, async running => {
            const seconds = isQuick ? 6 : 12;
            await typeLine(running, `pace 100 ${seconds} k1`);
            running.type('\r');
            await running.untilLine(line => line.includes('p0xk1'));
            await pause(500);
            const { echoes } = await typeKeys(running, subject, seconds * 7, 60);
            await running.untilLine(line => line.includes(endMark('k1')));
            return echoes;
          });
    return {
      empty: empty.echoes,
      long: long.echoes,
      streaming,
      cpuEmpty: [empty.cpuPerKey],
      cpuLong: [long.cpuPerKey],
      bytesEmpty: [empty.bytesPerKey],
    };
  },
  rows: [
    {
      title: 'key echo, empty, median ms',
      figure: 'empty',
      budget: { times: 1.2, of: 'ink-bundle' },
    },
    { title: 'key echo, empty, p99 ms', figure: 'empty', statistic: quantile(0.99), budget: { most: 6 } },
    {
      title: 'key echo, after 20k tokens, median ms',
      figure: 'long',
      budget: { times: 1.2, of: 'ink-bundle' },
    },
    {
      title: 'key echo, after 20k tokens, p99 ms',
      figure: 'long',
      statistic: quantile(0.99),
      budget: { most: 6 },
    },
    {
      title: 'key echo, while streaming, p95 ms',
      figure: 'streaming',
      statistic: quantile(0.95),
      budget: { most: 35 },
    },
    { title: 'CPU per key, empty, ms', figure: 'cpuEmpty' },
    { title: 'CPU per key, after 20k tokens, ms', figure: 'cpuLong' },
    { title: 'bytes per key, empty', figure: 'bytesEmpty' },
  ],
};

/** Types letters one by one, each after the last one shows and a pause that falls on no beat. */
async function typeKeys(
  running: Launch,
  subject: Subject,
  count: number,
  pauseMs: number,
): Promise<{ readonly echoes: readonly number[]; readonly cpuPerKey: number; readonly bytesPerKey: number }> {
  const echoes: number[] = [];
  const before = running.now();
  let typed = '';
  for (let key = 0; key < count; key++) {
    await pause(pauseMs + ((key * 7) % 23));
    const letter = LETTERS[(key * 11) % LETTERS.length] ?? '';
    typed += letter;
    const shown = subject.prompt + typed;
    const sentAt = performance.now();
    running.type(letter);
    echoes.push((await running.untilLine(line => line.includes(shown))) - sentAt);
  }
  await running.untilQuiet(50);
  const { cpuMs, bytes } = between(before, running.now());
  return { echoes, cpuPerKey: cpuMs / count, bytesPerKey: bytes / count };
}
