/** A screen as a picture: what the README shows. */
import type { Cell, Look } from './screen/cells.ts';
import { BACKGROUND, FOREGROUND } from './screen/palette.ts';
import { num, shapeOf } from './screen/shapes.ts';
import type { OpenTerminal } from './terminal.ts';

const FONT_SIZE = 14;
// Wide characters would stand too far apart at the size of the narrow ones.
const WIDE_FONT_SIZE = 16;
// The advance of DejaVu Sans Mono, Menlo and their kin.
const CELL_WIDTH = FONT_SIZE * 0.602;
const CELL_HEIGHT = 19;
const BASELINE = 14.4;
const MARGIN = 16;
const BAR = 34;
const FONTS =
  "'SF Mono', Menlo, 'DejaVu Sans Mono', 'Cascadia Mono', Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace";

export type SvgOptions = {
  /** Shown in the bar of the window. */
  readonly title?: string;
  /** How many rows from the top are drawn; down to the last one with something in it by default. */
  readonly rows?: number;
};

/** The visible screen in a dark, rounded window, as an SVG document. */
export function screenSvg(
  terminal: Pick<OpenTerminal, 'cells' | 'cursor' | 'columns'>,
  { title = '', rows: wanted }: SvgOptions = {},
): string {
  const cells = terminal.cells();
  const cursor = terminal.cursor();
  const lastRow = cells.findLastIndex(row => row.some(cell => cell.text !== ' ' || cell.background));
  const rows = wanted ?? Math.max(lastRow, cursor.visible ? cursor.y : 0) + 1;
  const width = Math.ceil(terminal.columns * CELL_WIDTH + 2 * MARGIN);
  const height = BAR + rows * CELL_HEIGHT + MARGIN;
  const lights = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, index) => `<circle cx="${20 + index * 20}" cy="17" r="6" fill="${colour}"/>`,
  );
  const heading = title
    ? `<text x="${width / 2}" y="22" text-anchor="middle" fill="${FOREGROUND}" opacity="0.6">${escaped(title)}</text>`
    : '';
  const caret =
    cursor.visible && cursor.y < rows ? rectangle(cursor.x, cursor.y, 1, FOREGROUND, ' opacity="0.55"') : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}" font-size="${FONT_SIZE}">`,
    `<rect width="${width}" height="${height}" rx="10" fill="${BACKGROUND}"/>`,
    ...lights,
    heading,
    ...cells.slice(0, rows).map(drawnRow),
    caret,
    '</svg>',
    '',
  ]
    .filter((line, index, all) => line !== '' || index === all.length - 1)
    .join('\n');
}

function drawnRow(row: readonly Cell[], y: number): string {
  return runsOf(row)
    .map(run => {
      const [first] = run;
      if (!first) return '';
      const columns = run.reduce((sum, cell) => sum + cell.width, 0);
      const ground = first.background ? rectangle(first.x, y, columns, first.background) : '';
      return ground + drawnText(run, first, columns, y) + linesOf(first, columns, y);
    })
    .join('');
}

function drawnText(run: readonly Cell[], first: Cell, columns: number, y: number): string {
  const box = { x: MARGIN + first.x * CELL_WIDTH, y: BAR + y * CELL_HEIGHT, height: CELL_HEIGHT };
  const shape =
    run.length === 1 ? shapeOf(first.text, { ...box, width: CELL_WIDTH }, first.foreground) : null;
  if (shape) return shape;
  const text = run.map(cell => cell.text).join('');
  if (text.trim() === '') return '';
  const length = num(columns * CELL_WIDTH);
  return `<text x="${num(box.x)}" y="${num(box.y + BASELINE)}" textLength="${length}" xml:space="preserve"${attributesOf(first)}>${escaped(text)}</text>`;
}

/** Neighbours of one look are one element; wide characters and shapes stand alone, so that no font can push them off the grid. */
function runsOf(row: readonly Cell[]): readonly (readonly Cell[])[] {
  const runs: Cell[][] = [];
  for (const cell of row) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && !alone(cell) && !alone(before) && sameLook(before, cell)) run.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

function alone(cell: Cell): boolean {
  return cell.width > 1 || cell.text.length > 1 || /[\u2190-\u2bff]/.test(cell.text);
}

const LOOK = ['foreground', 'background', 'bold', 'dim', 'italic', 'underline', 'strikethrough'] as const;

function sameLook(a: Look, b: Look): boolean {
  return LOOK.every(name => a[name] === b[name]);
}

function attributesOf(cell: Cell): string {
  return [
    ` fill="${cell.foreground}"`,
    cell.width > 1 ? ` font-size="${WIDE_FONT_SIZE}"` : '',
    cell.bold ? ' font-weight="bold"' : '',
    cell.italic ? ' font-style="italic"' : '',
    cell.dim ? ' opacity="0.6"' : '',
  ].join('');
}

/** Lines through a whole run, since a font would break them between characters. */
function linesOf({ underline, strikethrough, foreground, x }: Cell, columns: number, y: number): string {
  const top = BAR + y * CELL_HEIGHT;
  const offsets = [...(underline ? [17] : []), ...(strikethrough ? [10] : [])];
  const box = `x="${num(MARGIN + x * CELL_WIDTH)}" width="${num(columns * CELL_WIDTH)}" height="1"`;
  return offsets.map(offset => `<rect ${box} y="${top + offset}" fill="${foreground}"/>`).join('');
}

function rectangle(x: number, y: number, columns: number, colour: string, more = ''): string {
  return `<rect x="${num(MARGIN + x * CELL_WIDTH)}" y="${BAR + y * CELL_HEIGHT}" width="${num(columns * CELL_WIDTH)}" height="${CELL_HEIGHT}" fill="${colour}"${more}/>`;
}

function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
