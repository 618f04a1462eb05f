/** The prompt line as a value. Every key is a `LineAction`; `editLine` gives the next line and never changes the old one. */
import { changed, redone, remembering, undone } from './change.ts';
import { type Chips, expanded } from './chips.ts';
import { climbed } from './climb.ts';
import { boundaryAfter, boundaryAtOrAfter, boundaryAtOrBefore, boundaryBefore } from './graphemes.ts';
import { emptied, submitted } from './history.ts';
import { killed, withKill, yanked, yankPopped } from './kill-ring.ts';
import type { LineAction } from './line-action.ts';
import { insertable, isLong, MAX_PASTE_LENGTH, MAX_TEXT_LENGTH } from './paste.ts';
import {
  type Search,
  searchAccepted,
  searchCancelled,
  searchedOn,
  searchShortened,
  searchStarted,
  searchTyped,
} from './search.ts';
import { backspaced, deleted, standIn, transposed, typed } from './typing.ts';
import { wordEndAfter, wordStartBefore } from './word-motion.ts';

/** The prompt line: what is being written, where, and all that brings earlier text back. */
export type Line = {
  /** The text with a character of private use for each chip. */
  readonly text: string;
  /** UTF-16 offset in `text`, always between two graphemes. */
  readonly cursor: number;
  readonly chips: Chips;
  /** For `undo`, latest last. */
  readonly past: readonly Snapshot[];
  /** For `redo`, next last. */
  readonly future: readonly Snapshot[];
  /** The kill ring, newest last. */
  readonly kills: readonly string[];
  /** Earlier lines, oldest first. */
  readonly history: readonly string[];
  /** The place in the history of what is shown; `history.length` is what is being written. */
  readonly at: number;
  /** What was left at the places of the history that were visited. */
  readonly pages: ReadonlyMap<number, string>;
  readonly search: Search | undefined;
  readonly streak: Streak;
};

/** What `undo` and `redo` bring back. */
export type Snapshot = Pick<Line, 'text' | 'cursor' | 'at' | 'pages'>;

/** What the last action began, if the next may go on with it. */
export type Streak =
  | { readonly kind: 'none' }
  | { readonly kind: 'typing'; readonly length: number; readonly spaced: boolean }
  | { readonly kind: 'erasing'; readonly length: number }
  | { readonly kind: 'killing' }
  | { readonly kind: 'yanked'; readonly start: number; readonly end: number; readonly age: number }
  | { readonly kind: 'browsing' }
  /** `column` of the frame in which the cursor climbs, also over shorter rows. */
  | { readonly kind: 'climbing'; readonly column: number };

/** The line with nothing in it and nothing behind it. */
export const EMPTY_LINE: Line = {
  ...emptied([]),
  chips: new Map(),
  past: [],
  future: [],
  kills: [],
  history: [],
};

/** A line with this text and the cursor at its end. */
export function lineOf(text: string): Line {
  return { ...withText(EMPTY_LINE, text), past: [] };
}

/** The line with another text, the cursor at its end; `undo` brings the old one back. */
export function withText(line: Line, text: string): Line {
  return editLine(line, { type: 'set-text', text });
}

/** Whether nothing stands in the line, not even a space. */
export function isEmpty(line: Line): boolean {
  return line.text === '';
}

/** Whether a search through the history is under way. */
export function isSearching(line: Line): boolean {
  return line.search !== undefined;
}

/** The whole text with that of the chips. */
export function submittedText(line: Line): string {
  return expanded(line.text, line.chips);
}

