/** Bytes of terminals through Ink's own parser to presses, and through them to the line. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { render, useInput } from 'ink';
import type { Press } from '../../src/chat/action.ts';
import { EMPTY_LINE, editLine, type Line } from '../../src/line/line.ts';
import { decodePress } from '../../src/ui/press.ts';
import { FakeTerminal } from '../helpers/fake-terminal.ts';

const terminal = new FakeTerminal();
let presses: Press[] = [];

function Recorder() {
  useInput((input, key) => {
    presses.push(...decodePress(input, key));
    terminal.wake();
  });
  return null;
}

let app: ReturnType<typeof render>;
before(() => {
  const { stdin, stdout } = terminal;
  app = render(<Recorder />, { stdin, stdout, interactive: true, exitOnCtrlC: false, patchConsole: false });
});
after(() => app.unmount());

const END = 'Ω';

/** The presses of each read in turn; a last read of its own tells when all have come. */
async function pressesOf(...reads: readonly string[]): Promise<readonly Press[]> {
  presses = [];
  const isInsert = (press: Press, text: string) =>
    press.type === 'edit' && press.action.type === 'insert' && press.action.text === text;
  for (const read of reads) {
    terminal.type(read);
    // The stream joins what is written in one turn of the event loop.
    await new Promise(resolve => setImmediate(resolve));
  }
  terminal.type(END);
  await terminal.until(() => presses.some(press => isInsert(press, END)));
  return presses.filter(press => !isInsert(press, END));
}

/** A press in short: its type, an edit's action, and what it carries. */
function short(press: Press): string {
  if (press.type === 'tab') return press.back ? 'tab back' : 'tab';
  if (press.type !== 'edit') return press.type;
  return 'text' in press.action ? `${press.action.type} ${press.action.text}` : `edit ${press.action.type}`;
}

const KEYS: readonly (readonly [name: string, bytes: string, ...presses: readonly string[]])[] = [
  ['text and Enter in one read', 'hello\r', 'insert hello', 'submit'],
  ['two lines and Enters in one read', 'a\rb\r', 'insert a', 'submit', 'insert b', 'submit'],
  ['CR LF is one Enter', 'a\r\nb', 'insert a', 'submit', 'insert b'],
  ['three Backspaces in one read', '\x7f\x7f\x7f', 'edit backspace', 'edit backspace', 'edit backspace'],
  ['text and Backspaces', 'ab\x7fc', 'insert ab', 'edit backspace', 'insert c'],
  ['a, Left, b in one read', 'a\x1b[Db', 'insert a', 'edit left', 'insert b'],
  [
    'Ctrl+letters within text',
    'ab\x01c\x15',
    'insert ab',
    'edit line-start',
    'insert c',
    'edit kill-to-start',
  ],
  ['Enter', '\r', 'submit'],
  ['Enter of the keypad', '\x1bOM', 'submit'],
  ['Ctrl+J', '\n', 'edit newline'],
  ['Ctrl+J within text', 'a\nb', 'insert a', 'edit newline', 'insert b'],
  ['Alt+Enter', '\x1b\r', 'edit newline'],
  ['Shift+Enter, kitty', '\x1b[13;2u', 'edit newline'],
  ['Alt+Enter, kitty', '\x1b[13;3u', 'edit newline'],
  ['Enter, kitty', '\x1b[13u', 'submit'],
  ['Ctrl+J, kitty', '\x1b[106;5u', 'edit newline'],
  ['Ctrl+M, kitty', '\x1b[109;5u', 'submit'],
  ['backslash and Enter', '\\\r', 'insert \\', 'submit'],
  ['Tab', '\t', 'tab'],
  ['text and Tab', '/at\t', 'insert /at', 'tab'],
  ['Shift+Tab', '\x1b[Z', 'tab back'],
  ['Up', '\x1b[A', 'up'],
  ['Down of the application mode', '\x1bOB', 'down'],
  ['Ctrl+P', '\x10', 'up'],
  ['Ctrl+N', '\x0e', 'down'],
  ['Page Up', '\x1b[5~', 'page-up'],
  ['Page Down', '\x1b[6~', 'page-down'],
  ['Left', '\x1b[D', 'edit left'],
  ['Ctrl+Left', '\x1b[1;5D', 'edit word-left'],
  ['Alt+Right', '\x1b[1;3C', 'edit word-right'],
  ['Alt+B', '\x1bb', 'edit word-left'],
  ['Alt+F', '\x1bf', 'edit word-right'],
  ['Alt+F, kitty', '\x1b[102;3u', 'edit word-right'],
  ['Alt+D', '\x1bd', 'edit kill-word-forward'],
  ['Alt+Y', '\x1by', 'edit yank-pop'],
  ['Alt+Backspace', '\x1b\x7f', 'edit kill-word-back'],
  ['Ctrl+Backspace, kitty', '\x1b[127;5u', 'edit kill-word-back'],
  ['Alt+<', '\x1b<', 'edit text-start'],
  ['Home', '\x1b[H', 'edit line-start'],
  ['End', '\x1b[F', 'edit line-end'],
  ['Home of the Linux console', '\x1b[1~', 'edit line-start'],
  ['Ctrl+Home', '\x1b[1;5H', 'edit text-start'],
  ['Delete', '\x1b[3~', 'edit delete'],
  ['Ctrl+Delete', '\x1b[3;5~', 'edit kill-word-forward'],
  ['Ctrl+A', '\x01', 'edit line-start'],
  ['Ctrl+B', '\x02', 'edit left'],
  ['Ctrl+C', '\x03', 'interrupt'],
  ['Ctrl+C within text', 'ab\x03', 'insert ab', 'interrupt'],
  ['Ctrl+D', '\x04', 'end-of-input'],
  ['Ctrl+E', '\x05', 'edit line-end'],
  ['Ctrl+F', '\x06', 'edit right'],
  ['Ctrl+G', '\x07', 'open-editor'],
  ['Ctrl+H', '\x08', 'edit backspace'],
  ['Ctrl+K', '\x0b', 'edit kill-to-end'],
  ['Ctrl+L', '\x0c', 'redraw'],
  ['Ctrl+R', '\x12', 'search'],
  ['Ctrl+T', '\x14', 'edit transpose'],
  ['Ctrl+U', '\x15', 'edit kill-to-start'],
  ['Ctrl+U, kitty', '\x1b[117;5u', 'edit kill-to-start'],
  ['Ctrl+W', '\x17', 'edit kill-word-back'],
  ['Ctrl+Y', '\x19', 'edit yank'],
  ['Ctrl+Z', '\x1a', 'suspend'],
  ['Ctrl+_ and Ctrl+/', '\x1f', 'edit undo'],
  ['Ctrl+/, kitty', '\x1b[47;5u', 'edit undo'],
  ['Alt+/', '\x1b/', 'edit redo'],
  ['Ctrl+Shift+Z, kitty', '\x1b[122;6u', 'edit redo'],
  ['Ctrl+letters without a meaning', '\x0f\x11\x13\x16\x18'],
  ['Ctrl+O alone', '\x0f'],
  ['Ctrl+Space', '\x00'],
  ['Alt+letters without a meaning', '\x1bq\x1bX\x1b中'],
  ['Alt+Ctrl+A', '\x1b\x01'],
  ['Super+A, kitty', '\x1b[97;9u'],
  ['F5', '\x1b[15~'],
  ['an unknown sequence', '\x1b[99~'],
  ['Shift+Enter as modifyOtherKeys', '\x1b[27;2;13~'],
  ['release of a, kitty', '\x1b[97;1:3u'],
  ['release of Left, kitty', '\x1b[1;1:3D'],
  ['repeat of Left, kitty', '\x1b[1;1:2D', 'edit left'],
  ['Escape, kitty', '\x1b[27u', 'escape'],
  ['Shift and a letter', 'A', 'insert A'],
  ['emoji joined by ZWJ', '👨‍👩‍👧x', 'insert 👨‍👩‍👧x'],
  ['Chinese and Enter', '你好\r', 'insert 你好', 'submit'],
  ['a paste without marks', 'x\r'.repeat(600), `paste ${'x\r'.repeat(600)}`],
];

