import assert from 'node:assert/strict';
import test from 'node:test';
import stringWidth from 'string-width';
import { fitWidth, graphemes, textWidth } from '../../src/text/width.ts';
import { seeded } from './seeded.ts';

const pieces = [
  ...'abc XYZ 09 .,;-()[]"éñüß¡¿',
  ...'中文字符，。、：；！？（）《》“”‘’—…·【】「」　',
  ...'ひらがなカタカナーｱｲｳﾞﾟ゛゜한국어각힣',
  ...'αβγДжё√∞≤→①☑☐✓★│─┼ᵢⱼⁿ₂𝐱ℒ',
  ...'กำไทยनमस्तेक्षிதமிழ்বাংলাക്ഷ',
  ...'مرحباשלוםܐ',
  ...[
    '👍',
    '👍🏽',
    '❤️',
    '❤',
    '☝🏿',
    '✌️',
    '©️',
    '™',
    '1️⃣',
    '#⃣',
    '*️⃣',
    '⛹🏽‍♀️',
    '🏳️‍🌈',
    '🏴‍☠️',
    '👨‍👩‍👧‍👦',
    '🧑🏽‍💻',
    '❤️‍🔥',
  ],
  ...['🇨🇳', '🇩🇪', '🇦🇦', '🇨', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ...[
    '\u200d',
    '\ufe0f',
    '\ufe0e',
    '\u0301',
    '\u0323',
    '\u20dd',
    '\u3099',
    '\u{1f3fb}',
    '\u200b',
    '\u00ad',
    '\u0600',
    '\u094d',
  ],
  ...['\u1100', '\u1161', '\u11a8', '\ua960', '\ud7b0', '\u1160', '\u3164'],
  ...['\n', '\t', '\r\n', '\ud800', '\udfff', '\u{20000}', '\u{1d7d8}', '\u{1f9d1}'],
];

function corpus(count: number, seed: number): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + Math.floor(random() * 12) },
      () => pieces[Math.floor(random() * pieces.length)] ?? '',
    ).join(''),
  );
}

const count = process.env.LONG ? 200_000 : 4_000;

test('the width of a string is that of string-width', () => {
  for (const text of corpus(count, 1)) assert.equal(textWidth(text), stringWidth(text), JSON.stringify(text));
});

test('the width of a single character is that of string-width', () => {
  const step = process.env.LONG ? 1 : 37;
  for (let code = 0; code <= 0x10ffff; code += code < 0x3400 ? 1 : step) {
    // string-width takes these two for the start of an escape sequence.
    if (code === 0x1b || code === 0x9b) continue;
    const text = String.fromCodePoint(code);
    if (textWidth(text) !== stringWidth(text)) assert.fail(`U+${code.toString(16)}: ${textWidth(text)}`);
  }
});

test('pairs of regional indicators are flags only where there is such a region', () => {
  for (let first = 0x1f1e6; first <= 0x1f1ff; first++) {
    for (let second = 0x1f1e6; second <= 0x1f1ff; second++) {
      const text = String.fromCodePoint(first, second);
      assert.equal(textWidth(text), stringWidth(text), text);
    }
  }
});

test('graphemes are those of Intl.Segmenter and joined give the text', () => {
  const segmenter = new Intl.Segmenter();
  for (const text of corpus(count, 2)) {
    const expected = Array.from(segmenter.segment(text), ({ segment }) => segment);
    assert.deepEqual(graphemes(text), expected, JSON.stringify(text));
  }
});

test('a text that is too wide is cut between graphemes and ends with an ellipsis', () => {
  const cases: [text: string, cells: number, expected: string][] = [
    ['', 5, ''],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
    ['abc', -1, ''],
    ['中文字', 6, '中文字'],
    ['中文字', 5, '中文…'],
    ['中文字', 4, '中…'],
    ['a👨‍👩‍👧‍👦b', 3, 'a…'],
    ['a👨‍👩‍👧‍👦b', 4, 'a👨‍👩‍👧‍👦b'],
    ['ééé', 2, 'é…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ];
  for (const [text, cells, expected] of cases)
    assert.equal(fitWidth(text, cells), expected, `${text} in ${cells}`);
});

test('a text made to fit never is wider and keeps the start', () => {
  for (const text of corpus(count, 3)) {
    for (const cells of [1, 2, 5, 9]) {
      const fitted = fitWidth(text, cells);
      assert.ok(textWidth(fitted) <= cells, JSON.stringify([text, cells, fitted]));
      assert.ok(text === fitted || (fitted.endsWith('…') && text.startsWith(fitted.slice(0, -1))));
    }
  }
});
