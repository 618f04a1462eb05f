import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { loadFormulas } from '../../src/markdown/formula.ts';
import { loadHighlighter } from '../../src/markdown/highlight.ts';
import { plainOf, styledWidth } from '../../src/markdown/styled.ts';
import { createMarkdown } from '../../src/markdown/terminal.ts';
import { seeded } from '../text/seeded.ts';

await loadFormulas();

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/;
// What the page itself writes: looks, and links to the web and mail.
const OURS = /\u001b\[\d+m|\u001b\]8;;(?:(?:https?:\/\/|mailto:)[\u0021-\u007e]+)?\u001b\\/g;

const pageOf = (columns: number, colorLevel: 0 | 1, hyperlinks: boolean) =>
  createMarkdown({ columns, colorLevel, labels: { image: '图片' }, hyperlinks });

const attacks: readonly string[] = [
  '\u001b]52;c;cm0gLXJm\u0007',
  '\u001b[2J\u001b[H',
  '\u009b31m',
  '\u001bP1;2q\u001b\\',
  '\u001b]8;;https://evil.org\u001b\\x\u001b]8;;\u001b\\',
  '\u001b]0;title',
  'a\rb',
  'a\u202eb\u2066c',
  '&#27;[31m',
  '&#x1b;]0;x&#7;',
  '&#155;31m &#x9b;31m &#x202e; &#13;',
  '\u0000\u0008',
];

const places: readonly ((attack: string) => string)[] = [
  attack => attack,
  attack => `# ${attack}`,
  attack => `- ${attack}\n- [x] ${attack}`,
  attack => `> ${attack}`,
  attack => `**${attack}** *${attack}* ~~${attack}~~`,
  attack => `\`${attack}\``,
  attack => `\`\`\`${attack}\n${attack}\n\`\`\``,
  attack => `\`\`\`js\n"${attack}" // ${attack}\n\`\`\``,
  attack => `[a](https://e.org/${attack})`,
  attack => `[${attack}](<https://e.org/${attack}> "${attack}")`,
  attack => `[a][b]\n\n[b]: https://e.org/${attack}`,
  attack => `<https://e.org/${attack}> https://e.org/${attack}`,
  attack => `![${attack}](https://e.org/${attack} "${attack}")`,
  attack => `| ${attack} |\n|---|\n| ${attack} |`,
  attack => `<div title="${attack}">${attack}</div>`,
  attack => `a <b>${attack}</b>`,
  attack => `$${attack}$ \\(${attack}\\)\n\n$$\n${attack}\n$$`,
];

test('no escape sequence of the text reaches the terminal, wherever it stands', async () => {
  await loadHighlighter();
  for (const page of [pageOf(40, 0, false), pageOf(40, 1, true)]) {
    for (const attack of attacks) {
      for (const place of places) {
        const markdown = place(attack);
        for (const { text } of [page.render(markdown), page.renderTail(markdown)]) {
          assert.doesNotMatch(text.replace(OURS, ''), CONTROL, JSON.stringify([markdown, text]));
        }
      }
    }
  }
});

test('without colours and hyperlinks no escape sequence is written at all', () => {
  const page = pageOf(60, 0, false);
  const source = readFileSync(new URL('../fixtures/markdown/mixed.md', import.meta.url), 'utf8');
  assert.doesNotMatch(page.render(source).text, /\u001b/);
});

/** The looks and links that a line opens and does not close. */
function leftOpen(line: string): string[] {
  const open = new Set<string>();
  for (const [sequence] of line.matchAll(OURS)) {
    const code = Number(/\[(\d+)m/.exec(sequence)?.[1] ?? Number.NaN);
    if (Number.isNaN(code)) {
      if (sequence === '\u001b]8;;\u001b\\') open.delete('link');
      else open.add('link');
    } else if (code === 39) open.delete('colour');
    else if (code >= 22 && code <= 29) open.delete(`look ${code}`);
    else if (code >= 30) open.add('colour');
    else open.add(`look ${code === 1 ? 22 : code + 20}`);
  }
  return [...open];
}

const PIECES = [
  ...[
    '# ',
    '- ',
    '1. ',
    '> ',
    '  ',
    '    ',
    '\n',
    '\n\n',
    '```',
    '~~~',
    '`',
    '**',
    '*',
    '_',
    '~~',
    '|',
    '|--|',
    '---',
    '$',
    '$$',
    '\\(',
    '\\)',
    '\\[',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '![',
    '<',
    '>',
    '<b>',
    '<!--',
    '-->',
    '<br>',
    '&amp;',
    '&#27;',
    '&',
    '\\',
    '\t',
    '\u001b[31m',
    'https://e.org/',
    'a@e.org',
  ],
  ...[
    '中文',
    '字符，',
    '“引”',
    '（',
    '）',
    'word',
    'a',
    '1',
    ' ',
    '👨‍👩‍👧‍👦',
    '🇨🇳',
    '\ud800',
    '\\frac',
    '{',
    '}',
    '[x] ',
  ],
];

test('whatever the text is, it is drawn, in lines that keep to the page and close their looks', () => {
  const random = seeded(23);
  for (let round = 0; round < (process.env.LONG ? 40_000 : 1_500); round++) {
    const length = 1 + Math.floor(random() * 40);
    const markdown = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join('');
    const columns = 12 + Math.floor(random() * 40);
    const rendered = pageOf(columns, 1, round % 2 === 0).render(markdown);
    const lines = rendered.text.split('\n');
    const shown = JSON.stringify([markdown, columns, rendered.text]);
    assert.doesNotMatch(rendered.text.replace(OURS, ''), CONTROL, shown);
    assert.equal(rendered.width, Math.max(...lines.map(styledWidth)), shown);
    if (!/`{3}|~{3}| {4}|\t/.test(markdown)) assert.ok(rendered.width <= columns, shown);
    for (const line of lines) assert.deepEqual(leftOpen(line), [], shown);
    assert.equal(plainOf(rendered.text).includes('\u001b'), false, shown);
  }
});
