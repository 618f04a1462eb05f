/** Seeded records of all types, for property tests of this room. */
import type { ImageRef, RecipeStep } from '../../src/chat/image-ref.ts';
import type { LogRecord, ReplyEnd } from '../../src/chat/record.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Dice = {
  readonly upTo: (max: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
};

export function diceOf(random: () => number): Dice {
  const upTo = (max: number): number => Math.floor(random() * (max + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[upTo(items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return { upTo, pick };
}

const SNIPPETS = [
  'a',
  'cat',
  ' ',
  '\n',
  '\t',
  '"',
  '\\',
  '{',
  '}',
  '看图',
  '👩‍👩‍👧',
  'é',
  '\u00a0',
  '__proto__',
  '\\u001b',
  '😀',
  ',',
];

/** Clean text of up to `max` snippets. */
export function textOf({ upTo, pick }: Dice, max = 12): string {
  return Array.from({ length: upTo(max) }, () => pick(SNIPPETS)).join('');
}

function timeOf({ upTo }: Dice): string {
  return new Date(1_790_000_000_000 + upTo(10_000_000)).toISOString();
}

function hashOf({ pick }: Dice): string {
  return Array.from({ length: 64 }, () => pick([...'0123456789abcdef'])).join('');
}

function imageOf(dice: Dice, number: number): ImageRef {
  const { upTo, pick } = dice;
  const steps: readonly RecipeStep[] = [
    { op: 'first-frame' },
    { op: 'upright', orientation: 1 + upTo(7) },
    { op: 'fit', maxSide: 1 + upTo(4096) },
    { op: 'encode', type: 'image/png' },
    { op: 'encode', type: 'image/jpeg', quality: 1 + upTo(99) },
  ];
  return {
    name: `#${number + 1}`,
    source: '/home/me/two  spaces/猫.png',
    label: pick(['猫.png', 'a b.jpg']),
    original: hashOf(dice),
    recipe: Array.from({ length: upTo(3) }, () => pick(steps)),
    sent: hashOf(dice),
    type: pick(['image/png', 'image/jpeg']),
    width: 1 + upTo(5000),
    height: 1 + upTo(5000),
    bytes: upTo(5_000_000),
    ...(upTo(1) === 0 ? { parent: '#1' } : {}),
  };
}

function endOf(dice: Dice): ReplyEnd {
  const reason = dice.pick(['stop', 'length', 'filter', 'refusal', 'other', 'stopped', 'failed'] as const);
  if (reason !== 'failed') return { reason };
  return { reason, notice: { code: 'session-not-saved', data: { path: textOf(dice), code: 'EIO' } } };
}

/** A random record; entries have ids of their own and any parent. */
export function recordOf(dice: Dice, number: number): LogRecord {
  const { upTo, pick } = dice;
  const time = timeOf(dice);
  const parent = pick([null, `e${upTo(number)}`]);
  const entry = { id: `e${number}`, parent, time };
  const records: readonly (() => LogRecord)[] = [
    () => ({
      type: 'user',
      ...entry,
      parts: Array.from({ length: upTo(3) }, () =>
        upTo(1) === 0
          ? ({ type: 'text', text: textOf(dice) } as const)
          : ({ type: 'image', name: `#${1 + upTo(8)}` } as const),
      ),
    }),
    () => ({ type: 'reply', ...entry, model: 'gpt-4o', host: 'api.example.com' }),
    () => ({ type: 'reply-text', id: `e${upTo(number)}`, text: textOf(dice) }),
    () => ({
      type: 'reply-end',
      id: `e${upTo(number)}`,
      time,
      end: endOf(dice),
      ...(upTo(1) === 0 ? { usage: { promptTokens: upTo(9999), completionTokens: 0, cachedTokens: 3 } } : {}),
    }),
    () => ({ type: 'system', ...entry, text: textOf(dice) }),
    () => ({
      type: 'notice',
      ...entry,
      tone: pick(['info', 'warning', 'error']),
      notice: { code: 'session-damaged-lines', data: { lines: [upTo(99)], count: 1 } },
    }),
    () => ({ type: 'image', image: imageOf(dice, number), time }),
    () => ({ type: 'leaf', leaf: pick([null, `e${upTo(number)}`]), time }),
    () => ({ type: 'title', title: pick(['Cats', '', '三只 猫']), time }),
    () => ({ type: 'endpoint', model: 'llava', baseUrl: 'http://localhost:11434/v1', time }),
  ];
  return pick(records)();
}