for (const [name, bytes, ...wanted] of KEYS) {
  test(`key: ${name}`, async () => {
    assert.deepEqual((await pressesOf(bytes)).map(short), wanted);
  });
}

test('Escape alone is told from a sequence by time, and twice in one read is two', async () => {
  for (const [bytes, count] of [
    ['\x1b', 1],
    ['\x1b\x1b', 2],
  ] as const) {
    presses = [];
    terminal.type(bytes);
    await terminal.until(() => presses.length >= count);
    assert.deepEqual(presses, Array(count).fill({ type: 'escape' }));
  }
});

/** What ink-text-input 6 gets wrong: the reads, and the line after them. */
const BURSTS: readonly (readonly [name: string, reads: readonly string[], text: string])[] = [
  ['three Backspaces in one read delete three', ['hello', '\x7f\x7f\x7f'], 'he|'],
  ['a, Left, b in one read keep the a', ['a\x1b[Db'], 'b|a'],
  ['Backspace deletes a whole emoji', ['x😀\x7f'], 'x|'],
  ['Backspace deletes a whole family', ['x👨‍👩‍👧\x7f'], 'x|'],
  ['an emoji in two reads', [`x${'👨‍'}`, '👩', '\x7f'], 'x|'],
  ['Ctrl+A E U W K type nothing', ['one two\x01\x05\x17', '\x0b\x15'], '|'],
  ['Ctrl+letters as keys of their own', ['one two', '\x01', '\x05', '\x17'], 'one |'],
  ['Alt+B moves by a word', ['one two', '\x1bb'], 'one |two'],
  ['Alt+Backspace deletes a word', ['one two', '\x1b\x7f'], 'one |'],
  ['Ctrl+Left moves by a word of Chinese', ['今天天气很好', '\x1b[1;5D'], '今天天气|很好'],
  ['Home and End', ['abc', '\x1b[Hx\x1b[Fy'], 'xabcy|'],
  ['Delete deletes forward', ['abc', '\x1b[H\x1b[3~'], '|bc'],
  ['Ctrl+J and Alt+Enter break the line', ['a\nb', '\x1b\r', 'c'], 'a\nb\nc|'],
];

for (const [name, reads, wanted] of BURSTS) {
  test(`burst: ${name}`, async () => {
    let line: Line = EMPTY_LINE;
    for (const press of await pressesOf(...reads))
      if (press.type === 'edit') line = editLine(line, press.action);
    assert.equal(`${line.text.slice(0, line.cursor)}|${line.text.slice(line.cursor)}`, wanted);
  });
}
