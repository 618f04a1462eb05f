/** What was drawn above the cursor, in order to erase it after a terminal has folded it to a smaller width. */
import { plainOf } from '../markdown/styled.ts';
import { textWidth } from '../text/width.ts';

/** The live region as it was drawn last; its parts keep it up to date. */
export type Region = {
  /** The rows above the prompt line. */
  above: () => readonly string[];
  /** The rows of the prompt line above the cursor's. */
  line: readonly string[];
  /** The cursor's column. */
  column: number;
};

export function createRegion(): Region {
  return { above: () => [], line: [], column: 0 };
}

/**
 * How many rows more stand between the top of the region and the cursor when a terminal of `from` columns has become one of
 * `to`: most terminals fold the rows that are too wide, and the cursor goes along with its text.
 */
export function foldedRows({ above, line, column }: Region, from: number, to: number): number {
  const rows = [...above(), ...line].map(row => foldsOf(plainOf(row), from, to));
  return rows.reduce((sum, folds) => sum + folds, Math.floor(Math.min(column, from - 1) / to));
}

/** How often a row is folded; no row was wider than the terminal. */
function foldsOf(row: string, from: number, to: number): number {
  let folds = 0;
  let used = 0;
  let all = 0;
  for (const character of row) {
    const cells = textWidth(character);
    all += cells;
    if (all > from) break;
    if (used + cells > to) {
      folds += 1;
      used = 0;
    }
    used += cells;
  }
  return folds;
}
