import assert from 'node:assert/strict';
import test from 'node:test';
import { loadFormulas } from '../../src/markdown/formula.ts';
import { createMarkdown } from '../../src/markdown/terminal.ts';
import { textWidth } from '../../src/text/width.ts';

await loadFormulas();

const drawn = (columns: number, markdown: string): string[] =>
  createMarkdown({ columns, colorLevel: 0, labels: { image: 'image' }, hyperlinks: false })
    .render(markdown)
    .text.split('\n');

test('columns are as wide as their text and aligned as asked', () => {
  assert.deepEqual(drawn(80, '| 名 | n | x |\n|:--|--:|:-:|\n| 苹果 | 1 | a |\n| b | 100 | abc |'), [
    '┌──────┬─────┬─────┐',
    '│ 名   │   n │  x  │',
    '├──────┼─────┼─────┤',
    '│ 苹果 │   1 │  a  │',
    '│ b    │ 100 │ abc │',
    '└──────┴─────┴─────┘',
  ]);
});

test('a cell that is too wide goes on in the next line, and rows are told apart by rules', () => {
  assert.deepEqual(drawn(24, '| 名 | 说明 |\n|--|--|\n| 甲 | 一段很长的说明文字，需要折行 |\n| 乙 | b |'), [
    '┌────┬─────────────────┐',
    '│ 名 │ 说明            │',
    '├────┼─────────────────┤',
    '│ 甲 │ 一段很长的说明  │',
    '│    │ 文字，需要折行  │',
    '├────┼─────────────────┤',
    '│ 乙 │ b               │',
    '└────┴─────────────────┘',
  ]);
});

test('words stay whole if the columns can make room', () => {
  const lines = drawn(40, '| a | b |\n|--|--|\n| internationalization | 中文字符中文字符中文字符中文字符 |');
  assert.ok(lines.some(line => line.includes('internationalization')));
  assert.ok(lines.every(line => textWidth(line) === 40));
});

test('a page too narrow for the columns gets lines of head and cell', () => {
  assert.deepEqual(
    drawn(20, '| 甲 | 乙 | 丙 |\n|--|--|--|\n| 一二三 | 四五六 | 七八九十甲乙丙丁 |\n| a | b | c |'),
    ['甲：一二三', '乙：四五六', '丙：七八九十甲乙丙', '  丁', '────────', '甲：a', '乙：b', '丙：c'],
  );
});

test('a table whose words would be torn apart gets lines of head and cell', () => {
  assert.deepEqual(
    drawn(
      40,
      '| Step | Architecture | Context | Use |\n|--|--|--|--|\n| GPT | Transformer decoder | directions | fine-tuned |',
    ),
    ['Step: GPT', 'Architecture: Transformer decoder', 'Context: directions', 'Use: fine-tuned'],
  );
});

test('a table that all but fits gives up the blanks beside its bars', () => {
  assert.deepEqual(drawn(24, '| Year | States | Germany |\n|--|--:|--|\n| 1980 | 2.86 | up and down |'), [
    '┌────┬──────┬──────────┐',
    '│Year│States│Germany   │',
    '├────┼──────┼──────────┤',
    '│1980│  2.86│up and    │',
    '│    │      │down      │',
    '└────┴──────┴──────────┘',
  ]);
});

test('rows with too few or too many cells, empty cells, pipes and breaks in cells', () => {
  assert.deepEqual(drawn(40, '| a | b |\n|--|--|\n| 1 |\n| 1 | 2 | 3 |\n|  | x\\|y |\n| `c:d` | e<br>f |'), [
    '┌───────┬─────┐',
    '│ a     │ b   │',
    '├───────┼─────┤',
    '│ 1     │     │',
    '├───────┼─────┤',
    '│ 1     │ 2   │',
    '├───────┼─────┤',
    '│       │ x|y │',
    '├───────┼─────┤',
    '│ `c:d` │ e   │',
    '│       │ f   │',
    '└───────┴─────┘',
  ]);
});

test('a head without rows, as while it streams', () => {
  assert.deepEqual(drawn(40, '| a | b |\n|--|--|'), ['┌───┬───┐', '│ a │ b │', '└───┴───┘']);
});

test('a table in a list and a quote keeps to the page', () => {
  for (const lead of ['- x\n\n  ', '> ']) {
    const rest = lead === '> ' ? '> ' : '  ';
    const rows = ['| a | b |', '|--|--|', '| 中文字符中文字符中文字符 | 中文字符中文字符中文字符 |'];
    const lines = drawn(30, lead + rows.join(`\n${rest}`));
    assert.equal(Math.max(...lines.map(textWidth)), 30, lines.join('\n'));
  }
});
