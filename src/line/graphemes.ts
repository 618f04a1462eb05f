/**
 * Where the cursor may stand: between graphemes. A line break and a chip are graphemes of their own, whatever follows them.
 * Offsets are UTF-16 units. Only the few characters around an offset are looked at, so a key costs the same in a long text.
 */
import { graphemes } from '../text/width.ts';
import { isChipAt } from './chips.ts';

// Besides ASCII, letters and signs that join nothing by themselves.
const ALONE: readonly (readonly [first: number, last: number, cells: 1 | 2])[] = [
  [0x4e00, 0x9fff, 2],
  // Punctuation and forms of full width, kana, Hangul syllables, Han extension A
  [0x3001, 0x3029, 2],
  [0xff01, 0xff5e, 2],
  [0x3041, 0x3096, 2],
  [0x30a1, 0x30fa, 2],
  [0xac00, 0xd7a3, 2],
  [0x3400, 0x4dbf, 2],
  // Latin, Greek, Cyrillic, punctuation
  [0xc0, 0x2ff, 1],
  [0x370, 0x481, 1],
  [0x2010, 0x2027, 1],
  // Hebrew, Arabic, Thai, and the consonants of Devanagari
  [0x5d0, 0x5ea, 1],
  [0x620, 0x64a, 1],
  [0xe01, 0xe30, 1],
  [0x915, 0x939, 1],
];

/** The cells of a UTF-16 unit that is a whole grapheme when its neighbours are such too; 0 for all others, of which only the Segmenter can tell. */
export function cellsAlone(code: number): 0 | 1 | 2 {
  if (code <= 0x7e) return code >= 0x20 ? 1 : 0;
  for (const [first, last, cells] of ALONE) if (code >= first && code <= last) return cells;
  return 0;
}

/** Whether `code` is the first half of an emoji's surrogate pair. */
function isEmojiHigh(code: number): boolean {
  return code >= 0xd83c && code <= 0xd83e;
}

/** Whether an emoji of two UTF-16 units begins at `index`, and not a skin tone, which would join what is before it. */
function isEmojiAt(text: string, index: number): boolean {
  const high = text.charCodeAt(index);
  return isEmojiHigh(high) && (high !== 0xd83c || text.charCodeAt(index + 1) < 0xdffb);
}

/** Whether half of a flag begins at `index`: two of them are one grapheme. */
function isFlagHalfAt(text: string, index: number): boolean {
  const low = text.charCodeAt(index + 1);
  return text.charCodeAt(index) === 0xd83c && low >= 0xdde6 && low <= 0xddff;
}

/** Whether a boundary at `offset` shows from its two neighbours alone. */
export function isSureBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  // A line break or a tab.
  if (before < 0x20 || after < 0x20 || isChipAt(text, offset)) return true;
  if (cellsAlone(before) > 0) return cellsAlone(after) > 0 || isEmojiAt(text, offset);
  if (offset < 2) return false;
  if (isEmojiHigh(text.charCodeAt(offset - 2)))
    return cellsAlone(after) > 0 || (isEmojiAt(text, offset) && !isFlagHalfAt(text, offset));
  return isChipAt(text, offset - 2);
}

/** The nearest sure boundary at or before `offset`. */
function sureBefore(text: string, offset: number): number {
  let from = offset;
  while (!isSureBoundary(text, from)) from--;
  return from;
}

/** The nearest sure boundary at or after `offset`. */
export function sureAfter(text: string, offset: number): number {
  let to = offset;
  while (!isSureBoundary(text, to)) to++;
  return to;
}

/** The grapheme that holds the UTF-16 unit at `offset`, which is inside the text. */
function graphemeAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  let start = sureBefore(text, offset);
  const stretch = text.slice(start, sureAfter(text, offset + 1));
  if (stretch.length === 1) return { start, end: start + 1 };
  for (const grapheme of graphemes(stretch)) {
    const end = start + grapheme.length;
    if (end > offset) return { start, end };
    start = end;
  }
  return { start, end: text.length };
}

/** The last grapheme boundary before `offset`; 0 at the start. */
export function boundaryBefore(text: string, offset: number): number {
  return offset <= 0 ? 0 : graphemeAt(text, offset - 1).start;
}

/** The first grapheme boundary after `offset`; the text's length at the end. */
export function boundaryAfter(text: string, offset: number): number {
  return offset >= text.length ? text.length : graphemeAt(text, offset).end;
}

/** `offset` brought into the text and, if inside a grapheme, back to its start. */
export function boundaryAtOrBefore(text: string, offset: number): number {
  const inside = Math.max(0, Math.min(text.length, Math.trunc(offset) || 0));
  return isSureBoundary(text, inside) ? inside : graphemeAt(text, inside).start;
}

/** `offset` brought into the text and, if inside a grapheme, on to its end: where the cursor goes when what it follows was joined. */
export function boundaryAtOrAfter(text: string, offset: number): number {
  const start = boundaryAtOrBefore(text, offset);
  return start >= Math.min(offset, text.length) ? start : boundaryAfter(text, start);
}
