import type { Launch } from '../launch.ts';
import { paragraphMark, paragraphsOf, replyTokens } from '../reply-text.ts';
import type { Scenario } from '../scenario.ts';
import { largest } from '../statistics.ts';
import type { Subject } from '../subject.ts';
import { turnCost, withPrompt } from './conversation.ts';

const TOKENS = 4000;
const LATER_TURNS = 3;

/** 4,000 tokens at once: what they cost the first time and later, and what is left of them in the scrollback. */
export const bursts: Scenario = {
  name: 'bursts',
  floors: ['raw', 'ink-bundle', 'ink-lean'],
  runs: { quick: 2, full: 5 },
  measure: subject =>
    withPrompt(subject, async running => {
      const first = await turnCost(running, `burst ${TOKENS}`, 'k1');
      const later = [];
      for (let turn = 2; turn < 2 + LATER_TURNS; turn++)
        later.push(await turnCost(running, `burst ${TOKENS}`, `k${turn}`));
      const textBytes = Buffer.byteLength(replyTokens(TOKENS, 'k2').join(''));
      const turns = ['k1', 'k2', 'k3', 'k4'];
      return {
        firstCpu: [first.cpuMs],
        laterCpu: later.map(({ cpuMs }) => cpuMs),
        shownMs: later.map(({ shownMs }) => shownMs),
        bytesPerByte: later.map(({ bytes }) => bytes / textBytes),
        clears: [first.clears + later.reduce((sum, { clears }) => sum + clears, 0)],
        stale: [staleCopies(running, subject, turns)],
        missing: [missingParagraphs(running, turns)],
      };
    }),
  rows: [
    {
      title: '4,000 tokens at once, first, CPU ms',
      figure: 'firstCpu',
      budget: { times: 1.2, of: 'ink-bundle' },
    },
    {
      title: '4,000 tokens at once, later, CPU ms',
      figure: 'laterCpu',
      budget: { times: 1.4, of: 'ink-bundle' },
    },
    { title: '… ms from Enter to the last word', figure: 'shownMs' },
    { title: '… bytes written per byte of text', figure: 'bytesPerByte', budget: { most: 2 } },
    { title: '… full-screen clears', figure: 'clears', statistic: largest, budget: { most: 0 } },
    {
      title: '… stale copies in the scrollback',
      figure: 'stale',
      statistic: largest,
      budget: { most: 0 },
    },
    { title: '… paragraphs lost', figure: 'missing', statistic: largest, budget: { most: 0 } },
  ],
};

/** Paragraphs that stand more than once on screen and scrollback, and empty prompts that scrolled away. */
export function staleCopies(
  running: Launch,
  subject: Subject,
  turns: readonly string[],
  tokens = TOKENS,
): number {
  const lines = running.lines();
  const copies = countsOf(lines.join('\n'), turns, tokens).reduce(
    (sum, count) => sum + Math.max(0, count - 1),
    0,
  );
  const prompts = lines.filter(line => line.trim() === subject.prompt.trim()).length;
  return copies + Math.max(0, prompts - 1);
}

function missingParagraphs(running: Launch, turns: readonly string[]): number {
  return countsOf(running.lines().join('\n'), turns, TOKENS).filter(count => count === 0).length;
}

/** How often each paragraph of each turn stands in the text. */
function countsOf(text: string, turns: readonly string[], tokens: number): readonly number[] {
  const seen = new Map<string, number>();
  for (const [mark] of text.matchAll(/p\d+xk\d+/g)) seen.set(mark, (seen.get(mark) ?? 0) + 1);
  return turns.flatMap(turn =>
    Array.from(
      { length: paragraphsOf(tokens) },
      (_, paragraph) => seen.get(paragraphMark(paragraph, turn)) ?? 0,
    ),
  );
}
