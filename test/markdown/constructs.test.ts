import assert from 'node:assert/strict';
import test from 'node:test';
import { loadFormulas } from '../../src/markdown/formula.ts';
import { createMarkdown } from '../../src/markdown/terminal.ts';

await loadFormulas();

const options = { columns: 30, labels: { image: '图片' }, hyperlinks: false } as const;
const plain = createMarkdown({ ...options, colorLevel: 0 });
const coloured = createMarkdown({ ...options, colorLevel: 1 });

const drawn = (lines: readonly string[]): string => lines.join('\n');

/** Each name tells what goes wrong with marked-terminal alone, or what the construct looks like here. */
const cases: readonly [name: string, markdown: string, lines: readonly string[]][] = [
  ['nothing', '', ['']],
  ['only spaces', ' \n\n ', ['']],
  ['a heading keeps its sign without colours', '## 标题 **b**\n文', ['## 标题 b', '', '文']],
  ['a setext heading', '标题\n===', ['# 标题']],
  ['newlines in a paragraph stay', '一\n  二  \n三', ['一', '二', '三']],
  ['strong in a tight list item', '- a **b** `c` [d](e)', ['• a b `c` d (e)']],
  ['bullets by depth', '- a\n  - b\n    - c\n      - d', ['• a', '  ◦ b', '    ▪ c', '      • d']],
  ['numbers from the first one', '9. a\n10. b', ['9. a', '10. b']],
  ['a list that begins with 0', '0. a\n1. b', ['0. a', '1. b']],
  ['tasks have one box', '- [x] a\n- [ ] **b**', ['☑ a', '☐ b']],
  ['loose tasks', '- [x] a\n\n- [ ] b', ['☑ a', '', '☐ b']],
  ['numbered tasks', '1. [x] a\n2. [ ] b', ['1. ☑ a', '2. ☐ b']],
  ['a loose list', '- a\n\n  b\n\n- c', ['• a', '', '  b', '', '• c']],
  ['a tight list in a loose one', '1. a\n\n   - b\n   - c\n\n2. d', ['1. a', '   ◦ b', '   ◦ c', '', '2. d']],
  ['an empty item', '- \n- a', ['•', '• a']],
  ['code in a list', '- a\n  ```\n  x\n    y\n  ```', ['• a', '    x', '      y']],
  [
    'a list item goes on below its text',
    '10. 中文字符中文字符中文字符中文字符',
    ['10. 中文字符中文字符中文字符中', '    文字符'],
  ],
  ['a quote has a bar at each line', '> a\n>\n> - b', ['▎ a', '▎', '▎ • b']],
  ['quotes in quotes', '> a\n> > b', ['▎ a', '▎', '▎ ▎ b']],
  ['a long quote', '> 中文字符中文字符中文字符中文字符', ['▎ 中文字符中文字符中文字符中文', '▎ 字符']],
  [
    'code names its language and keeps its lines',
    `\`\`\`js\n${'x'.repeat(40)}\n\`\`\``,
    ['js', `  ${'x'.repeat(40)}`],
  ],
  ['empty lines in code stay', '```\na\n\n\n\nb\n```', ['  a', '', '', '', '  b']],
  ['tabs in code are columns', '```\na\tb\n\tc\n```', ['  a   b', '      c']],
  ['a fence that is not closed', '```js\na', ['js', '  a']],
  ['no guess for a fence without language', '```\nconst a = 1\n```', ['  const a = 1']],
  ['markup in code stays', '```\n**a** &lt;\n```\n`**b** &lt;`', ['  **a** &lt;', '', '`**b** &lt;`']],
  ['no emoji for names between colons', 'a:b:c :smile:', ['a:b:c :smile:']],
  ['colons in code', '`a:b` | `c:d`', ['`a:b` | `c:d`']],
  ['a rule ends with the page', '---', ['─'.repeat(30)]],
  ['html is reduced to its text', 'a<br>b <b>c</b><!-- d -->e', ['a', 'b ce']],
  ['a block of html', '<div class="x">\n<p>a</p>\n\n</div>', ['a']],
  ['less than is no tag', 'a < b > c, 1 <2', ['a < b > c, 1 <2']],
  ['entities', '&copy;&nbsp;&amp;lt; &#x4e2d;&#25991; &unknown; &#0;', ['©\u00a0&lt; 中文 &unknown;']],
  ['escapes', '\\*a\\* \\&amp;', ['*a* &amp;']],
  ['an image', '![桥](https://e.org/b.png)', ['[图片: 桥] https://e.org/b.png']],
  ['an image with only a title', '![](a.png "桥")', ['[图片: 桥] a.png']],
  ['an image that is data', '![x](data:image/png;base64,iVBORw0KGgo)', ['[图片: x] data:image/png…']],
  ['a tilde is a range', '3~5天，约10~20元', ['3~5天，约10~20元']],
  ['struck out', '~~a~~', ['~~a~~']],
  ['reference links', '[a][1]\n\n[1]: b', ['a (b)']],
];

for (const [name, markdown, lines] of cases) {
  test(name, () => assert.equal(plain.render(markdown).text, drawn(lines)));
}

const BOLD = '\u001b[1m';
const NORMAL = '\u001b[22m';

test('strong beside Chinese punctuation', () => {
  const strong: readonly [markdown: string, expected: string][] = [
    ['**“引号”**后文', `${BOLD}“引号”${NORMAL}后文`],
    ['**历经10年发展，**年产值', `${BOLD}历经10年发展，${NORMAL}年产值`],
    ['前文**《书名》**后文', `前文${BOLD}《书名》${NORMAL}后文`],
    ['**注意:**中文', `${BOLD}注意:${NORMAL}中文`],
    ['**重点(注)**后文', `${BOLD}重点(注)${NORMAL}后文`],
    ['**普通**后文', `${BOLD}普通${NORMAL}后文`],
    ['- 在表中**“甲”**后', `• 在表中${BOLD}“甲”${NORMAL}后`],
    ['2**(3+4)**5', '2**(3+4)**5'],
    ['a ** b ** c', 'a ** b ** c'],
    ['`**“a”**`后', '\u001b[33m**“a”**\u001b[39m后'],
  ];
  for (const [markdown, expected] of strong) assert.equal(coloured.render(markdown).text, expected, markdown);
});

test('every line closes the looks it opens', () => {
  const { text } = coloured.render('> a **bold text that does not go into one line** b');
  const bar = '\u001b[90m▎\u001b[39m';
  assert.equal(
    text,
    drawn([`${bar} a ${BOLD}bold text that does not go${NORMAL}`, `${bar} ${BOLD}into one line${NORMAL} b`]),
  );
});

test('the width is that of the widest line, code included', () => {
  assert.equal(plain.render('中文 `a`').width, 8);
  assert.equal(plain.render(`a\n\n\`\`\`\n${'x'.repeat(50)}\n\`\`\``).width, 52);
  assert.equal(plain.render('').width, 0);
  assert.equal(coloured.render('**中文**').width, 4);
});

test('what is nested too deeply for the stack is drawn as plain text', () => {
  const deep = '>'.repeat(20_000);
  assert.equal(plain.render(deep).text.replaceAll('\n', ''), deep);
  assert.equal(plain.render('> a').text, '▎ a');
});
