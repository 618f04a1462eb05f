/** The boundaries found without the Segmenter are the Segmenter's, and the widths those of string-width. `LONG=1` tries many more. */
import assert from 'node:assert/strict';
import test from 'node:test';
import stringWidth from 'string-width';
import { eachGrapheme } from '../../src/line/cells.ts';
import {
  boundaryAfter,
  boundaryAtOrAfter,
  boundaryAtOrBefore,
  boundaryBefore,
} from '../../src/line/graphemes.ts';

const TRIES = process.env.LONG ? 200_000 : 4000;

const PIECES = [
  ...[
    'a',
    ' ',
    '1',
    'é',
    'ÿ',
    'Ж',
    'ά',
    '你',
    '㐀',
    '𠀀',
    '，',
    '。',
    '“',
    '—',
    '…',
    '①',
    'か',
    'ﾊ',
    '세',
    '녕',
    'م',
    'ا',
    'א',
  ],
  ...[
    'ส',
    'ไ',
    'व',
    'न',
    'क',
    'ष',
    'e\u0301',
    '\u0301',
    '\u0483',
    '\u05b0',
    '\u0600',
    '\u064b',
    '\u06dd',
    '\u093f',
  ],
  ...[
    '\u094d',
    '\u0e31',
    '\u0e33',
    '\u1100',
    '\u1161',
    '\u11a8',
    '\u200d',
    '\u20e3',
    '\u302a',
    '\u3099',
    '\ufe0f',
  ],
  ...['\uff9e', '☺', '❤', '😀', '👨', '👩', '🏽', '🇨', '🇳', '\u{1f3f4}', '\u{1f9d1}', '\u{e0001}'],
];

test('boundaries and widths in random text', () => {
  const segmenter = new Intl.Segmenter();
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  for (let count = 0; count < TRIES; count++) {
    const text = Array.from({ length: 1 + random(9) }, () => PIECES[random(PIECES.length)] ?? '').join('');
    const segments = [...segmenter.segment(text)];
    const wanted = segments.map(({ segment, index }) => [
      index,
      index + segment.length,
      stringWidth(segment),
    ]);
    const found: (number | null)[][] = [];
    eachGrapheme(text, 0, text.length, (start, end, cells) => found.push([start, end, cells]));
    assert.deepEqual(found, wanted, JSON.stringify(text));
    const boundaries = [...segments.map(({ index }) => index), text.length];
    for (let offset = 0; offset <= text.length; offset++) {
      const last = (holds: (boundary: number) => boolean) => boundaries.findLast(holds) ?? 0;
      const first = (holds: (boundary: number) => boolean) => boundaries.find(holds) ?? text.length;
      assert.deepEqual(
        [
          boundaryBefore(text, offset),
          boundaryAtOrBefore(text, offset),
          boundaryAtOrAfter(text, offset),
          boundaryAfter(text, offset),
        ],
        [
          last(one => one < offset),
          last(one => one <= offset),
          first(one => one >= offset),
          first(one => one > offset),
        ],
        `${JSON.stringify(text)} at ${offset}`,
      );
    }
  }
});

test('a line break, a tab and a chip are graphemes of their own, whatever follows', () => {
  const text = 'a\n\u0301\t\u0301\u{10f000}\u0301';
  const found: (number | null)[][] = [];
  eachGrapheme(text, 0, text.length, (start, end, cells) => found.push([start, end, cells]));
  assert.deepEqual(found, [
    [0, 1, 1],
    [1, 2, null],
    [2, 3, 0],
    [3, 4, null],
    [4, 5, 0],
    [5, 7, null],
    [7, 8, 0],
  ]);
  assert.equal(boundaryBefore(text, 8), 7);
  assert.equal(boundaryAtOrBefore(text, 6), 5);
});
