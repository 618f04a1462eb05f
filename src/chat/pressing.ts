/** What each key means in each situation: overlay, search, reply in flight, words in the line, nothing at all. */
import { editLine, isEmpty, isSearching, submittedText, withText } from '../line/line.ts';
import { MAX_PASTE_LENGTH } from '../line/paste.ts';
import type { Press, SourceWord, Stamp } from './action.ts';
import { attach } from './attaching.ts';
import { chipLabelIn } from './chip-label.ts';
import { onDialogPress, onMenuPress, onPickerPress } from './picking.ts';
import { stopTurn } from './replying.ts';
import { inTurn, type State, type Step, tell } from './state.ts';

/** What the room of commands hands in: how a submitted line is run and how a line is completed. */
export type Commands = {
  readonly submit: (state: State, at: Stamp, text: string) => Step;
  readonly complete: (state: State, at: Stamp) => Step;
};

/** A second Ctrl+C within this time leaves. Milliseconds. */
export const LEAVE_WITHIN_MS = 2000;

export function onPress(state: State, at: Stamp, press: Press, columns: number, commands: Commands): Step {
  const { overlay } = state;
  if (overlay?.kind === 'picker') return onPickerPress(state, overlay, press);
  if (overlay?.kind === 'dialog') return onDialogPress(state, press);
  if (overlay?.kind === 'menu') {
    const step = onMenuPress(state, overlay, press);
    if (step) return step;
  }
  return onPlainPress({ ...state, overlay: null }, at, press, columns, commands);
}

function onPlainPress(state: State, at: Stamp, press: Press, columns: number, commands: Commands): Step {
  const calm: State = press.type === 'interrupt' ? state : { ...state, leaveAskedAt: null };
  switch (press.type) {
    case 'edit':
      return [{ ...calm, line: editLine(calm.line, press.action) }, []];
    case 'submit':
      return submit(calm, at, commands);
    case 'up':
      return isEmpty(calm.line) && calm.queue.length > 0
        ? takeFromQueue(calm)
        : vertical(calm, 'up', columns);
    case 'down':
      return vertical(calm, 'down', columns);
    case 'tab':
      return commands.complete(calm, at);
    case 'escape':
      if (isSearching(calm.line)) return edit(calm, { type: 'search-cancel' });
      return calm.turn ? stopTurn(calm, at) : [calm, []];
    case 'interrupt':
      return interrupt(calm, at);
    case 'end-of-input':
      return isEmpty(calm.line) ? leave(calm, at) : edit(calm, { type: 'delete' });
    case 'search':
      return edit(calm, { type: isSearching(calm.line) ? 'search-next' : 'search-start' });
    case 'suspend':
      return [calm, [{ type: 'suspend' }]];
    case 'redraw':
      return [calm, [{ type: 'redraw' }]];
    case 'open-editor':
      return [calm, [{ type: 'open-editor', text: submittedText(calm.line) }]];
    case 'page-up':
    case 'page-down':
      return [calm, []];
    default:
      return press satisfies never;
  }
}

function edit(state: State, action: Parameters<typeof editLine>[1]): Step {
  return [{ ...state, line: editLine(state.line, action) }, []];
}

function vertical(state: State, type: 'up' | 'down', columns: number): Step {
  return edit(state, { type, columns, chipLabel: chipLabelIn(state.locale) });
}

/** Runs the line as a command or question; a `\` before Enter is a line break instead. */
function submit(state: State, at: Stamp, commands: Commands): Step {
  if (isSearching(state.line)) return edit(state, { type: 'search-accept' });
  const text = submittedText(state.line);
  if (state.line.text.slice(0, state.line.cursor).endsWith('\\'))
    return edit(edit(state, { type: 'backspace' })[0], { type: 'newline' });
  const emptied: State = { ...state, line: editLine(state.line, { type: 'submit' }) };
  return inTurn(
    emptied,
    now => (text.trim() === '' ? [now, []] : [now, [{ type: 'remember-line', text }]]),
    now => commands.submit(now, at, text),
  );
}

/** Ctrl+C: stops the reply; else clears the line; else asks, and leaves when pressed again soon. */
function interrupt(state: State, at: Stamp): Step {
  if (isSearching(state.line)) return edit(state, { type: 'search-cancel' });
  if (state.turn) return stopTurn(state, at);
  if (!isEmpty(state.line)) return edit(state, { type: 'clear' });
  if (state.leaveAskedAt !== null && at.now - state.leaveAskedAt < LEAVE_WITHIN_MS) return leave(state, at);
  return [{ ...state, leaveAskedAt: at.now }, []];
}

/** Leaves the program; a reply in flight is stopped and what came of it kept. */
export function leave(state: State, at: Stamp, code = 0): Step {
  return inTurn(
    { ...state, leaving: true },
    now => stopTurn(now, at),
    now => [now, [{ type: 'exit', code }]],
  );
}

/** Takes the last queued question back into the prompt. */
function takeFromQueue(state: State): Step {
  const last = state.queue.at(-1);
  if (!last) return [state, []];
  return [
    {
      ...state,
      queue: state.queue.slice(0, -1),
      line: withText(state.line, last.text),
      pending: [...last.images, ...state.pending],
    },
    [],
  ];
}

/** A paste: text for the line at once; if it may be the path of a picture, that is looked at meanwhile. */
export function onPaste(state: State, text: string): Step {
  if (state.overlay?.kind === 'dialog' || state.overlay?.kind === 'picker') return [state, []];
  if (text.length > MAX_PASTE_LENGTH)
    return tell(state, 'error', { code: 'paste-too-long', data: { length: text.length } });
  const line = editLine(state.line, { type: 'paste', text });
  const pasted: State = { ...state, line, overlay: null };
  return mayBePaths(text) ? [pasted, [{ type: 'inspect-paste', text }]] : [pasted, []];
}

/** The paste was pictures: if its text still stands as it was put, it leaves the line and the pictures are attached. */
export function onPasteInspected(
  state: State,
  at: Stamp,
  text: string,
  words: readonly SourceWord[] | null,
): Step {
  if (!words || words.length === 0) return [state, []];
  const pasted = editLine(withText(state.line, ''), { type: 'paste', text }).text;
  const start = state.line.text.lastIndexOf(pasted);
  if (start < 0) return [state, []];
  const end = start + pasted.length;
  const line = editLine(state.line, { type: 'replace-range', start, end, text: '' });
  return attach({ ...state, line }, at, words, null);
}

/** Whether a pasted text has the looks of one or more paths; the disk decides. */
function mayBePaths(text: string): boolean {
  return (
    text.length < 8192 && /^\s*(?:["']|[/~.]|file:|[A-Za-z]:\\|\\\\|[^\s]+\.[A-Za-z0-9]{2,5}\b)/.test(text)
  );
}
