/** The few styles of the screen, by name of the 16-colour theme, so that they follow the person's own. */
export type Style = (text: string) => string;

export type Paint = {
  readonly bold: Style;
  readonly dim: Style;
  readonly cyan: Style;
  readonly yellow: Style;
  readonly red: Style;
};

const plain: Style = text => text;
const sgr =
  (on: number, off: number): Style =>
  text =>
    text === '' ? text : `\u001b[${on}m${text}\u001b[${off}m`;

const COLORED: Paint = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  cyan: sgr(36, 39),
  yellow: sgr(33, 39),
  red: sgr(31, 39),
};
const PLAIN: Paint = { bold: plain, dim: plain, cyan: plain, yellow: plain, red: plain };

/** Styles that do nothing where there is no colour. */
export function paintFor(hasColor: boolean): Paint {
  return hasColor ? COLORED : PLAIN;
}
