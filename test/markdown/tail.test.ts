import assert from 'node:assert/strict';
import test from 'node:test';
import { loadFormulas } from '../../src/markdown/formula.ts';
import { createMarkdown } from '../../src/markdown/terminal.ts';
import { graphemes } from '../../src/text/width.ts';

await loadFormulas();

const page = createMarkdown({ columns: 40, colorLevel: 0, labels: { image: '图片' }, hyperlinks: false });
const coloured = createMarkdown({ columns: 40, colorLevel: 1, labels: { image: '图片' }, hyperlinks: false });

const cases: readonly [tail: string, text: string][] = [
  ['', ''],
  ['文字 `cod', '文字 `cod`'],
  ['见 [官网](https://exa', '见 官网'],
  ['见 [官', '见 官'],
  ['![石桥](https://exa', '[图片: 石桥]'],
  ['![石', '[图片: 石]'],
  ['- a\n- [ ', '• a\n•'],
  ['```py\ndef f(', 'py\n  def f('],
  ['```tex\n\\[ a', 'tex\n  \\[ a'],
  ['$$\nx^2', '  x²'],
  ['质能 $$E=mc^2', '质能 E=mc²'],
  ['\\[\nx^2 + ', '  x² +'],
  ['设 \\(x_1', '设 x₁'],
  ['设 \\(x\\), 则 \\(y', '设 x, 则 y'],
  ['| a | b |\n|--', '| a | b |\n|--'],
  ['| a | b |\n|--|--|\n| 1', '┌───┬───┐\n│ a │ b │\n├───┼───┤\n│ 1 │   │\n└───┴───┘'],
  ['约 20~25', '约 20~25'],
  ['- > 25', '• ▎ 25'],
];

for (const [tail, text] of cases) {
  test(`the tail ${JSON.stringify(tail)}`, () => assert.equal(page.renderTail(tail).text, text));
}

test('open marks are drawn as they will be', () => {
  assert.equal(coloured.renderTail('a **b').text, 'a \u001b[1mb\u001b[22m');
  assert.equal(coloured.renderTail('a *b').text, 'a \u001b[3mb\u001b[23m');
  assert.equal(coloured.renderTail('**“引').text, '\u001b[1m“引\u001b[22m');
});

test('a line under a paragraph is no heading while it may still become a list', () => {
  assert.doesNotMatch(page.renderTail('文字\n-').text, /^#/);
  assert.doesNotMatch(page.renderTail('文字\n=').text, /^#/);
});

test('no prefix of a text shows a placeholder, and the whole is drawn as when finished', () => {
  const whole =
    '# 标题\n\n**“引号”**后 [链接](https://e.org/a) ![图](b.png) `x` $a$ 5~6\n\n- [x] a\n  - b\n\n| a |\n|---|\n| 1 |\n\n```js\nlet a\n```\n';
  const parts = graphemes(whole);
  for (let length = 0; length <= parts.length; length++) {
    const { text } = page.renderTail(parts.slice(0, length).join(''));
    assert.doesNotMatch(text, /streamdown|incomplete/, text);
  }
  assert.deepEqual(page.renderTail(whole), page.render(whole));
});
