import type { Tokens } from 'marked';
import { textWidth } from '../text/width.ts';
import { MIN_COLUMNS, type Page } from './page.ts';
import { plainOf, styledWidth, wrapStyled } from './styled.ts';

type Align = Tokens.Table['align'][number];

/** Columns on average narrower than this are unreadable. */
const MIN_CELLS = 6;

/**
 * Draws a table in a frame no wider than the page; cells that are too wide go on in the next line. Where columns would be
 * too narrow or words torn apart, also without blanks beside the bars, each row is drawn as lines of `head: cell` instead.
 */
export function table(token: Tokens.Table, page: Page): string {
  const heads = token.header.map(cell => page.inline(cell.tokens));
  const rows = token.rows.map(row => row.map(cell => page.inline(cell.tokens)));
  const natural = heads.map((head, column) =>
    widest([head, ...rows.map(row => row[column] ?? '')], lineWidth),
  );
  const words = heads.map((head, column) => widest([head, ...rows.map(row => row[column] ?? '')], wordWidth));
  for (const pad of [' ', '']) {
    const bars = heads.length + 1;
    const widths = columnWidths(natural, words, page.columns - bars - 2 * pad.length * heads.length);
    if (widths) return framed(heads, rows, token.align, { widths, pad }, page);
  }
  return records(heads, rows, page);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const widest = (cells: readonly string[], widthOf: (cell: string) => number): number =>
  Math.max(1, ...cells.map(widthOf));

const lineWidth = (cell: string): number => Math.max(...cell.split('\n').map(line => styledWidth(line)));

/** The width of the longest word that would be torn apart in a narrower column. */
function wordWidth(cell: string): number {
  const words = plainOf(cell).match(/[^\s\u2e80-\uffff]+/g) ?? [];
  return Math.max(0, ...words.map(textWidth));
}

/**
 * Widths that fit: the natural ones, or narrow columns whole and the rest shared evenly. Null if they would be too narrow or
 * tear words apart; words wider than two columns are torn in any case.
 */
function columnWidths(
  natural: readonly number[],
  words: readonly number[],
  available: number,
): number[] | null {
  if (sum(natural) <= available) return [...natural];
  if (available < natural.length * MIN_CELLS) return null;
  const fair = Math.floor(available / natural.length);
  const least = words.map((word, column) =>
    Math.min(natural[column] ?? 1, Math.max(4, Math.min(word, 2 * fair))),
  );
  if (sum(least) > available) return null;
  const widths = [...least];
  let left = available - sum(widths);
  // Cell by cell to the narrowest column that wants more.
  while (left > 0) {
    const growing = widths.map((width, column) => (width < (natural[column] ?? 1) ? width : Infinity));
    const narrowest = growing.indexOf(Math.min(...growing));
    widths[narrowest] = (widths[narrowest] ?? 0) + 1;
    left--;
  }
  return widths;
}

function framed(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  aligns: readonly Align[],
  { widths, pad }: { readonly widths: readonly number[]; readonly pad: string },
  { styles }: Page,
): string {
  const rule = (left: string, middle: string, right: string): string =>
    styles.frame(left + widths.map(width => '─'.repeat(width + 2 * pad.length)).join(middle) + right);
  const bar = styles.frame('│');
  const wrapped = (row: readonly string[]): string[][] =>
    widths.map((width, column) => wrapStyled(row[column] ?? '', width));
  const draw = (cells: readonly (readonly string[])[]): string[] =>
    Array.from({ length: Math.max(...cells.map(cell => cell.length)) }, (_, line) => {
      const parts = widths.map((width, column) =>
        padded(cells[column]?.[line] ?? '', width, aligns[column] ?? null),
      );
      return `${bar}${pad}${parts.join(pad + bar + pad)}${pad}${bar}`;
    });
  const body = rows.map(wrapped);
  // Rows of several lines run into each other without a rule between them.
  const tall = body.some(row => row.some(cell => cell.length > 1));
  const between = tall ? [rule('├', '┼', '┤')] : [];
  const lines = body.flatMap((row, index) => (index === 0 ? draw(row) : [...between, ...draw(row)]));
  const head = draw(wrapped(heads.map(text => styles.strong(text))));
  return [
    rule('┌', '┬', '┐'),
    ...head,
    ...(lines.length > 0 ? [rule('├', '┼', '┤')] : []),
    ...lines,
    rule('└', '┴', '┘'),
  ].join('\n');
}

function padded(cell: string, width: number, align: Align): string {
  const space = Math.max(0, width - styledWidth(cell));
  const left = align === 'right' ? space : align === 'center' ? space >> 1 : 0;
  return ' '.repeat(left) + cell + ' '.repeat(space - left);
}

/** Each row as lines of `head: cell`, what goes on being set in; a short rule between rows. */
function records(heads: readonly string[], rows: readonly (readonly string[])[], page: Page): string {
  const { styles, columns } = page;
  const indent = columns < MIN_COLUMNS ? '' : '  ';
  const laidOut = (line: string): string => wrapStyled(line, columns - indent.length).join(`\n${indent}`);
  if (rows.length === 0) return laidOut(heads.map(head => styles.strong(head)).join(' '));
  const label = (head: string): string => {
    // A Chinese label takes a colon of its own, which brings its space along.
    const isWide = /[\u2e80-\uffff]$/.test(plainOf(head));
    return isWide ? styles.strong(`${head}：`) : `${styles.strong(`${head}:`)} `;
  };
  const named = (row: readonly string[]): string =>
    row.map((cell, column) => laidOut(heads[column] ? label(heads[column]) + cell : cell)).join('\n');
  return rows.map(named).join(`\n${styles.frame('─'.repeat(Math.min(columns, 8)))}\n`);
}
