import assert from 'node:assert/strict';
import test from 'node:test';
import { highlighted, loadHighlighter } from '../../src/markdown/highlight.ts';
import { stylesFor } from '../../src/markdown/style.ts';
import { plainOf } from '../../src/markdown/styled.ts';
import { createMarkdown } from '../../src/markdown/terminal.ts';

const page = createMarkdown({ columns: 40, colorLevel: 1, labels: { image: 'image' }, hyperlinks: false });
const styles = stylesFor(1);
const head = (language: string): string => `\u001b[2m${language}\u001b[22m\n`;
const magenta = (text: string): string => `\u001b[35m${text}\u001b[39m`;

// First, since what is loaded stays.
test('code is plain until the highlighter is loaded', async () => {
  const markdown = '```ts\nconst a = b;\n```';
  assert.equal(page.render(markdown).text, `${head('ts')}  const a = b;`);
  await loadHighlighter();
  assert.equal(page.render(markdown).text, `${head('ts')}  ${magenta('const')} a = b;`);
});

test('the languages and their usual names are known', async () => {
  await loadHighlighter();
  const names =
    'ts typescript tsx js javascript jsx py python sh bash zsh shell console json jsonc yaml yml html xml vue css sql java c h cpp c++ csharp cs go golang rust rs ruby rb php swift kotlin kt markdown md diff patch dockerfile docker latex tex r ini toml Python JSON';
  for (const name of names.split(' ')) assert.notEqual(highlighted('x', name, styles), undefined, name);
});

test('an unknown language is plain and says nothing on the console', async t => {
  await loadHighlighter();
  const error = t.mock.method(console, 'error', () => undefined);
  const warn = t.mock.method(console, 'warn', () => undefined);
  for (const name of ['', 'text', 'mermaid', 'constructor', '__proto__', '中文']) {
    assert.equal(highlighted('const a = 1', name, styles), undefined, name);
  }
  assert.equal(error.mock.callCount() + warn.mock.callCount(), 0);
});

test('colours change no character', async () => {
  await loadHighlighter();
  const sources: readonly [language: string, source: string][] = [
    ['ts', `const s = \`a \${b + "<&>'"} c\`; /* 中文\n注释 */ if (a < b && c > d) {}`],
    ['python', 'def f(x):\n    """文档 & <b>"""\n    return f"{x!r}" # 注释'],
    ['html', '<a href="x&amp;y">&lt;</a><script>let a = 1 < 2;</script>'],
    ['diff', '@@ -1 +1 @@\n-a\n+b'],
    ['json', '{"a": [1, true, null, "&quot;"]}'],
    ['latex', '\\frac{a}{b} % c'],
  ];
  for (const [language, source] of sources) {
    const coloured = highlighted(source, language, styles) ?? '';
    assert.notEqual(coloured, source, language);
    assert.equal(plainOf(coloured), source, language);
    assert.equal(highlighted(source, language, stylesFor(0))?.includes('\u001b'), false);
  }
});

test('a comment of two lines has its colour on each', async () => {
  await loadHighlighter();
  const gray = (text: string): string => `\u001b[90m${text}\u001b[39m`;
  assert.equal(
    page.render('```js\n/* a\nb */\n```').text,
    `${head('js')}  ${gray('/* a')}\n  ${gray('b */')}`,
  );
});

test('very long code is left plain', async () => {
  await loadHighlighter();
  assert.equal(highlighted('const a = 1;\n'.repeat(3_000), 'ts', styles), undefined);
});
