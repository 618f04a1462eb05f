import { launch } from '../launch.ts';
import { LAST_WORD } from '../long-session.ts';
import type { Scenario } from '../scenario.ts';
import { startWithKey } from './start.ts';

/** Going on with 200 turns and 50 pictures, against a start from nothing. */
export const resume: Scenario = {
  name: 'resume',
  floors: [],
  runs: { quick: 3, full: 9 },
  async measure(subject, { longSession }) {
    if (longSession === null) return {};
    const args = ['--resume', longSession];
    const fresh = await startWithKey(subject, 'at-spawn', 0);
    const resumed = await startWithKey(subject, 'at-spawn', 0, args);
    const running = launch(subject, args);
    try {
      const shownAt = await running.untilLine(line => line.includes(LAST_WORD));
      return {
        fresh: fresh.keyMs === null ? [] : [fresh.keyMs],
        resumed: resumed.keyMs === null ? [] : [resumed.keyMs],
        shown: [shownAt - running.spawnedAt],
        freshCpu: [fresh.cpuMs],
        resumedCpu: [resumed.cpuMs],
        rss: [resumed.rssMiB],
      };
    } finally {
      await running.end();
    }
  },
  rows: [
    { title: 'fresh start, first key, ms', figure: 'fresh' },
    {
      title: 'resume of 200 turns, first key, ms',
      figure: 'resumed',
      budget: { times: 1.5, ofFigure: 'fresh' },
    },
    { title: '… last turn on the screen, ms', figure: 'shown' },
    { title: '… CPU two seconds after start, ms', figure: 'resumedCpu' },
    { title: 'fresh start, CPU two seconds after, ms', figure: 'freshCpu' },
    { title: '… memory two seconds after start, MiB', figure: 'rss' },
  ],
};
