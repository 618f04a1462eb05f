/** The screen of the emulator as data. */
import type { IBufferCell, Terminal } from '@xterm/headless';
import { BACKGROUND, FOREGROUND, paletteColour, rgb } from './palette.ts';

/** One character and how it looks. The second half of a wide character has no cell of its own. */
export type Cell = {
  readonly x: number;
  readonly text: string;
  /** Columns: 1 or 2. */
  readonly width: number;
} & Look;

export type Look = {
  /** `#rrggbb`, inverse video already applied. */
  readonly foreground: string;
  /** Null: the background of the window. */
  readonly background: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikethrough: boolean;
};

/** The visible rows; cells that were never written stand as blanks. */
export function rowsOfCells(terminal: Terminal): readonly (readonly Cell[])[] {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = active.getLine(active.baseY + row);
    const cells: Cell[] = [];
    for (let x = 0; x < terminal.cols; x += 1) {
      const cell = line?.getCell(x);
      if (cell && cell.getWidth() > 0) cells.push(cellOf(cell, x));
    }
    return cells;
  });
}

function cellOf(cell: IBufferCell, x: number): Cell {
  const foreground = colourOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
  const background = colourOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  const inverse = cell.isInverse() !== 0;
  return {
    x,
    text: cell.isInvisible() ? ' ' : cell.getChars() || ' ',
    width: cell.getWidth(),
    foreground: (inverse ? (background ?? BACKGROUND) : foreground) ?? FOREGROUND,
    background: inverse ? (foreground ?? FOREGROUND) : background,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    strikethrough: cell.isStrikethrough() !== 0,
  };
}

function colourOf(isDefault: boolean, isRgb: boolean, value: number): string | null {
  if (isDefault) return null;
  return isRgb ? rgb(value) : paletteColour(value);
}
