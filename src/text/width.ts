/**
 * Widths in terminal cells and graphemes, equal to string-width 8 and `Intl.Segmenter` for text without escape sequences.
 * Common characters never reach the Segmenter or a Unicode property, whose first use costs 10 to 30 ms.
 */
import { joinedCells } from './joined-width.ts';
import { isWide } from './wide-ranges.ts';

/**
 * The cells (1 or 2) of a character that forms a grapheme of its own whenever its neighbours are such characters too;
 * 0 for all that may join others or be invisible, which only the Segmenter can tell.
 */
function plainCells(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300)
    return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0) || codePoint === 0xad ? 0 : 1;
  // Han and Hangul syllables.
  if ((codePoint >= 0x4e00 && codePoint <= 0x9fff) || (codePoint >= 0xac00 && codePoint <= 0xd7a3)) return 2;
  const plain =
    // Greek and Cyrillic, raised and lowered letters, Latin and Greek additions
    (codePoint >= 0x370 && codePoint <= 0x482) ||
    (codePoint >= 0x1d00 && codePoint <= 0x1dbf) ||
    (codePoint >= 0x1e00 && codePoint <= 0x200a) ||
    // punctuation, signs, arrows, boxes
    (codePoint >= 0x2010 && codePoint <= 0x2027) ||
    (codePoint >= 0x202f && codePoint <= 0x205f) ||
    (codePoint >= 0x2070 && codePoint <= 0x20cf) ||
    (codePoint >= 0x2100 && codePoint <= 0x2bff) ||
    // CJK radicals and punctuation, kana, compatibility forms, Han extension A
    (codePoint >= 0x2e80 && codePoint <= 0x3029) ||
    (codePoint >= 0x3030 && codePoint <= 0x3096) ||
    (codePoint >= 0x309b && codePoint <= 0x3163) ||
    (codePoint >= 0x3190 && codePoint <= 0x4dff) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xff01 && codePoint <= 0xff9d) ||
    // letters of formulas, emoji but skin tones, Han extensions from B
    (codePoint >= 0x1d400 && codePoint <= 0x1d7ff) ||
    (codePoint >= 0x1f300 && codePoint <= 0x1f3fa) ||
    (codePoint >= 0x1f400 && codePoint <= 0x1faff) ||
    (codePoint >= 0x20000 && codePoint <= 0x3fffd);
  if (!plain) return 0;
  return isWide(codePoint) ? 2 : 1;
}

/** The index after the run from `start` in which characters may join: two plain ones in a row end it between them. */
function endOfRun(text: string, start: number): number {
  let previousPlain = false;
  for (let index = start; index < text.length; ) {
    const codePoint = text.codePointAt(index) ?? 0;
    const plain = plainCells(codePoint) > 0;
    if (plain && previousPlain) return index;
    previousPlain = plain;
    index += codePoint > 0xffff ? 2 : 1;
  }
  return text.length;
}

let segmenter: Intl.Segmenter | undefined;

/** Calls `visit` with the bounds and cells of each grapheme in turn until it returns false. */
export function visitGraphemes(
  text: string,
  visit: (start: number, end: number, cells: number) => boolean,
): void {
  let index = 0;
  while (index < text.length) {
    const codePoint = text.codePointAt(index) ?? 0;
    const cells = plainCells(codePoint);
    const next = index + (codePoint > 0xffff ? 2 : 1);
    if (cells > 0 && (next === text.length || plainCells(text.codePointAt(next) ?? 0) > 0)) {
      if (!visit(index, next, cells)) return;
      index = next;
      continue;
    }
    const end = endOfRun(text, index);
    segmenter ??= new Intl.Segmenter();
    for (const { segment } of segmenter.segment(text.slice(index, end))) {
      if (!visit(index, index + segment.length, clusterCells(segment))) return;
      index += segment.length;
    }
  }
}

/** The cells of a grapheme out of a run: a plain character is one also there. */
function clusterCells(grapheme: string): number {
  const first = grapheme.codePointAt(0) ?? 0;
  const alone = grapheme.length === (first > 0xffff ? 2 : 1);
  return (alone && plainCells(first)) || joinedCells(grapheme);
}

/** Whether text is printable ASCII only: then cells, graphemes and UTF-16 units are the same. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** The width of text in terminal cells, as string-width counts it: control characters (also tab and newline) 0, CJK and emoji 2. */
export function textWidth(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  visitGraphemes(text, (_start, _end, cells) => {
    width += cells;
    return true;
  });
  return width;
}

/** The graphemes of text in order, as `Intl.Segmenter` splits it; joined they are the text. */
export function graphemes(text: string): string[] {
  if (isAscii(text)) return text.split('');
  const parts: string[] = [];
  visitGraphemes(text, (start, end) => {
    parts.push(text.slice(start, end));
    return true;
  });
  return parts;
}

/** The text if it fits in `maxCells` cells, else as many whole graphemes of its start as fit before an `…`; '' if `maxCells` is below 1. */
export function fitWidth(text: string, maxCells: number): string {
  if (maxCells < 1) return '';
  if (text.length * 2 <= maxCells || textWidth(text) <= maxCells) return text;
  let width = 0;
  let kept = 0;
  visitGraphemes(text, (_start, end, cells) => {
    width += cells;
    if (width > maxCells - 1) return false;
    kept = end;
    return true;
  });
  return `${text.slice(0, kept)}…`;
}
