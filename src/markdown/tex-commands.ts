/** The commands of TeX maths: what each does, and the signs of unicodeit's tables. */
import data from 'unicodeit/ts_dist/js/data.js';

/** What a command does with what follows it. */
export type TexCommand =
  | 'space'
  | 'nothing'
  | 'skip-argument'
  | 'begin'
  | 'end'
  | 'fraction'
  | 'binomial'
  | 'root'
  | 'words'
  | 'not'
  | 'modulus'
  | 'function'
  | 'bold'
  | 'alphabet';

const KINDS: readonly (readonly [TexCommand, string])[] = [
  ['space', ', ; : > quad qquad space enspace thinspace'],
  [
    'nothing',
    '! left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle limits nolimits nonumber hline',
  ],
  ['skip-argument', 'color textcolor hspace vspace label'],
  ['begin', 'begin'],
  ['end', 'end'],
  ['fraction', 'frac dfrac tfrac cfrac'],
  ['binomial', 'binom dbinom tbinom'],
  ['root', 'sqrt'],
  [
    'words',
    'text textbf textit textrm texttt mathrm mathit mathsf mathtt operatorname mbox boxed ce underbrace overbrace substack',
  ],
  ['not', 'not'],
  ['modulus', 'pmod'],
  [
    'function',
    'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim limsup liminf max min sup inf arg argmax argmin det dim ker gcd lcm deg Pr mod bmod',
  ],
  ['bold', 'boldsymbol bm'],
  ['alphabet', 'mathbb mathbf mathcal mathfrak mathscr'],
];

const commands = new Map(
  KINDS.flatMap(([kind, names]) => names.split(' ').map(name => [name, kind] as const)),
);

/** What the command of this name (without its backslash) does; undefined for one that is only a sign. */
export function commandOf(name: string): TexCommand | undefined {
  return commands.get(name);
}

interface Signs {
  /** By the command with its backslash, and its argument for letters of other alphabets (`\mathbb{R}`). */
  readonly signs: ReadonlyMap<string, string>;
  /** Raised and lowered characters by `^` or `_` and the character. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Combining marks by the command without its backslash. */
  readonly marks: ReadonlyMap<string, string>;
}

let signs: Signs | undefined;

const pairs = (rows: readonly (readonly string[])[]): [string, string][] =>
  rows.map(([from = '', to = '']) => [from, to]);

/** unicodeit's tables as maps, made at first use, with corrections where a sign is missing or of another width or script. */
export function texSigns(): Signs {
  signs ??= {
    signs: new Map([
      ...pairs(data.replacements),
      ...pairs([
        ['\\langle', '⟨'],
        ['\\rangle', '⟩'],
        ['\\dots', '…'],
        ['\\star', '⋆'],
        ['\\mid', '|'],
        ['\\lVert', '‖'],
        ['\\rVert', '‖'],
        ['\\|', '‖'],
      ]),
    ]),
    scripts: new Map([
      ...pairs(data.subsuperscripts),
      ...pairs([
        ['^V', 'ⱽ'],
        ['^.', '·'],
        ['^∘', '°'],
        ['^′', '′'],
        ['^ ', ''],
        ['_ ', ''],
        ['_,', ','],
      ]),
    ]),
    marks: new Map([
      ...pairs(data.combiningmarks)
        .filter(([name]) => name !== '\\slash')
        .map(([name, mark]): [string, string] => [name.slice(1), mark]),
      ...pairs([
        ['widehat', '\u0302'],
        ['widetilde', '\u0303'],
        ['overrightarrow', '\u20d7'],
      ]),
    ]),
  };
  return signs;
}
