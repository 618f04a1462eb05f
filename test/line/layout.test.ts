import assert from 'node:assert/strict';
import test from 'node:test';
import { type Frame, layoutLine, visibleRows } from '../../src/line/layout.ts';
import { EMPTY_LINE, editLine, type Line, lineOf } from '../../src/line/line.ts';
import type { LineAction } from '../../src/line/line-action.ts';
import { lineAt, shown } from './shown.ts';

const chipLabel = ({ number }: { readonly number: number }) => `[粘贴 #${number}]`;

function frame(columns: number, promptWidth = 2, continuationWidth = 2): Frame {
  return { columns, promptWidth, continuationWidth, chipLabel };
}

const ROWS: readonly (readonly [
  line: string,
  columns: number,
  rows: readonly string[],
  row: number,
  column: number,
])[] = [
  ['|', 10, [''], 0, 2],
  ['hello|', 10, ['hello'], 0, 7],
  ['你好，wor|', 40, ['你好，wor'], 0, 11],
  // A full row: the cursor goes to the next, also before a line break and before what has no width.
  ['12345678|', 10, ['12345678', ''], 1, 2],
  ['1234567|8', 10, ['12345678'], 0, 9],
  ['12345678|9', 10, ['12345678', '9'], 1, 2],
  ['12345678|\nx', 10, ['12345678', '', 'x'], 1, 2],
  ['1234567|8\nx', 10, ['12345678', 'x'], 0, 9],
  ['12345678\n|', 10, ['12345678', ''], 1, 2],
  ['a\n\n|b', 10, ['a', '', 'b'], 2, 2],
  ['你好你好|', 9, ['你好你', '好'], 1, 4],
  ['1234567你|', 10, ['1234567', '你'], 1, 4],
  ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧|', 6, ['👨‍👩‍👧👨‍👩‍👧', '👨‍👩‍👧'], 1, 4],
  ['a\tb|', 10, ['a  b'], 0, 6],
  ['你你|', 1, ['你', '你', ''], 2, 2],
];

for (const [marked, columns, rows, row, column] of ROWS) {
  test(`${JSON.stringify(marked)} in ${columns} columns`, () => {
    assert.deepEqual(layoutLine(lineAt(marked), frame(columns)), { rows, cursor: { row, column } });
  });
}

test('the first row and the others may begin at different columns', () => {
  assert.deepEqual(layoutLine(lineOf('abcdefghij'), frame(10, 6, 3)), {
    rows: ['abcd', 'efghij'],
    cursor: { row: 1, column: 9 },
  });
});

test('a chip is drawn as its label, in one piece, cut if wider than a row', () => {
  const line = editLine(lineOf('abc'), { type: 'paste', text: 'x\n'.repeat(50) });
  assert.deepEqual(layoutLine(line, frame(20)).rows, ['abc[粘贴 #1]']);
  assert.deepEqual(layoutLine(line, frame(13)).rows, ['abc', '[粘贴 #1]']);
  assert.deepEqual(layoutLine(line, frame(8)).rows, ['abc', '[粘贴…', '']);
});

test('the window is around the cursor, and all rows if they fit', () => {
  const layout = (row: number) => ({ rows: ['0', '1', '2', '3', '4', '5'], cursor: { row, column: 3 } });
  const window = (row: number, maxRows: number) => visibleRows(layout(row), maxRows);
  assert.deepEqual(window(0, 3), { rows: ['0', '1', '2'], cursor: { row: 0, column: 3 }, first: 0 });
  assert.deepEqual(window(3, 3), { rows: ['2', '3', '4'], cursor: { row: 1, column: 3 }, first: 2 });
  assert.deepEqual(window(5, 3), { rows: ['3', '4', '5'], cursor: { row: 2, column: 3 }, first: 3 });
  assert.deepEqual(window(5, 8), { ...layout(5), first: 0 });
  assert.deepEqual(window(4, 0), { rows: ['4'], cursor: { row: 0, column: 3 }, first: 4 });
});

function climb(line: Line, columns: number, ...steps: readonly ('up' | 'down')[]): string {
  return shown(steps.reduce<Line>((now, type) => editLine(now, { type, columns, chipLabel }), line));
}

test('up and down keep the column over shorter rows', () => {
  const line = lineAt('123456\nab\n12345|6');
  assert.equal(climb(line, 40, 'up'), '123456\nab|\n123456');
  assert.equal(climb(line, 40, 'up', 'up'), '12345|6\nab\n123456');
  assert.equal(climb(line, 40, 'up', 'up', 'down', 'down'), '123456\nab\n12345|6');
});

test('up and down go by the rows on the screen, and by cells', () => {
  assert.equal(climb(lineAt('你好你好abcd|ef'), 10, 'up'), '你好|你好abcdef');
  assert.equal(climb(lineAt('a|bcdef'), 5, 'down'), 'abcd|ef');
  // The end of a wrapped row is drawn at the start of the next: the cursor stays before its last character.
  assert.equal(climb(lineAt('1234567你abcde|'), 10, 'up'), '123456|7你abcde');
  assert.equal(climb(lineAt('12345678|'), 10, 'up'), '|12345678');
});

test('without a history, up from the first row goes to the start and down from the last to the end', () => {
  assert.equal(climb(lineAt('ab|c'), 40, 'up'), '|abc');
  assert.equal(climb(lineAt('ab|c'), 40, 'down'), 'abc|');
});

test('the rows that up and down go by are those with the labels of chips', () => {
  const paste: LineAction = { type: 'paste', text: 'x\n'.repeat(50) };
  const line = [paste, { type: 'insert', text: 'abc' } as const].reduce(editLine, EMPTY_LINE);
  assert.equal(climb(line, 13, 'up'), '|{1}abc');
  assert.equal(climb(line, 13, 'up', 'down'), '{1}abc|');
});
