import assert from 'node:assert/strict';
import test from 'node:test';
import { createMarkdown } from '../../src/markdown/terminal.ts';

const options = { columns: 200, colorLevel: 0, labels: { image: 'image' } } as const;
const written = createMarkdown({ ...options, hyperlinks: false });
const clickable = createMarkdown({ ...options, hyperlinks: true });

const osc = (target: string, label: string): string =>
  `\u001b]8;;${target}\u001b\\${label}\u001b]8;;\u001b\\`;

const cases: readonly [markdown: string, text: string, withHyperlinks: string][] = [
  ['[a](https://e.org/x)', 'a (https://e.org/x)', osc('https://e.org/x', 'a')],
  ['<https://e.org/x>', 'https://e.org/x', osc('https://e.org/x', 'https://e.org/x')],
  ['[https://e.org](https://e.org/)', 'https://e.org', osc('https://e.org/', 'https://e.org')],
  ['[e.org](https://e.org)', 'e.org', osc('https://e.org/', 'e.org')],
  ['a@e.org', 'a@e.org', osc('mailto:a@e.org', 'a@e.org')],
  ['[](https://e.org/x)', 'https://e.org/x', osc('https://e.org/x', 'https://e.org/x')],
  ['[a](b.md)', 'a (b.md)', 'a (b.md)'],
  ['[a]()', 'a', 'a'],
  ['[a](javascript:alert(1))', 'a (javascript:alert(1))', 'a (javascript:alert(1))'],
  ['[a](file:///etc/passwd)', 'a (file:///etc/passwd)', 'a (file:///etc/passwd)'],
  ['[a](<https://e.org/x y>)', 'a (https://e.org/x y)', 'a (https://e.org/x y)'],
  ['[a](https://e.org/?a=1&amp;b=2)', 'a (https://e.org/?a=1&b=2)', osc('https://e.org/?a=1&b=2', 'a')],
  ['[a](https://e.org/路)', 'a (https://e.org/路)', osc('https://e.org/%E8%B7%AF', 'a')],
  [
    '[google.com](https://evil.org)',
    'google.com (https://evil.org)',
    `${osc('https://evil.org/', 'google.com')} (https://evil.org)`,
  ],
  [
    '[your bank.com account](https://bank.com@evil.org/)',
    'your bank.com account (https://bank.com@evil.org/)',
    `${osc('https://bank.com@evil.org/', 'your bank.com account')} (https://bank.com@evil.org/)`,
  ],
  [
    '[see www.e.org](https://e.org/x)',
    'see www.e.org (https://e.org/x)',
    osc('https://e.org/x', 'see www.e.org'),
  ],
  [
    '[https://e.org](http://e.org)',
    'https://e.org (http://e.org)',
    `${osc('http://e.org/', 'https://e.org')}`,
  ],
];

for (const [markdown, text, withHyperlinks] of cases) {
  test(markdown, () => {
    assert.equal(written.render(markdown).text, text);
    assert.equal(clickable.render(markdown).text, withHyperlinks);
  });
}

test('an address in Chinese text ends where the Chinese begins', () => {
  const addresses: readonly [markdown: string, address: string][] = [
    ['见https://e.org/a，谢谢', 'https://e.org/a'],
    ['（https://e.org/a）', 'https://e.org/a'],
    ['打开https://e.org查看', 'https://e.org/'],
    ['打开http://e.org:80/a。', 'http://e.org/a'],
    ['见 https://e.org/路径/a 谢谢', 'https://e.org/%E8%B7%AF%E5%BE%84/a'],
    ['“https://e.org/a”', 'https://e.org/a'],
    ['**https://e.org/a**', 'https://e.org/a'],
  ];
  for (const [markdown, address] of addresses) {
    const target = /\u001b\]8;;([^\u001b]+)/.exec(clickable.render(markdown).text)?.[1];
    assert.equal(target, address, markdown);
  }
});

test('an image is a link where there are hyperlinks', () => {
  assert.equal(
    clickable.render('![a](https://e.org/a.png)').text,
    `[image: a] ${osc('https://e.org/a.png', 'https://e.org/a.png')}`,
  );
  assert.equal(clickable.render('![a](data:image/png;base64,AAAA)').text, '[image: a] data:image/png…');
});

test('a link that goes on in the next line is one on both', () => {
  const narrow = createMarkdown({ ...options, columns: 8, hyperlinks: true });
  assert.equal(
    narrow.render('[one two three](https://e.org/x)').text,
    `${osc('https://e.org/x', 'one two')}\n${osc('https://e.org/x', 'three')}`,
  );
});
