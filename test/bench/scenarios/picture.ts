import type { Scenario } from '../scenario.ts';
import { turnCost, typeLine, withPrompt } from './conversation.ts';

const FOLLOW_UPS = 5;

/** A picture of 5 MB, then questions in words: a client sends the picture again each time. */
export const picture: Scenario = {
  name: 'picture',
  floors: ['raw'],
  runs: { quick: 2, full: 5 },
  measure: (subject, conditions) =>
    withPrompt(subject, async running => {
      const { attached } = subject;
      if (attached === null) return {};
      await typeLine(running, `/attach ${conditions.picture}`);
      running.type('\r');
      await running.untilLine(line => attached.test(line));
      await running.untilQuiet(500);
      const first = await turnCost(running, 'burst 50', 'k1');
      const followUps: number[] = [];
      for (let turn = 2; turn < 2 + FOLLOW_UPS; turn++)
        followUps.push((await turnCost(running, 'burst 50', `k${turn}`)).cpuMs);
      return { first: [first.cpuMs], followUp: followUps, peak: [running.memory().peakMiB] };
    }),
  rows: [
    { title: 'picture of 5 MB, its own turn, CPU ms', figure: 'first' },
    { title: '… CPU per follow-up, ms', figure: 'followUp', budget: { times: 0.9, of: 'raw' } },
    { title: '… highest memory, MiB', figure: 'peak' },
  ],
};
