/**
 * Styled text: text with the escape sequences of ./style.ts and of OSC 8 links in it, and no others.
 * Every line made here stands alone: what is open at its end is closed there and opened again on the next.
 */
import { textWidth } from '../text/width.ts';
import { breakLines, type LineRange } from './line-break.ts';

const ESCAPE = '\u001b';
// SGR with one number, or OSC 8 with a target (empty at the end of a link).
const SEQUENCE = /\u001b(?:\[(\d+)m|\]8;;([^\u001b]*)\u001b\\)/g;
const LINK_END = '\u001b]8;;\u001b\\';

interface Mark {
  /** Where in the plain text. */
  readonly at: number;
  readonly sequence: string;
  /** The sequence that ends this one; undefined for one that itself is an end. */
  readonly end: string | undefined;
}

/** The text without its escape sequences. */
export function plainOf(styled: string): string {
  return styled.includes(ESCAPE) ? styled.replace(SEQUENCE, '') : styled;
}

/** The width of one styled line in cells. */
export function styledWidth(line: string): number {
  return textWidth(plainOf(line));
}

/** A link that terminals can open; `target` must be free of control characters. */
export function hyperlink(label: string, target: string): string {
  return `${ESCAPE}]8;;${target}${ESCAPE}\\${label}${LINK_END}`;
}

/** The text in lines of at most `columns` cells. */
export function wrapStyled(styled: string, columns: number): string[] {
  return linesOf(styled, plain => breakLines(plain, Math.max(1, columns)));
}

/** The text cut at its newlines only. */
export function splitStyled(styled: string): string[] {
  return linesOf(styled, plain => {
    const ranges: LineRange[] = [];
    for (let start = 0; start <= plain.length; ) {
      const newline = plain.indexOf('\n', start);
      const end = newline < 0 ? plain.length : newline;
      ranges.push({ start, end });
      start = end + 1;
    }
    return ranges;
  });
}

function linesOf(styled: string, rangesOf: (plain: string) => readonly LineRange[]): string[] {
  if (!styled.includes(ESCAPE)) return rangesOf(styled).map(({ start, end }) => styled.slice(start, end));
  const { plain, marks } = parse(styled);
  let open: readonly Mark[] = [];
  let next = 0;
  return rangesOf(plain).map(({ start, end }) => {
    for (; (marks[next]?.at ?? Infinity) <= start; next++) open = openAfter(open, marks[next]);
    let line = start < end ? open.map(mark => mark.sequence).join('') : '';
    let at = start;
    for (let mark = marks[next]; mark && mark.at < end; mark = marks[++next]) {
      line += plain.slice(at, mark.at) + mark.sequence;
      at = mark.at;
      open = openAfter(open, mark);
    }
    if (start === end) return '';
    const ends = new Set(open.map(mark => mark.end ?? '').reverse());
    return line + plain.slice(at, end) + [...ends].join('');
  });
}

function openAfter(open: readonly Mark[], mark: Mark | undefined): readonly Mark[] {
  if (!mark) return open;
  return mark.end === undefined ? open.filter(other => other.end !== mark.sequence) : [...open, mark];
}

function parse(styled: string): { readonly plain: string; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  let plain = '';
  let last = 0;
  for (const match of styled.matchAll(SEQUENCE)) {
    const [sequence, code, target] = match;
    plain += styled.slice(last, match.index);
    last = match.index + sequence.length;
    marks.push({
      at: plain.length,
      sequence,
      end: code ? endOfLook(Number(code)) : target ? LINK_END : undefined,
    });
  }
  return { plain: plain + styled.slice(last), marks };
}

/** The sequence that ends an SGR look (ECMA-48, 8.3.117); undefined for codes that are ends. */
function endOfLook(code: number): string | undefined {
  if (code >= 30 && code <= 37) return `${ESCAPE}[39m`;
  if (code >= 90 && code <= 97) return `${ESCAPE}[39m`;
  if (code === 1 || code === 2) return `${ESCAPE}[22m`;
  return code >= 3 && code <= 9 ? `${ESCAPE}[${code + 20}m` : undefined;
}
