/** What Ink's `useInput` reports, as presses. Pure: one event may be several presses, in their order. */
import type { Key } from 'ink';
import type { Press } from '../chat/action.ts';
import type { LineAction } from '../line/line-action.ts';

// More at once was not typed: a terminal without bracketed paste.
const LONGEST_TYPED = 1000;

/** A Ctrl key by its letter, as it comes alone (`key.ctrl`) and as a control character within other text. */
const CONTROL: ReadonlyMap<string, Press> = new Map<string, Press>([
  ['a', edit({ type: 'line-start' })],
  ['b', edit({ type: 'left' })],
  ['c', { type: 'interrupt' }],
  ['d', { type: 'end-of-input' }],
  ['e', edit({ type: 'line-end' })],
  ['f', edit({ type: 'right' })],
  ['g', { type: 'open-editor' }],
  ['h', edit({ type: 'backspace' })],
  ['i', { type: 'tab', back: false }],
  ['j', edit({ type: 'newline' })],
  ['k', edit({ type: 'kill-to-end' })],
  ['l', { type: 'redraw' }],
  ['m', { type: 'submit' }],
  ['n', { type: 'down' }],
  ['p', { type: 'up' }],
  ['r', { type: 'search' }],
  ['t', edit({ type: 'transpose' })],
  ['u', edit({ type: 'kill-to-start' })],
  ['w', edit({ type: 'kill-word-back' })],
  ['y', edit({ type: 'yank' })],
  ['z', { type: 'suspend' }],
  ['[', { type: 'escape' }],
  // Ctrl+_ and Ctrl+/ are one control character; the kitty protocol tells them apart and reports the first as Ctrl+Shift+-.
  ['_', edit({ type: 'undo' })],
  ['-', edit({ type: 'undo' })],
  ['/', edit({ type: 'undo' })],
]);

const ALT: ReadonlyMap<string, Press> = new Map<string, Press>([
  ['b', edit({ type: 'word-left' })],
  ['f', edit({ type: 'word-right' })],
  ['d', edit({ type: 'kill-word-forward' })],
  ['y', edit({ type: 'yank-pop' })],
  ['<', edit({ type: 'text-start' })],
  ['>', edit({ type: 'text-end' })],
  ['_', edit({ type: 'redo' })],
  ['/', edit({ type: 'redo' })],
]);

/** The presses of one `useInput` event; none for a key without a meaning, whose letter is never typed. */
export function decodePress(input: string, key: Key): readonly Press[] {
  if (key.eventType === 'release' || key.super || key.hyper) return [];
  // Two Escapes in one read come as one with Alt.
  if (key.escape) return key.meta ? [{ type: 'escape' }, { type: 'escape' }] : [{ type: 'escape' }];
  const named = namedPress(key);
  if (named) return [named];
  if (key.ctrl && key.meta) return [];
  if (key.ctrl && key.shift && input === 'z') return [edit({ type: 'redo' })];
  if (key.ctrl) return present(CONTROL.get(input.toLowerCase()));
  if (key.meta) return present(ALT.get(input.toLowerCase()));
  return typedPresses(input);
}

function namedPress(key: Key): Press | undefined {
  const byWord = key.ctrl || key.meta;
  if (key.return) return key.shift || byWord ? edit({ type: 'newline' }) : { type: 'submit' };
  if (key.tab) return { type: 'tab', back: key.shift };
  if (key.upArrow) return { type: 'up' };
  if (key.downArrow) return { type: 'down' };
  if (key.pageUp) return { type: 'page-up' };
  if (key.pageDown) return { type: 'page-down' };
  if (key.leftArrow) return edit({ type: byWord ? 'word-left' : 'left' });
  if (key.rightArrow) return edit({ type: byWord ? 'word-right' : 'right' });
  if (key.home) return edit({ type: byWord ? 'text-start' : 'line-start' });
  if (key.end) return edit({ type: byWord ? 'text-end' : 'line-end' });
  if (key.backspace) return edit({ type: byWord ? 'kill-word-back' : 'backspace' });
  if (key.delete) return edit({ type: byWord ? 'kill-word-forward' : 'delete' });
  return undefined;
}

/** A run of text as it came in one read: fast typing, an input method's commit with Enter, keys sent by a program. */
function typedPresses(input: string): readonly Press[] {
  if (input.length > LONGEST_TYPED) return [edit({ type: 'paste', text: input })];
  const presses: Press[] = [];
  for (const part of input.split(/(\r\n?|[\0-\x1f\x7f])/)) {
    if (part === '') continue;
    const code = part.charCodeAt(0);
    if (code === 0x7f) presses.push(edit({ type: 'backspace' }));
    else if (code >= 0x20) presses.push(edit({ type: 'insert', text: part }));
    else
      presses.push(
        ...present(CONTROL.get(String.fromCharCode(code + (code > 0 && code <= 26 ? 0x60 : 0x40)))),
      );
  }
  return presses;
}

function edit(action: LineAction): Press {
  return { type: 'edit', action };
}

function present(press: Press | undefined): readonly Press[] {
  return press ? [press] : [];
}
