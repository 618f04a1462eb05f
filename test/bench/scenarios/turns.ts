import type { Scenario } from '../scenario.ts';
import { median } from '../statistics.ts';
import { turnCost, withPrompt } from './conversation.ts';

const TURNS = 50;
const TOKENS = 100;
const EARLY: readonly [number, number] = [5, 15];

/** A long talk: whether the fiftieth turn costs more than the tenth, and what is kept in memory. */
export const turns: Scenario = {
  name: 'turns',
  floors: ['raw', 'ink-bundle', 'ink-lean'],
  runs: { quick: 1, full: 3 },
  measure: subject =>
    withPrompt(subject, async running => {
      const costs: number[] = [];
      for (let turn = 1; turn <= TURNS; turn++)
        costs.push((await turnCost(running, `burst ${TOKENS}`, `k${turn}`, 100)).cpuMs);
      return {
        early: [median(costs.slice(...EARLY))],
        late: [median(costs.slice(-10))],
        rss: [running.memory().rssMiB],
        clears: [running.now().clears],
      };
    }),
  rows: [
    { title: '50 turns, CPU of an early one, ms', figure: 'early' },
    { title: '… CPU of a late one, ms', figure: 'late', budget: { times: 1.15, ofFigure: 'early' } },
    { title: '… memory after, MiB', figure: 'rss', budget: { times: 1, of: 'ink-bundle' } },
    { title: '… full-screen clears', figure: 'clears', budget: { most: 0 } },
  ],
};
