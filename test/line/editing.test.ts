import assert from 'node:assert/strict';
import test from 'node:test';
import {
  EMPTY_LINE,
  editLine,
  isEmpty,
  type Line,
  lineOf,
  submittedText,
  withText,
} from '../../src/line/line.ts';
import type { LineAction } from '../../src/line/line-action.ts';
import { MAX_PASTE_LENGTH } from '../../src/line/paste.ts';
import { lineAt, shown } from './shown.ts';

type Bare = Exclude<LineAction, { readonly text: string } | { readonly columns: number }>['type'];

type Short = Bare | `+${string}` | LineAction;

/** The line after actions: a bare type, `+text` to insert text, or the whole action. */
function after(line: Line, ...actions: readonly Short[]): Line {
  return actions.reduce<Line>((now, action) => editLine(now, whole(action)), line);
}

function whole(action: Short): LineAction {
  if (typeof action !== 'string') return action;
  if (isInsert(action)) return { type: 'insert', text: action.slice(1) };
  // Too many types for the compiler to see that each makes an action.
  return { type: action } as LineAction;
}

function isInsert(action: string): action is `+${string}` {
  return action.startsWith('+');
}

const ROWS: readonly (readonly [from: string, actions: readonly (Bare | `+${string}`)[], to: string])[] = [
  ['|', ['+hello'], 'hello|'],
  ['ad|', ['left', '+bc'], 'abc|d'],
  ['a|', ['newline', '+b'], 'a\nb|'],
  ['|', ['+a\r\nb\rc'], 'a\nb\nc|'],
  ['|', ['+a\x1b[31mb\x07\u202ec\u{10f001}\ud800d'], 'a[31mbcd|'],
  ['|abc', ['backspace', 'left'], '|abc'],
  ['abc|', ['delete', 'right'], 'abc|'],
  ['a😀|', ['backspace'], 'a|'],
  ['a👨‍👩‍👧|', ['left'], 'a|👨‍👩‍👧'],
  ['a|👨‍👩‍👧b', ['delete'], 'a|b'],
  ['🇨🇳🇩🇪|', ['left'], '🇨🇳|🇩🇪'],
  ['e\u0301|', ['backspace'], '|'],
  // What joins the text before or after: the cursor never stays inside.
  ['e|', ['+\u0301', 'left'], '|e\u0301'],
  ['|👩', ['+👨\u200d'], '👨\u200d👩|'],
  ['a|\n\u0301', ['delete'], 'a\u0301|'],
  ['one two three|', ['word-left'], 'one two |three'],
  ['one two|  ', ['word-right'], 'one two  |'],
  ['one |two, three', ['word-right', 'word-right'], 'one two, three|'],
  ['  |one', ['word-left'], '|  one'],
  ['one\ntwo|', ['word-left', 'word-left'], '|one\ntwo'],
  ['今天天气很好|', ['word-left'], '今天天气|很好'],
  ['|你好，世界', ['word-right', 'word-right'], '你好，世界|'],
  ['hi 👍|', ['kill-word-back'], 'hi |'],
  ['ab\ncd|ef\ngh', ['line-start'], 'ab\n|cdef\ngh'],
  ['ab\ncd|ef\ngh', ['line-end'], 'ab\ncdef|\ngh'],
  ['ab\n|cd', ['line-start', 'line-start'], 'ab\n|cd'],
  ['ab\ncd|ef\ngh', ['text-start'], '|ab\ncdef\ngh'],
  ['ab\ncd|ef\ngh', ['text-end'], 'ab\ncdef\ngh|'],
  ['one |two\nx', ['kill-to-end'], 'one |\nx'],
  ['one|\nx', ['kill-to-end'], 'one|x'],
  ['one two|', ['kill-to-start'], '|'],
  ['one\n|x', ['kill-to-start'], 'one|x'],
  ['one two|', ['kill-word-back'], 'one |'],
  ['one| two x', ['kill-word-forward'], 'one| x'],
  ['one two|', ['kill-word-back', 'kill-word-back', 'yank'], 'one two|'],
  ['|one two', ['kill-word-forward', 'kill-word-forward', 'yank'], 'one two|'],
  ['one |two', ['kill-to-start', 'kill-to-end', 'yank'], 'one two|'],
  ['one two|', ['kill-word-back', 'left', 'kill-to-start', 'yank'], 'one| '],
  ['a b|', ['kill-word-back', 'left', 'right', 'kill-to-start', 'yank', 'yank-pop'], 'b|'],
  ['a b|', ['kill-word-back', 'left', 'right', 'kill-to-start', 'yank', 'yank-pop', 'yank-pop'], 'a |'],
  ['a b|', ['kill-word-back', 'yank', 'yank-pop', 'undo'], 'a |'],
  ['x|', ['yank', 'yank-pop'], 'x|'],
  ['ab|', ['transpose'], 'ba|'],
  ['a|bc', ['transpose'], 'ba|c'],
  ['你😀|', ['transpose'], '😀你|'],
  ['|ab', ['transpose'], '|ab'],
  ['|', ['+one', '+ ', '+two', 'undo'], 'one |'],
  ['|', ['+o', '+n', '+e', 'undo'], '|'],
  ['|', ['+one', '+ ', '+two', 'undo', 'undo', 'undo'], '|'],
  ['|', ['+one', '+ ', '+two', 'undo', 'undo', 'redo'], 'one |'],
  ['|', ['+one', 'undo', '+x', 'redo'], 'x|'],
  ['abc|', ['backspace', 'backspace', 'undo'], 'abc|'],
  ['abc|', ['clear', 'undo'], 'abc|'],
  ['abc|', ['clear', 'yank'], 'abc|'],
  ['abc|', ['clear', 'clear', '+x', 'undo', 'undo'], 'abc|'],
  ['abc|', ['undo'], 'abc|'],
];