/** The next line. An action that does not apply gives back the line itself or one that differs in its streak only. */
export function editLine(line: Line, action: LineAction): Line {
  switch (action.type) {
    case 'search-start':
      return searchStarted(line);
    case 'search-type':
      return searchTyped(line, action.text);
    case 'search-next':
      return searchedOn(line);
    case 'search-backspace':
      return searchShortened(line);
    case 'search-accept':
      return searchAccepted(line);
    case 'search-cancel':
      return searchCancelled(line);
    case 'insert':
      return line.search ? searchTyped(line, action.text) : typed(line, action.text);
    case 'paste':
      return line.search ? searchTyped(line, action.text) : pasted(line, action.text);
    case 'backspace':
      return line.search ? searchShortened(line) : backspaced(line);
    default:
      return edited(searchAccepted(line), action);
  }
}

type PlainAction = Exclude<
  LineAction,
  { readonly type: `search-${string}` | 'insert' | 'paste' | 'backspace' }
>;

function edited(line: Line, action: PlainAction): Line {
  const { text, cursor } = line;
  switch (action.type) {
    case 'newline':
      return typed(line, '\n');
    case 'delete':
      return deleted(line);
    case 'left':
      return moved(line, boundaryBefore(text, cursor));
    case 'right':
      return moved(line, boundaryAfter(text, cursor));
    case 'word-left':
      return moved(line, wordStartBefore(text, cursor));
    case 'word-right':
      return moved(line, wordEndAfter(text, cursor));
    case 'line-start':
      return moved(line, lineStart(line));
    case 'line-end':
      return moved(line, lineEnd(line));
    case 'text-start':
      return moved(line, 0);
    case 'text-end':
      return moved(line, text.length);
    case 'up':
      return climbed(line, -1, action);
    case 'down':
      return climbed(line, 1, action);
    // At the edge of a line, the line break is what is left to kill.
    case 'kill-to-end':
      return killed(line, cursor, lineEnd(line) > cursor ? lineEnd(line) : boundaryAfter(text, cursor));
    case 'kill-to-start':
      return killed(line, lineStart(line) < cursor ? lineStart(line) : boundaryBefore(text, cursor), cursor);
    case 'kill-word-back':
      return killed(line, wordStartBefore(text, cursor), cursor);
    case 'kill-word-forward':
      return killed(line, cursor, wordEndAfter(text, cursor));
    case 'yank':
      return yanked(line);
    case 'yank-pop':
      return yankPopped(line);
    case 'transpose':
      return transposed(line);
    case 'undo':
      return undone(line);
    case 'redo':
      return redone(line);
    case 'clear':
      return cleared(line);
    case 'submit':
      return submitted(line);
    case 'set-text':
      return replaced(line, 0, text.length, action.text);
    case 'replace-range':
      return replaced(line, action.start, action.end, action.text);
    default:
      return action satisfies never;
  }
}

function moved(line: Line, cursor: number): Line {
  if (cursor === line.cursor && line.streak.kind === 'none') return line;
  return { ...line, cursor, streak: { kind: 'none' } };
}

function lineStart({ text, cursor }: Line): number {
  return cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1;
}

function lineEnd({ text, cursor }: Line): number {
  const end = text.indexOf('\n', cursor);
  return end < 0 ? text.length : end;
}

function pasted(line: Line, raw: string): Line {
  if (raw.length > MAX_PASTE_LENGTH) return line;
  const text = insertable(raw);
  if (text === '') return line;
  const put = standIn(line, text, isLong(text));
  return changed(put.line, { start: line.cursor, end: line.cursor, text: put.text }, { kind: 'none' });
}

function replaced(line: Line, from: number, to: number, raw: string): Line {
  const start = boundaryAtOrBefore(line.text, Math.min(from, to));
  const end = boundaryAtOrAfter(line.text, Math.max(from, to));
  const text = insertable(raw);
  if (text === line.text.slice(start, end)) return moved(line, end);
  const put = standIn(line, text, text.length > MAX_TEXT_LENGTH);
  return changed(put.line, { start, end, text: put.text }, { kind: 'none' });
}

function cleared(line: Line): Line {
  if (line.text === '' && line.at === line.history.length) return line;
  return {
    ...remembering(line),
    ...emptied(line.history),
    kills: withKill(line.kills, line.text),
  };
}
