import assert from 'node:assert/strict';
import test from 'node:test';
import xterm from '@xterm/headless';
import { clearFirstPrompt, drawFirstPrompt, takeTyped } from '../../src/line/first-prompt.ts';
import { EMPTY_LINE, lineOf } from '../../src/line/line.ts';
import { lineAt, shown } from './shown.ts';

const ROWS: readonly (readonly [
  name: string,
  bytes: string | readonly number[],
  line: string,
  rest: string,
  stopped: boolean,
])[] = [
  ['text', 'hello', 'hello|', '', false],
  ['Backspaces', 'hello\x7f\x7f\x08y', 'hey|', '', false],
  ['Chinese and emoji', '你好😀', '你好😀|', '', false],
  ['Backspace on a family', 'x👨‍👩‍👧\x7f', 'x|', '', false],
  ['Enter and all after it', 'hi\rmore\x7f', 'hi|', '\rmore\x7f', true],
  ['an arrow', 'hi\x1b[D', 'hi|', '\x1b[D', true],
  ['Ctrl+A', '\x01x', '|', '\x01x', true],
  ['Ctrl+J', 'a\nb', 'a|', '\nb', true],
  ['Tab', '/at\t', '/at|', '\t', true],
  ['half a character', [0x61, 0xe4, 0xbd], 'a|', '\xe4\xbd', false],
  ['no UTF-8', [0x61, 0xff, 0x62], 'a|', '\xffb', true],
  ['half a character, then Enter', [0xe4, 0xbd, 0x0d], '|', '\xe4\xbd\r', true],
  ['nothing', '', '|', '', false],
];

for (const [name, bytes, wanted, rest, stopped] of ROWS) {
  test(`takes ${name}`, () => {
    const typed = takeTyped(EMPTY_LINE, typeof bytes === 'string' ? bytes : Buffer.from(bytes));
    assert.equal(shown(typed.line), wanted);
    assert.equal(typed.rest.toString('latin1'), rest);
    assert.deepEqual([typed.stopped, typed.echoed], [stopped, wanted !== '|']);
  });
}

test('a character in two reads is taken once it is whole', () => {
  const [first, second] = [Buffer.from('你').subarray(0, 2), Buffer.from('你').subarray(2)];
  const { line, rest } = takeTyped(EMPTY_LINE, first);
  assert.equal(shown(takeTyped(line, Buffer.concat([rest, second])).line), '你|');
});

const LOOK = {
  columns: 12,
  maxRows: 4,
  prompt: '› ',
  placeholder: 'ask me anything',
  dim: (text: string) => text,
};

/** The screen and the cursor's cell after the lines were drawn one over the other on a terminal of 12 x 6. */
async function drawn(before: string, ...lines: readonly string[]) {
  const terminal = new xterm.Terminal({ cols: 12, rows: 6, allowProposedApi: true });
  let output = before;
  let cursorRow = 0;
  for (const line of lines) {
    const drawing = drawFirstPrompt(lineAt(line), cursorRow, LOOK);
    output += drawing.output;
    cursorRow = drawing.cursorRow;
  }
  await new Promise<void>(resolve => terminal.write(output, resolve));
  const { active } = terminal.buffer;
  const rows = Array.from({ length: 6 }, (_, row) =>
    (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  return { screen: rows.join('\n').trimEnd(), cursor: [active.cursorY, active.cursorX] };
}

test('an empty line is drawn with the placeholder, cut to the width', async () => {
  assert.deepEqual(await drawn('', '|'), { screen: '› ask me an…', cursor: [0, 2] });
});

test('each drawing stands in the place of the one before', async () => {
  assert.deepEqual(await drawn('', '|', 'h|', '你|', '0123456789|', '01234567|'), {
    screen: '› 01234567',
    cursor: [0, 10],
  });
  assert.deepEqual(await drawn('', '0123456789abcdef|', '0123456789a|'), {
    screen: '› 0123456789\n  a',
    cursor: [1, 3],
  });
});

test('at the bottom of the screen it grows upward', async () => {
  assert.deepEqual(await drawn('\r\n'.repeat(5), '0|', '0123456789ab|', '0123456789abcdefghijk|', 'x|'), {
    screen: '\n\n\n› x',
    cursor: [3, 3],
  });
});

test('no more rows than allowed are drawn', async () => {
  assert.equal(
    (await drawn('', `${'0123456789'.repeat(5)}x|`)).screen,
    ['  0123456789', '  0123456789', '  0123456789', '  x'].join('\n'),
  );
});

test('taken off, it leaves the cursor where it began', () => {
  assert.equal(clearFirstPrompt(0), '\r\x1b[J');
  assert.equal(clearFirstPrompt(2), '\r\x1b[2A\x1b[J');
  assert.equal(drawFirstPrompt(lineOf('hi'), 0, LOOK).output, '\r\x1b[J› hi\r\x1b[4C');
});
