import type { Scenario } from '../scenario.ts';
import { largest } from '../statistics.ts';
import { staleCopies } from './bursts.ts';
import { turnCost, withPrompt } from './conversation.ts';

const TOKENS_PER_SECOND = 100;

/** A stream at the pace of a fast model: what it costs, and how it is drawn. */
export const paced: Scenario = {
  name: 'paced',
  floors: ['raw', 'ink-bundle', 'ink-lean'],
  runs: { quick: 1, full: 3 },
  measure: (subject, { isQuick }) =>
    withPrompt(subject, async running => {
      const seconds = isQuick ? 5 : 20;
      const span = await turnCost(running, `pace ${TOKENS_PER_SECOND} ${seconds}`, 'k1');
      return {
        cpu: [span.cpuMs / seconds],
        kilobytes: [span.bytes / 1000 / seconds],
        frames: [span.frames / seconds],
        unsynchronised: [span.unsynchronised],
        clears: [span.clears],
        stale: [staleCopies(running, subject, ['k1'], TOKENS_PER_SECOND * seconds)],
      };
    }),
  rows: [
    { title: '100 tokens/s, CPU ms/s', figure: 'cpu', budget: { times: 1.05, of: 'ink-lean' } },
    { title: '… kB/s written', figure: 'kilobytes' },
    { title: '… frames/s', figure: 'frames', budget: { most: 30 } },
    { title: '… frames not synchronised', figure: 'unsynchronised', budget: { most: 0 } },
    { title: '… full-screen clears', figure: 'clears', statistic: largest, budget: { most: 0 } },
    {
      title: '… stale copies in the scrollback',
      figure: 'stale',
      statistic: largest,
      budget: { most: 0 },
    },
  ],
};
