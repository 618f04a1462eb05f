import assert from 'node:assert/strict';
import test from 'node:test';
import { quoteWord, splitAttach, splitWords } from '../../src/line/words.ts';

function texts(line: string): readonly string[] | string {
  const split = splitWords(line);
  return split.ok ? split.words.map(word => word.text) : split.code;
}

const table: readonly (readonly [string, readonly string[] | 'unclosed-quote'])[] = [
  ['', []],
  ['   \n\t ', []],
  ['a.png', ['a.png']],
  ['a.png  b.png\nc.png\t', ['a.png', 'b.png', 'c.png']],
  ["'my photo.png'", ['my photo.png']],
  ['"my photo.png"', ['my photo.png']],
  [String.raw`my\ photo.png `, ['my photo.png']],
  [
    String.raw`/Users/x/Screenshot\ 2026-11-23\ at\ 10.00.00\ AM.png `,
    ['/Users/x/Screenshot 2026-11-23 at 10.00.00 AM.png'],
  ],
  [String.raw`'it'\''s.png'`, ["it's.png"]],
  [String.raw`it\'s.png`, ["it's.png"]],
  [String.raw`a\\b`, [String.raw`a\b`]],
  [String.raw`"a\"b\\c\d"`, [String.raw`a"b\c\d`]],
  [String.raw`'a\b'`, [String.raw`a\b`]],
  ['a\\', ['a\\']],
  ["''", ['']],
  ['a""b', ['ab']],
  ['file:///a%20b.png', ['file:///a%20b.png']],
  [String.raw`C:\a\b.png`, [String.raw`C:\a\b.png`]],
  [String.raw`c:\new\table.png D:\x.png`, [String.raw`c:\new\table.png`, String.raw`D:\x.png`]],
  [String.raw`"C:\My Pictures\a.png"`, [String.raw`C:\My Pictures\a.png`]],
  [String.raw`"C:\My Pictures\" b`, ['C:\\My Pictures\\', 'b']],
  [String.raw`\\server\share\a.png`, [String.raw`\\server\share\a.png`]],
  [String.raw`C:a\ b`, ['C:a b']],
  // No-break, narrow and full-width spaces belong to names.
  ['at 10.00\u202fAM.png', ['at', '10.00\u202fAM.png']],
  ['a\u00a0b\u3000c.png', ['a\u00a0b\u3000c.png']],
  ['图片 1.png', ['图片', '1.png']],
  ["'open", 'unclosed-quote'],
  ['a "open', 'unclosed-quote'],
  ['"a\\"', 'unclosed-quote'],
];
for (const [line, expected] of table) {
  test(`words of ${JSON.stringify(line)}`, () => assert.deepEqual(texts(line), expected));
}

test('a word tells where it stands and whether it is literal', () => {
  assert.deepEqual(splitWords(String.raw` a* 'b c' "x y"/*.png \*.png "[a]"*.png d\ e`), {
    ok: true,
    words: [
      { text: 'a*', quoted: false, start: 1, end: 3 },
      { text: 'b c', quoted: true, start: 4, end: 9 },
      { text: 'x y/*.png', quoted: false, start: 10, end: 21 },
      { text: '*.png', quoted: true, start: 22, end: 28 },
      { text: '[a]*.png', quoted: true, start: 29, end: 39 },
      { text: 'd e', quoted: true, start: 40, end: 44 },
    ],
  });
});

test('an open quote tells the word it stands in', () => {
  assert.deepEqual(splitWords('a "My Pi'), {
    ok: false,
    code: 'unclosed-quote',
    open: { text: 'My Pi', quoted: true, start: 2, end: 8 },
  });
});

const attachTable: readonly (readonly [string, readonly string[], string | null])[] = [
  ['a.png', ['a.png'], null],
  ["a.png 'b c.png' -- what's  \"this\"? ", ['a.png', 'b c.png'], 'what\'s  "this"?'],
  ['a.png --', ['a.png'], null],
  ['-- why', [], 'why'],
  ["'--' -- --", ['--'], '--'],
  ['a--b --c', ['a--b', '--c'], null],
  ['a.png\n--\nfirst\nsecond', ['a.png'], 'first\nsecond'],
];
for (const [line, words, question] of attachTable) {
  test(`arguments of /attach ${JSON.stringify(line)}`, () => {
    const split = splitAttach(line);
    assert.ok(split.ok);
    assert.deepEqual([split.words.map(word => word.text), split.question], [words, question]);
  });
}

test('an open quote before -- is an error, one after it is not', () => {
  assert.equal(splitAttach("don't.png -- why").ok, false);
  assert.equal(splitAttach("a.png -- don't").ok, true);
});

test('a quoted word is read back as it was, alone and among others', () => {
  const pieces = [
    ' ',
    "'",
    '"',
    '\\',
    'C:\\',
    '--',
    '*',
    '[',
    '}',
    '~',
    '/',
    'a',
    '图',
    '\u202f',
    '\n',
    '$',
    '`',
    '😀',
    '\t',
  ];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const count = process.env.LONG ? 200_000 : 5000;
  for (let run = 0; run < count; run += 1) {
    const text = Array.from({ length: random(7) }, () => pieces[random(pieces.length)] ?? '').join('');
    const line = `a ${quoteWord(text)} b`;
    const split = splitAttach(line);
    assert.ok(split.ok, JSON.stringify([text, line]));
    assert.deepEqual(
      split.words.map(word => word.text),
      ['a', text, 'b'],
      JSON.stringify([text, line]),
    );
    assert.equal(
      /[*?[\]{}]/.test(text) && split.words[1]?.quoted === false,
      false,
      JSON.stringify([text, line]),
    );
  }
});

test('quoting leaves simple paths as they are', () => {
  for (const path of ['~/a.png', '/a/b-c_d.png', 'C:\\a\\b.png', '图片.png', 'https://x.org/a.png'])
    assert.equal(quoteWord(path), path);
  assert.equal(quoteWord('my photo.png'), 'my\\ photo.png');
  assert.equal(quoteWord('C:\\My Pictures\\a.png'), '"C:\\My Pictures\\a.png"');
});
