/**
 * Where lines of mixed Chinese and Latin text may end. Words stay whole; between Han characters a line may end anywhere,
 * but closing punctuation never starts a line and opening punctuation never ends one (CLREQ 3.1.3, JLREQ 3.1).
 */
import { isWide } from '../text/wide-ranges.ts';
import { visitGraphemes } from '../text/width.ts';

/** A line as bounds in the text, without the spaces and the newline at its edges. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

type BreakClass =
  | 'space'
  | 'letter'
  | 'wide'
  | 'dash'
  | 'open'
  | 'wide-open'
  | 'close'
  | 'wide-close'
  | 'quote';

const MARKS = new Map<number, BreakClass>();
const sort = (marks: string, kind: BreakClass): void => {
  for (const mark of marks) MARKS.set(mark.codePointAt(0) ?? 0, kind);
};
sort(' \t\u200b', 'space');
sort('—', 'dash');
// The quotes and signs that Latin text uses too bind to letters on both sides (don’t, 90°C).
sort('([{$¥£€“‘', 'open');
sort('（《〈「『【〔〖［｛￥＄', 'wide-open');
sort(',.;:!?)]}%‰°”’…·', 'close');
sort(
  '，。、；：！？）》〉」』】〕〗］｝・～％℃々ー〜ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ',
  'wide-close',
);
// Straight quotes may open or close, so nothing but a space cuts off what touches them.
sort('"\'`', 'quote');

const isHangul = (code: number): boolean =>
  (code >= 0xac00 && code <= 0xd7a3) || (code >= 0x1100 && code <= 0x11ff);

function classOf(code: number): BreakClass {
  return MARKS.get(code) ?? (code >= 0x1100 && isWide(code) && !isHangul(code) ? 'wide' : 'letter');
}

const isWideClass = (kind: BreakClass): boolean =>
  kind === 'wide' || kind === 'dash' || kind === 'wide-open' || kind === 'wide-close';

function mayBreak(before: BreakClass, after: BreakClass): boolean {
  if (after === 'space' || after === 'wide-close') return false;
  if (before === 'space') return true;
  if (after === 'close' || before === 'open' || before === 'wide-open') return false;
  if (before === 'quote' || after === 'quote') return false;
  if (before === 'dash' && after === 'dash') return false;
  return isWideClass(before) || isWideClass(after);
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;

/** The lines of at most `columns` cells that text is laid out in; newlines end lines, what has no place to break is cut where the line is full. */
export function breakLines(text: string, columns: number): LineRange[] {
  const lines: LineRange[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    breakLine(text, start, end, columns, lines);
    start = end + 1;
  }
  return lines;
}

function breakLine(text: string, from: number, to: number, columns: number, lines: LineRange[]): void {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  const endOf = (index: number): number => {
    let last = index;
    while (last > start && isBlank(text.charCodeAt(last - 1))) last--;
    return last;
  };
  end = endOf(end);
  // No grapheme is wider than two cells for each of its UTF-16 units.
  if ((end - start) * 2 <= columns) {
    lines.push({ start, end });
    return;
  }
  const base = start;
  let width = 0;
  let breakAt = -1;
  let widthAtBreak = 0;
  let previous: BreakClass | undefined;
  visitGraphemes(text.slice(start, end), (first, _last, cells) => {
    const at = base + first;
    const kind = classOf(text.codePointAt(at) ?? 0);
    if (previous && mayBreak(previous, kind)) {
      breakAt = at;
      widthAtBreak = width;
    }
    // Spaces do not part an opening bracket from what it opens (UAX 14, LB14).
    if (kind !== 'space' || previous !== 'wide-open') previous = kind;
    // Spaces hang over the edge: they are dropped where a line ends.
    if (kind !== 'space' && width + cells > columns) {
      if (breakAt > start) {
        lines.push({ start, end: endOf(breakAt) });
        start = breakAt;
        width -= widthAtBreak;
      }
      if (width + cells > columns && at > start) {
        lines.push({ start, end: endOf(at) });
        start = at;
        width = 0;
      }
    }
    width += cells;
    return true;
  });
  lines.push({ start, end });
}