for (const [from, actions, to] of ROWS) {
  test(`${JSON.stringify(from)} ${actions.join(' ')} → ${JSON.stringify(to)}`, () => {
    assert.equal(shown(after(lineAt(from), ...actions)), to);
  });
}

test('an edit never changes the line it began with', () => {
  const line = Object.freeze(lineAt('ab|c'));
  after(line, '+x', 'kill-to-end', 'undo', 'clear');
  assert.equal(shown(line), 'ab|c');
});

test('20 characters without a space are undone in one step at most', () => {
  const line = Array.from('一二三四五六七八九十'.repeat(3)).reduce(
    (now, one) => after(now, `+${one}`),
    EMPTY_LINE,
  );
  assert.equal(after(line, 'undo').text.length, 20);
});

test('a paste of over 10 lines or 1,000 characters is a chip, moved over and deleted as one, submitted in full', () => {
  const rows = 'row\r\n'.repeat(11);
  const line = after(
    lineOf('see '),
    { type: 'paste', text: rows },
    { type: 'paste', text: 'y'.repeat(1001) },
    '+!',
  );
  assert.equal(shown(line), 'see {1}{2}!|');
  assert.equal(submittedText(line), `see ${'row\n'.repeat(11)}${'y'.repeat(1001)}!`);
  assert.deepEqual(
    [...line.chips.values()].map(({ number, lines, chars }) => ({ number, lines, chars })),
    [
      { number: 1, lines: 12, chars: 44 },
      { number: 2, lines: 1, chars: 1001 },
    ],
  );
  assert.equal(shown(after(line, 'left', 'left')), 'see {1}|{2}!');
  assert.equal(shown(after(line, 'left', 'backspace')), 'see {1}|!');
  assert.equal(shown(after(line, 'left', 'kill-word-back', 'kill-word-back', 'yank')), 'see {1}{2}|!');
  assert.equal(submittedText(after(line, 'left', 'backspace', 'undo')), submittedText(line));
});

test('a mark that joins letters stays apart from a chip', () => {
  const line = after(EMPTY_LINE, { type: 'paste', text: 'x\n'.repeat(20) }, '+\u0301');
  assert.equal(shown(after(line, 'backspace')), '{1}|');
  assert.equal(shown(after(line, 'left', 'left')), '|{1}\u0301');
});

test('a paste of 10 lines and 1,000 characters stands in the line', () => {
  const text = `${'x\n'.repeat(9)}${'y'.repeat(982)}`;
  assert.equal(after(EMPTY_LINE, { type: 'paste', text }).text, text);
});

test('a paste over the limit is refused: the line stays the same value', () => {
  const line = lineOf('abc');
  assert.equal(after(line, { type: 'paste', text: 'x'.repeat(MAX_PASTE_LENGTH + 1) }), line);
  assert.notEqual(after(line, { type: 'paste', text: 'x'.repeat(MAX_PASTE_LENGTH) }), line);
});

test('a chip is numbered after those in the line', () => {
  const paste = { type: 'paste', text: 'x\n'.repeat(20) } as const;
  const line = after(EMPTY_LINE, paste, paste);
  assert.equal(shown(after(line, 'backspace', paste)), '{1}{2}|');
  assert.equal(shown(after(line, 'submit', paste)), '{1}|');
});

test('pasted, set and recalled text cannot forge a chip', () => {
  const line = after(EMPTY_LINE, { type: 'paste', text: 'x\n'.repeat(20) }, 'clear');
  const forged = `a${String.fromCodePoint(0x10f000)}b`;
  assert.equal(after(line, { type: 'paste', text: forged }).text, 'ab');
  assert.equal(withText(line, forged).text, 'ab');
});

test('text set over 20,000 characters is a chip', () => {
  const line = withText(lineOf('old'), 'z'.repeat(20_001));
  assert.equal(shown(line), '{1}|');
  assert.equal(submittedText(line).length, 20_001);
  assert.equal(shown(after(line, 'undo')), 'old|');
});

test('a range is replaced by whole graphemes, the cursor after it', () => {
  const line = lineOf('/att 😀 x');
  const replace = (start: number, end: number, text: string) =>
    shown(after(line, { type: 'replace-range', start, end, text }));
  assert.equal(replace(0, 4, '/attach'), '/attach| 😀 x');
  assert.equal(replace(6, 6, 'y'), '/att y| x');
  assert.equal(replace(-5, 99, ''), '|');
  assert.equal(replace(99, 120, 'n'), '/att 😀 xn|');
});

test('a line is empty only without any text', () => {
  assert.equal(isEmpty(EMPTY_LINE), true);
  assert.equal(isEmpty(lineOf(' ')), false);
});

test('what is submitted leaves an empty line; kills and history stay', () => {
  const line = after(lineOf('one two'), 'kill-word-back', 'submit');
  assert.equal(shown(line), '|');
  assert.deepEqual(line.history, ['one ']);
  assert.equal(shown(after(line, 'undo')), '|');
  assert.equal(shown(after(line, 'yank')), 'two|');
  assert.deepEqual(after(line, '+one ', 'submit', '+  ', 'submit').history, ['one ']);
});
