import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addText,
  type Block,
  finishText,
  NO_TEXT,
  type ReplyText,
  tailMarkdown,
  textOf,
} from '../../src/chat/reply-blocks.ts';
import { createMarkdown } from '../../src/markdown/terminal.ts';
import { seeded } from '../text/seeded.ts';
import { CHANGING_DOCUMENTS, DOCUMENTS } from './documents.ts';

const markdown = createMarkdown({
  columns: 80,
  colorLevel: 0,
  hyperlinks: false,
  labels: { image: 'image' },
});
const ROUNDS = process.env.LONG ? 200 : 8;
const ALL = { ...DOCUMENTS, ...CHANGING_DOCUMENTS };

/** The ways in which a text may arrive: characters, even pieces, lines, all at once, pieces of any length. */
function* deliveries(text: string): Generator<readonly string[]> {
  for (const size of [1, 7, 40]) yield pieces(text, () => size);
  yield text.match(/[^\n]*\n|[^\n]+/g) ?? [];
  yield [text];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const random = seeded(round);
    yield pieces(text, () => 1 + Math.floor(random() ** 3 * 300));
  }
}

function pieces(text: string, sizeOf: () => number): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = at + sizeOf();
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}

function finished(parts: readonly string[]): ReplyText {
  return finishText(parts.reduce(addText, NO_TEXT));
}

/** The blocks as a screen shows them: close together where they continue, else with a blank line between. */
function drawn(blocks: readonly Block[]): string {
  let page = '';
  for (const block of blocks) {
    const text = markdown.render(block.markdown).text;
    if (text === '') continue;
    const hasLanguage = block.continues && /^ {0,3}(?:`{3,}|~{3,})[ \t]*\S/.test(block.markdown);
    const shown = hasLanguage ? text.slice(text.indexOf('\n') + 1) : text;
    page += page === '' ? shown : `${block.continues ? '\n' : '\n\n'}${shown}`;
  }
  return page;
}

for (const [name, text] of Object.entries(ALL)) {
  test(`${name}: blocks and tail are always the text so far, and finished blocks never change`, () => {
    for (const parts of deliveries(text)) {
      let reply = NO_TEXT;
      let soFar = '';
      for (const part of parts) {
        const before = reply.blocks;
        reply = addText(reply, part);
        soFar += part;
        assert.equal(textOf(reply), soFar);
        assert.deepEqual(reply.blocks.slice(0, before.length), before);
      }
      const end = finishText(reply);
      assert.deepEqual(end, { ...NO_TEXT, blocks: end.blocks });
      assert.deepEqual(end.blocks.slice(0, reply.blocks.length), reply.blocks);
      assert.equal(textOf(end), text);
    }
  });
}

for (const [name, text] of Object.entries(DOCUMENTS)) {
  test(`${name}: drawn block by block it looks as drawn whole`, () => {
    const whole = markdown.render(text).text;
    for (const parts of deliveries(text)) assert.equal(drawn(finished(parts).blocks), whole);
  });

  test(`${name}: the tail is drawn as it will be when finished`, () => {
    const reply = pieces(text, () => 1).reduce(addText, NO_TEXT);
    const last = finishText(reply).blocks.at(-1);
    if (reply.tail.trim() !== '') assert.equal(tailMarkdown(reply), last?.markdown);
  });
}

for (const [name, text] of Object.entries(CHANGING_DOCUMENTS)) {
  test(`${name}: drawn block by block every word is there once`, () => {
    const words = (shown: string): readonly string[] => shown.match(/\w+/g) ?? [];
    const source = words(text.replace(/^\[1\]:.*$/m, ''));
    for (const parts of deliveries(text)) assert.deepEqual(words(drawn(finished(parts).blocks)), source);
  });
}

const BOUNDED = [
  'long and odd fences',
  'an ordered list of 60',
  'an ordered list of 60 ones',
  'a bulleted list of 60',
  'a list of 60 tasks',
  'an unclosed fence',
  'leading blank lines',
];
for (const name of BOUNDED) {
  test(`${name}: what is drawn again stays low`, () => {
    for (const part of [1, 7, 40]) {
      let reply = NO_TEXT;
      for (const piece of pieces(ALL[name] ?? '', () => part)) {
        reply = addText(reply, piece);
        // Blank lines before the first word are part of the tail, but nothing is drawn for them.
        const lines = reply.tail.trimStart().split('\n').length;
        assert.ok(lines <= 15, `${lines} lines in the tail`);
      }
    }
  });
}

test('a long ordered list numbered with ones is counted through in its pieces', () => {
  const numbers = drawn(finished(pieces(ALL['an ordered list of 60 ones'] ?? '', () => 7)).blocks)
    .split('\n')
    .flatMap(line => /^(\d+)\. item (\d+)/.exec(line)?.slice(1, 3).map(Number) ?? []);
  assert.deepEqual(
    numbers,
    Array.from({ length: 120 }, (_, index) => Math.floor(index / 2) + 1),
  );
});

test('a short reply is one block; two paragraphs are two, the blank line with the first', () => {
  assert.deepEqual(finished(['Hello']).blocks, [{ raw: 'Hello', markdown: 'Hello', continues: false }]);
  assert.deepEqual(finished(['One.\n', '\nTwo.\n']).blocks, [
    { raw: 'One.\n\n', markdown: 'One.', continues: false },
    { raw: 'Two.\n', markdown: 'Two.\n', continues: false },
  ]);
});

test('code over 12 lines is finished in pieces, each with its fences', () => {
  const lines = Array.from({ length: 14 }, (_, index) => `${index}\n`).join('');
  const reply = addText(NO_TEXT, `~~~js\n${lines}`);
  assert.deepEqual(reply.blocks, [
    { raw: `~~~js\n${lines}`, markdown: `~~~js\n${lines}~~~\n`, continues: false },
  ]);
  assert.equal(reply.tail, '');
  const more = addText(reply, 'last\n~~~\nText');
  assert.deepEqual(more.blocks.at(-1), {
    raw: 'last\n~~~\n',
    markdown: '~~~js\nlast\n~~~\n',
    continues: true,
  });
  assert.equal(more.tail, 'Text');
});

test('a display formula is never taken for a list or a heading while it is written', () => {
  const text = '$$\na\n+ b\n=\nc\n$$\n\nThen.\n';
  for (const parts of deliveries(text))
    assert.deepEqual(
      finished(parts).blocks.map(block => block.raw),
      ['$$\na\n+ b\n=\nc\n$$\n\n', 'Then.\n'],
    );
});

test('dollars that open no formula do not hold the text back for ever', () => {
  const reply = addText(NO_TEXT, `$$ is a sign.\n\n${'Some words.\n\n'.repeat(500)}`);
  assert.ok(reply.blocks.length > 400);
});
