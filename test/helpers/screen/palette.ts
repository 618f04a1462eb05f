/** The 256 colours of xterm as a dark theme shows them. */

// The 16 named colours; the rest is fixed by xterm: a cube of 6 × 6 × 6, then 24 greys.
const NAMED = [
  '#3b4048',
  '#f07178',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#c8ccd4',
  '#6b7280',
  '#ff8b92',
  '#b5e08f',
  '#ffd68a',
  '#82c4ff',
  '#dd9bf0',
  '#7fd6e0',
  '#ffffff',
] as const;
const STEPS = [0, 95, 135, 175, 215, 255] as const;

export const BACKGROUND = '#1e2127';
export const FOREGROUND = '#d7dae0';

/** The colour of a palette index (0–255) as `#rrggbb`. */
export function paletteColour(index: number): string {
  if (index < 16) return NAMED[index] ?? FOREGROUND;
  if (index >= 232) return rgb((8 + (index - 232) * 10) * 0x010101);
  const at = index - 16;
  const step = (value: number) => STEPS[value % 6] ?? 0;
  return rgb((step(Math.floor(at / 36)) << 16) | (step(Math.floor(at / 6)) << 8) | step(at));
}

/** 0xRRGGBB as `#rrggbb`. */
export function rgb(value: number): string {
  return `#${value.toString(16).padStart(6, '0')}`;
}
