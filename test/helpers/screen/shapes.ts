/** Box-drawing and block characters as shapes, since fonts leave gaps between rows. */

/** The arms of light lines: left, right, up, down. */
const ARMS: Readonly<Record<string, string>> = {
  '─': 'lr',
  '│': 'ud',
  '┌': 'rd',
  '┐': 'ld',
  '└': 'ru',
  '┘': 'lu',
  '├': 'rud',
  '┤': 'lud',
  '┬': 'lrd',
  '┴': 'lru',
  '┼': 'lrud',
  '╭': 'rd',
  '╮': 'ld',
  '╰': 'ru',
  '╯': 'lu',
  '╴': 'l',
  '╶': 'r',
  '╵': 'u',
  '╷': 'd',
};
const HEAVY: Readonly<Record<string, string>> = {
  '━': 'lr',
  '┃': 'ud',
  '┏': 'rd',
  '┓': 'ld',
  '┗': 'ru',
  '┛': 'lu',
};

/** Blocks as parts of the cell: x, y, width, height. */
const BLOCKS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '█': [0, 0, 1, 1],
  '▀': [0, 0, 1, 0.5],
  '▄': [0, 0.5, 1, 0.5],
  '▌': [0, 0, 0.5, 1],
  '▐': [0.5, 0, 0.5, 1],
  '▎': [0, 0, 0.25, 1],
  '▏': [0, 0, 0.125, 1],
  '▍': [0, 0, 0.375, 1],
  '▁': [0, 0.875, 1, 0.125],
};

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The SVG element that draws a character in this box, or null if it is not one of these shapes. */
export function shapeOf(text: string, box: Box, colour: string): string | null {
  const block = BLOCKS[text];
  if (block) {
    const [x, y, width, height] = block;
    return `<rect x="${num(box.x + x * box.width)}" y="${num(box.y + y * box.height)}" width="${num(width * box.width)}" height="${num(height * box.height)}" fill="${colour}"/>`;
  }
  const arms = ARMS[text] ?? HEAVY[text];
  if (!arms) return null;
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const ends: Readonly<Record<string, string>> = {
    l: `H${num(box.x)}`,
    r: `H${num(box.x + box.width)}`,
    u: `V${num(box.y)}`,
    d: `V${num(box.y + box.height)}`,
  };
  const path = [...arms].map(arm => `M${num(x)} ${num(y)}${ends[arm] ?? ''}`).join('');
  return `<path d="${path}" stroke="${colour}" stroke-width="${text in HEAVY ? 2.4 : 1.2}" stroke-linecap="square"/>`;
}

/** A number for SVG, at most two digits after the point. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}
