/** The looks of Markdown on a terminal: the 16 colours by name, which follow the person's theme on light and dark ground. */

/** 0 none, 1 the 16 colours, 2 the 256, 3 true colour; all but 0 look the same here. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** Puts a look around text that may already have looks inside. */
export type Paint = (text: string) => string;

/** One look per construct. */
export interface Styles {
  readonly firstHeading: Paint;
  readonly heading: Paint;
  readonly strong: Paint;
  readonly em: Paint;
  readonly del: Paint;
  readonly codespan: Paint;
  readonly href: Paint;
  readonly maths: Paint;
  /** Marks that are ours: bars, rules, frames, brackets. */
  readonly frame: Paint;
  readonly done: Paint;
  readonly language: Paint;
  readonly comment: Paint;
  readonly keyword: Paint;
  readonly string: Paint;
  readonly number: Paint;
  readonly title: Paint;
  readonly name: Paint;
  readonly type: Paint;
  readonly added: Paint;
  readonly removed: Paint;
}

function sgr(open: number, close: number): Paint {
  const start = `\u001b[${open}m`;
  const end = `\u001b[${close}m`;
  // A look of the same kind inside ends with our `end`: begin again after it.
  return text => (text === '' ? '' : start + text.replaceAll(end, end + start) + end);
}

const both =
  (outer: Paint, inner: Paint): Paint =>
  text =>
    outer(inner(text));

const bold = sgr(1, 22);
const dim = sgr(2, 22);
const italic = sgr(3, 23);
const underline = sgr(4, 24);
const struck = sgr(9, 29);
const red = sgr(31, 39);
const green = sgr(32, 39);
const yellow = sgr(33, 39);
const blue = sgr(34, 39);
const magenta = sgr(35, 39);
const cyan = sgr(36, 39);
const gray = sgr(90, 39);
const plain: Paint = text => text;

const coloured: Styles = {
  firstHeading: both(bold, both(underline, cyan)),
  heading: both(bold, cyan),
  strong: bold,
  em: italic,
  del: both(dim, struck),
  codespan: yellow,
  href: both(blue, underline),
  maths: cyan,
  frame: gray,
  done: green,
  language: dim,
  comment: gray,
  keyword: magenta,
  string: green,
  number: yellow,
  title: blue,
  name: cyan,
  type: yellow,
  added: green,
  removed: red,
};

// Without looks, the signs of Markdown stay where the meaning would be lost.
const colourless: Styles = {
  firstHeading: plain,
  heading: plain,
  strong: plain,
  em: plain,
  del: text => `~~${text}~~`,
  codespan: text => `\`${text}\``,
  href: plain,
  maths: plain,
  frame: plain,
  done: plain,
  language: plain,
  comment: plain,
  keyword: plain,
  string: plain,
  number: plain,
  title: plain,
  name: plain,
  type: plain,
  added: plain,
  removed: plain,
};

/** The looks for a colour level; at level 0 no escape sequence is written at all. */
export function stylesFor(colorLevel: ColorLevel): Styles {
  return colorLevel === 0 ? colourless : coloured;
}
