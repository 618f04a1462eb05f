import assert from 'node:assert/strict';
import test from 'node:test';
import { linesOf, type Results, tableOf } from './report.ts';
import type { Row } from './scenario.ts';
import { largest, median, quantile } from './statistics.ts';

test('statistics of some numbers, and of none', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([5])], [2, 2.5, 5]);
  assert.deepEqual(
    [quantile(0.95)([1, 2, 3, 4]), quantile(0.5)([4, 3, 2, 1]), largest([1, 3, 2])],
    [4, 2, 3],
  );
  assert.deepEqual([median([]), quantile(0.5)([]), largest([])], [Number.NaN, Number.NaN, Number.NaN]);
});

const RESULTS: Results = new Map([
  [
    'ours',
    [
      { ms: [10], late: [12] },
      { ms: [14], late: [12] },
      { ms: [11, 12], late: [12] },
    ],
  ],
  ['ink-bundle', [{ ms: [20] }, { ms: [24] }]],
]);

const verdicts: readonly (readonly [Row, readonly string[]])[] = [
  [{ title: 'a', figure: 'ms' }, ['a', '11.5', '22.0', '', '', '']],
  [{ title: 'b', figure: 'ms', budget: { most: 12 } }, ['b', '11.5', '22.0', '', '≤ 12', '✓']],
  [{ title: 'c', figure: 'ms', budget: { most: 11 } }, ['c', '11.5', '22.0', '', '≤ 11', '✗']],
  [
    { title: 'd', figure: 'ms', statistic: largest, budget: { times: 0.5, of: 'ink-bundle' } },
    ['d', '14.0', '24.0', '0.58', '≤ 0.5 × ink-bundle', '✗'],
  ],
  [
    { title: 'e', figure: 'late', budget: { times: 1.1, ofFigure: 'ms' } },
    ['e', '12.0', '–', '1.04', '≤ 1.1 × ms', '✓'],
  ],
  [{ title: 'f', figure: 'gone', budget: { most: 1 } }, ['f', '–', '–', '', '≤ 1', '?']],
  [
    { title: 'g', figure: 'ms', budget: { times: 1, of: 'raw' } },
    ['g', '11.5', '22.0', '', '≤ 1 × raw', '?'],
  ],
];

for (const [row, cells] of verdicts)
  test(`line of ${JSON.stringify(row)}`, () => {
    assert.deepEqual(linesOf([row], RESULTS, 'ours', ['ours', 'ink-bundle'])[0]?.cells, cells);
  });

test('without the program no budget is judged', () => {
  const row: Row = { title: 'a', figure: 'ms', budget: { most: 1 } };
  assert.equal(linesOf([row], new Map([['raw', []]]), 'ours', ['raw'])[0]?.verdict, 'none');
});

test('a table in columns of cells', () => {
  assert.equal(
    tableOf(
      ['图', 'n'],
      [
        ['a', '10'],
        ['bcd', '1'],
      ],
    ),
    '图    n\na    10\nbcd   1',
  );
});
