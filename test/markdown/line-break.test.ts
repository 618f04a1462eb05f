import assert from 'node:assert/strict';
import test from 'node:test';
import { breakLines } from '../../src/markdown/line-break.ts';
import { textWidth } from '../../src/text/width.ts';
import { seeded } from '../text/seeded.ts';

const linesOf = (text: string, columns: number): string[] =>
  breakLines(text, columns).map(({ start, end }) => text.slice(start, end));

const cases: readonly [text: string, columns: number, lines: readonly string[]][] = [
  ['', 10, ['']],
  ['a\n\nb', 10, ['a', '', 'b']],
  ['one two three', 7, ['one two', 'three']],
  ['one  two   ', 5, ['one', 'two']],
  ['exactly', 7, ['exactly']],
  ['中文字符中文', 6, ['中文字', '符中文']],
  ['中文字，符', 6, ['中文', '字，符']],
  ['中文字），符中', 6, ['中文', '字），', '符中']],
  ['中文（字符）', 6, ['中文', '（字', '符）']],
  ['中文《 书名》', 6, ['中文', '《 书', '名》']],
  ['他说“你好”。', 6, ['他说', '“你', '好”。']],
  ['好好……的', 5, ['好', '好……', '的']],
  ['中文——字符', 6, ['中文——', '字符']],
  ['中文文——字符', 7, ['中文文', '——字符']],
  ['用Python写的', 8, ['用Python', '写的']],
  ['使用TypeScript编写', 10, ['使用', 'TypeScript', '编写']],
  ['价格99.9%左右', 9, ['价格99.9%', '左右']],
  ['温度90°C左右', 9, ['温度90°C', '左右']],
  ['他说"你好"后走', 6, ['他', '说"你', '好"后', '走']],
  ['don’t stop', 5, ['don’t', 'stop']],
  ['it (really) is', 8, ['it', '(really)', 'is']],
  ['see (a) b', 7, ['see (a)', 'b']],
  ['https://example.com/path', 10, ['https://ex', 'ample.com/', 'path']],
  ['见 https://e.org/a 后', 12, ['见', 'https://e.or', 'g/a 后']],
  ['한국어 문장입니다', 10, ['한국어', '문장입니다']],
  ['ひらがなです。ね', 12, ['ひらがなで', 'す。ね']],
  ['チョット待って', 4, ['チョ', 'ット', '待っ', 'て']],
  ['a👍🏽b👨‍👩‍👧‍👦c', 3, ['a👍🏽', 'b👨‍👩‍👧‍👦', 'c']],
  ['中文', 1, ['中', '文']],
  ['a\u00a0b c', 3, ['a\u00a0b', 'c']],
];

for (const [text, columns, lines] of cases) {
  test(`${JSON.stringify(text)} in ${columns} cells`, () => assert.deepEqual(linesOf(text, columns), lines));
}

const alphabet = [
  ...'ab cd，。、（）《》“”‘’中文字符，。！？ 12.5%-/:;—…·"\'',
  '👍',
  '👨‍👩‍👧‍👦',
  'é',
  'かっ',
  '한',
  '\n',
];

test('random lines fit, lose nothing but spaces, and end where lines may end', () => {
  const random = seeded(7);
  for (let round = 0; round < (process.env.LONG ? 50_000 : 2_000); round++) {
    const length = 1 + Math.floor(random() * 60);
    const text = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
    const columns = 16 + Math.floor(random() * 30);
    const lines = linesOf(text, columns);
    assert.equal(lines.join('').replace(/\s/g, ''), text.replace(/\s/g, ''), JSON.stringify(text));
    const previous = lines.slice(0, -1);
    for (const line of lines) assert.ok(textWidth(line) <= columns, JSON.stringify([text, columns]));
    // Only a run of punctuation as wide as a line may be cut against the rules; these are shorter.
    if (/[^\s中文字符ab]{6}/u.test(text) || text.includes('\n')) continue;
    for (const line of lines.slice(1))
      assert.doesNotMatch(line, /^[，。、）》！？]/u, JSON.stringify([text, columns]));
    for (const line of previous) assert.doesNotMatch(line, /[（《]$/u, JSON.stringify([text, columns]));
  }
});
