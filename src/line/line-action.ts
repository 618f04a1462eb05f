/** All that can be done to the prompt line, as data. */
import type { Chip } from './chips.ts';

/** What `up` and `down` must know of the screen to move by the rows that are seen. */
export type ByRows = {
  /** Cells of the terminal from its left edge. */
  readonly columns: number;
  /** What is drawn for a chip, if the line may hold some: the rows on the screen depend on its width. */
  readonly chipLabel?: (chip: Chip) => string;
};

export type LineAction =
  /** Typed text. Over 20,000 characters it becomes a chip, as does `set-text`'s. */
  | { readonly type: 'insert'; readonly text: string }
  /** Pasted text, a chip if long; over `MAX_PASTE_LENGTH` the line stays the same value. */
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'newline' }
  | { readonly type: 'backspace' }
  | { readonly type: 'delete' }
  | { readonly type: 'left' }
  | { readonly type: 'right' }
  | { readonly type: 'word-left' }
  | { readonly type: 'word-right' }
  | { readonly type: 'line-start' }
  | { readonly type: 'line-end' }
  | { readonly type: 'text-start' }
  | { readonly type: 'text-end' }
  /** A row up; from the first row, and on from an entry just recalled, to the entry before in the history. */
  | ({ readonly type: 'up' } & ByRows)
  /** A row down; from the last row to the entry after in the history, at last to what was being written. */
  | ({ readonly type: 'down' } & ByRows)
  | { readonly type: 'kill-to-end' }
  | { readonly type: 'kill-to-start' }
  | { readonly type: 'kill-word-back' }
  | { readonly type: 'kill-word-forward' }
  | { readonly type: 'yank' }
  | { readonly type: 'yank-pop' }
  | { readonly type: 'transpose' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  /** Empties the line; its text stays in reach of `undo` and `yank`. */
  | { readonly type: 'clear' }
  /** Empties the line because its text went out: into the history. */
  | { readonly type: 'submit' }
  | { readonly type: 'set-text'; readonly text: string }
  /** Offsets in UTF-16 units of the line's text; the cursor goes after the new text. */
  | { readonly type: 'replace-range'; readonly start: number; readonly end: number; readonly text: string }
  | { readonly type: 'search-start' }
  | { readonly type: 'search-type'; readonly text: string }
  | { readonly type: 'search-next' }
  | { readonly type: 'search-backspace' }
  | { readonly type: 'search-accept' }
  | { readonly type: 'search-cancel' };
