/** Putting text in and taking single graphemes out. */
import { changed } from './change.ts';
import { withChip } from './chips.ts';
import { boundaryAfter, boundaryBefore } from './graphemes.ts';
import type { Line } from './line.ts';
import { insertable, MAX_TEXT_LENGTH } from './paste.ts';

// As many characters are undone in one step at most, for writing without spaces.
const LONGEST_RUN = 20;

/** The line with typed text at the cursor; a word with the spaces after it is undone in one step. */
export function typed(line: Line, raw: string): Line {
  const text = insertable(raw);
  if (text === '') return line;
  const put = standIn(line, text, text.length > MAX_TEXT_LENGTH);
  const run = line.streak.kind === 'typing' ? line.streak : undefined;
  const joined = run !== undefined && run.length < LONGEST_RUN && (!run.spaced || isSpace(text));
  const length = (joined ? run.length : 0) + text.length;
  const change = { start: line.cursor, end: line.cursor, text: put.text };
  return changed(put.line, change, { kind: 'typing', length, spaced: isSpace(text.slice(-1)) }, joined);
}

/** A line that can show `text`, and what to put into it: the text, or the character of a chip if so wanted. */
export function standIn(
  line: Line,
  text: string,
  asChip: boolean,
): { readonly line: Line; readonly text: string } {
  const added = asChip ? withChip(line.chips, line.text, text) : undefined;
  return added ? { line: { ...line, chips: added.chips }, text: added.character } : { line, text };
}

/** The line without the grapheme before the cursor. */
export function backspaced(line: Line): Line {
  return erased(line, boundaryBefore(line.text, line.cursor), line.cursor);
}

/** The line without the grapheme after the cursor. */
export function deleted(line: Line): Line {
  return erased(line, line.cursor, boundaryAfter(line.text, line.cursor));
}

function erased(line: Line, start: number, end: number): Line {
  if (start === end) return line;
  const run = line.streak.kind === 'erasing' ? line.streak : undefined;
  const joined = run !== undefined && run.length < LONGEST_RUN;
  const length = (joined ? run.length : 0) + 1;
  return changed(line, { start, end, text: '' }, { kind: 'erasing', length }, joined);
}

/** The line with the graphemes around the cursor exchanged, at its end the last two; the cursor goes after both. */
export function transposed(line: Line): Line {
  const { text } = line;
  const middle = line.cursor === text.length ? boundaryBefore(text, line.cursor) : line.cursor;
  const start = boundaryBefore(text, middle);
  const end = boundaryAfter(text, middle);
  if (start === middle || middle === end) return line;
  const swapped = text.slice(middle, end) + text.slice(start, middle);
  return changed(line, { start, end, text: swapped }, { kind: 'none' });
}

function isSpace(text: string): boolean {
  return text.trim() === '';
}
