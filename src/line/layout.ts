/** The rows of the line on a screen: filled greedily, grapheme by grapheme, as `<Text wrap="hard">` and terminals do. */
import { fitWidth, textWidth } from '../text/width.ts';
import { eachGrapheme } from './cells.ts';
import type { Chip, Chips } from './chips.ts';
import type { Line } from './line.ts';

/** The cells of the prompt's glyph and the space after it, and of the indent of the rows below. */
export const PROMPT_WIDTH = 2;

/** Where the line is drawn; all widths in cells. */
export type Frame = {
  readonly columns: number;
  /** What stands before the text in the first row. */
  readonly promptWidth: number;
  /** What stands before the text in all other rows. */
  readonly continuationWidth: number;
  readonly chipLabel: (chip: Chip) => string;
};

/** A row: `[start, end)` of the line's text and what is drawn for it, without prompt or indent. */
export type Row = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether the text goes on in the next row without a line break. */
  readonly wraps: boolean;
};

/** A cell: `row` from the first of the layout, `column` from the left edge of the frame, both from 0. */
export type Cell = { readonly row: number; readonly column: number };

/** The rows' texts without prompt and indent, and the cursor's cell, always inside the frame. */
export type Layout = { readonly rows: readonly string[]; readonly cursor: Cell };

/** The rows of a line, and its cursor's cell. A chip is drawn as its label, a tab as spaces. */
export function layoutLine(line: Pick<Line, 'text' | 'cursor' | 'chips'>, frame: Frame): Layout {
  const { rows, cursor } = rowsOf(line, frame);
  return { rows: rows.map(row => row.text), cursor };
}

/** At most `maxRows` rows of a layout around the cursor; `first` is how many are hidden above. The cursor is counted from the first shown. */
export function visibleRows(layout: Layout, maxRows: number): Layout & { readonly first: number } {
  const { rows, cursor } = layout;
  const most = Math.max(1, maxRows);
  const first = Math.max(0, Math.min(cursor.row - (most >> 1), rows.length - most));
  return {
    rows: rows.slice(first, first + most),
    cursor: { row: cursor.row - first, column: cursor.column },
    first,
  };
}

/** The rows of a line with their places in its text. */
export function rowsOf(
  { text, cursor, chips }: Pick<Line, 'text' | 'cursor' | 'chips'>,
  frame: Frame,
): { readonly rows: readonly Row[]; readonly cursor: Cell } {
  const rows: Row[] = [];
  let start = 0;
  let drawn = '';
  let width = 0;
  let cell: Cell = { row: 0, column: frame.promptWidth };
  const endRow = (end: number, next: number, wraps: boolean) => {
    rows.push({ start, end, text: drawn, wraps });
    start = next;
    drawn = '';
    width = 0;
  };
  const putCursor = (offset: number) => {
    // No cell is left after a full row: the cursor gets a row of its own.
    if (width >= roomOf(frame, rows.length)) endRow(offset, offset, true);
    cell = { row: rows.length, column: indentOf(frame, rows.length) + width };
  };
  eachGrapheme(text, 0, text.length, (at, end, ownCells) => {
    if (text.charCodeAt(at) === 0x0a) {
      if (at === cursor) putCursor(at);
      endRow(at, end, false);
      return;
    }
    const shown = drawnAs(text.slice(at, end), ownCells, chips, frame);
    const cells = cellsOf(shown, ownCells);
    // What has no width of its own still begins a new row after a full one, for the cursor before it.
    if (width > 0 && width + Math.max(1, cells) > roomOf(frame, rows.length)) endRow(at, at, true);
    if (at === cursor) putCursor(at);
    drawn += shown;
    width += cells;
  });
  if (cursor >= text.length) putCursor(text.length);
  endRow(text.length, text.length, false);
  return { rows, cursor: cell };
}

/** The offset in the text of a row that is drawn at `column` of the frame, or the last before it. */
export function offsetAt(
  { text, chips }: Pick<Line, 'text' | 'chips'>,
  frame: Frame,
  row: Row,
  index: number,
  column: number,
): number {
  let best = row.start;
  let width = indentOf(frame, index);
  eachGrapheme(text, row.start, row.end, (at, end, ownCells) => {
    if (width <= column) best = at;
    width += cellsOf(drawnAs(text.slice(at, end), ownCells, chips, frame), ownCells);
  });
  return width <= column && !row.wraps ? row.end : best;
}

/** The cells for text in a row; at least 2, so that every grapheme fits somewhere. */
function roomOf(frame: Frame, row: number): number {
  return Math.max(2, frame.columns - indentOf(frame, row));
}

function indentOf(frame: Frame, row: number): number {
  return row === 0 ? frame.promptWidth : frame.continuationWidth;
}

/** What stands on the screen for a grapheme of `cells` cells, null for one that is not drawn as it is: never wider than a row. */
function drawnAs(grapheme: string, cells: number | null, chips: Chips, frame: Frame): string {
  if (cells !== null && cells <= 2) return grapheme;
  if (grapheme === '\t') return '  ';
  const chip = chips.get(grapheme);
  // Besides chips, only freaks can be too wide, such as a syllable of a hundred vowels.
  const room = Math.max(2, frame.columns - Math.max(frame.promptWidth, frame.continuationWidth));
  return fitWidth(chip ? frame.chipLabel(chip) : grapheme, room);
}

/** The cells of what is drawn for a grapheme of `cells` cells. */
function cellsOf(drawn: string, cells: number | null): number {
  return cells !== null && cells <= 2 ? cells : textWidth(drawn);
}
