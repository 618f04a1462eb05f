import { fitWidth, textWidth } from '../text/width.ts';

/** The parts in one row, as many from the first on as fit whole into `columns` cells: half a number would be a wrong one. */
export function fitParts([first = '', ...rest]: readonly string[], columns: number): string {
  let row = fitWidth(first, columns);
  for (const part of rest) {
    const longer = `${row} · ${part}`;
    if (textWidth(longer) > columns) break;
    row = longer;
  }
  return row;
}
