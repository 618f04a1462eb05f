/** TeX maths as lines of Unicode. A reader by recursive descent; what has no sign stays as it is written. */
import { commandOf, texSigns } from './tex-commands.ts';

const MAX_DEPTH = 30;

/** The formula in Unicode; `\\` begins a new line. Fractions are written `a/b`, roots `√x`, scripts without a sign `^(…)`. */
export function unicodeMaths(tex: string): string {
  const { text } = readUntil(tex.replace(/\s+/g, ' '), 0, '', 0);
  return text
    .split('\n')
    .map(line => line.replace(/ {2,}/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n')
    .toWellFormed();
}

interface Read {
  readonly text: string;
  /** The index behind what was read. */
  readonly next: number;
}

/** Reads up to `stop` (or to the end) and behind it. */
function readUntil(tex: string, from: number, stop: string, depth: number): Read {
  if (depth > MAX_DEPTH) return { text: tex.slice(from), next: tex.length };
  let text = '';
  let next = from;
  while (next < tex.length && (stop === '' || tex.charAt(next) !== stop)) {
    const read = readOne(tex, next, depth, text.slice(-1));
    text += read.text;
    next = read.next;
  }
  return { text, next: next + 1 };
}

/** Reads one sign, group, script or command; `before` is the character to the left, already in Unicode. */
function readOne(tex: string, at: number, depth: number, before: string): Read {
  const character = tex.charAt(at);
  const next = at + 1;
  switch (character) {
    case '\\':
      return readCommand(tex, at, depth, before);
    case '{':
      return readUntil(tex, next, '}', depth + 1);
    case '}':
      return { text: '', next };
    case '^':
    case '_': {
      const argument = readArgument(tex, next, depth);
      return { text: script(character, argument.text), next: argument.next };
    }
    case '&':
    case '~':
      return { text: ' ', next };
    case '-':
      return { text: '−', next };
    case "'":
      return { text: '′', next };
    default:
      return { text: character, next };
  }
}

/** Reads what a command or script applies to: a group, a command, or one character. */
function readArgument(tex: string, from: number, depth: number): Read {
  const at = tex.charAt(from) === ' ' ? from + 1 : from;
  if (at >= tex.length) return { text: '', next: at };
  const isPair = (tex.codePointAt(at) ?? 0) > 0xffff;
  return isPair ? { text: tex.slice(at, at + 2), next: at + 2 } : readOne(tex, at, depth + 1, '');
}

function script(kind: '^' | '_', text: string): string {
  const { scripts } = texSigns();
  const shifted = Array.from(text, character => scripts.get(kind + character));
  if (shifted.every(character => character !== undefined)) return shifted.join('');
  const isName = kind === '_' && /^[\p{L}\p{N}]+$/u.test(text);
  return isName || Array.from(text).length === 1 ? kind + text : `${kind}(${text})`;
}

function readCommand(tex: string, at: number, depth: number, before: string): Read {
  const name = /^\\([a-zA-Z]+|[\s\S])?/.exec(tex.slice(at, at + 40))?.[1] ?? '';
  const next = at + 1 + name.length;
  if (name === '\\') return { text: '\n', next };
  if (/^[%{}$#&_ ]?$/.test(name)) return { text: name, next };
  const command = commandOf(name);
  switch (command) {
    case 'space':
      return { text: ' ', next };
    case 'nothing':
      // `\left.` stands for no bracket.
      return { text: '', next: tex.charAt(next) === '.' ? next + 1 : next };
    case 'skip-argument':
      return { text: '', next: readArgument(tex, next, depth).next };
    case 'begin':
    case 'end':
      return readEnvironment(tex, next, command);
    case 'fraction': {
      const [over, under] = readTwo(tex, next, depth);
      return { text: `${asProduct(over.text)}/${asFactor(under.text)}`, next: under.next };
    }
    case 'binomial': {
      const [all, some] = readTwo(tex, next, depth);
      return { text: `C(${all.text}, ${some.text})`, next: some.next };
    }
    case 'root':
      return readRoot(tex, next, depth);
    case 'words':
      return readArgument(tex, next, depth);
    case 'modulus': {
      const modulus = readArgument(tex, next, depth);
      return { text: ` (mod ${modulus.text})`, next: modulus.next };
    }
    case 'not': {
      const negated = readArgument(tex, next, depth);
      return { text: `${negated.text}\u0338`.normalize('NFC'), next: negated.next };
    }
    case 'bold':
    case 'alphabet':
      return readLetters(tex, next, depth, command === 'bold' ? 'mathbf' : name);
    case 'function':
      return { text: apart(name, tex.slice(next, next + 1), before), next };
    case undefined:
      return readSign(tex, next, depth, name, before);
    default:
      return command satisfies never;
  }
}

function readTwo(tex: string, from: number, depth: number): readonly [Read, Read] {
  const first = readArgument(tex, from, depth);
  return [first, readArgument(tex, first.next, depth)];
}

function readLetters(tex: string, from: number, depth: number, alphabet: string): Read {
  const { signs } = texSigns();
  const { text, next } = readArgument(tex, from, depth);
  return { text: Array.from(text, letter => signs.get(`\\${alphabet}{${letter}}`) ?? letter).join(''), next };
}

/** A command that is a sign, or a mark over what follows it, or unknown. */
function readSign(tex: string, next: number, depth: number, name: string, before: string): Read {
  const { signs, marks } = texSigns();
  const mark = marks.get(name);
  if (mark !== undefined) {
    const under = readArgument(tex, next, depth);
    return { text: Array.from(under.text, letter => letter + mark).join(''), next: under.next };
  }
  const sign = signs.get(`\\${name}`);
  if (sign === undefined) {
    if (tex.charAt(next) !== '{') return { text: `\\${name}`, next };
    const argument = readArgument(tex, next, depth);
    return { text: `\\${name}{${argument.text}}`, next: argument.next };
  }
  // An operator with a space behind it gets one before it, too: `x\cdot y`.
  const isOperator = /^\p{Sm}$/u.test(sign) && tex.charAt(next) === ' ' && /[\p{L}\p{N}\p{M})]/u.test(before);
  return { text: isOperator ? ` ${sign}` : sign, next };
}

/** A name of several letters, apart from its neighbours: `2 sin θ`. */
function apart(name: string, after: string, before: string): string {
  const left = /[\p{L}\p{N})]/u.test(before) ? ' ' : '';
  return left + name + (/[\p{L}\p{N}\\]/u.test(after) ? ' ' : '');
}

const BRACKETS = new Map([
  ['cases', ['{ ', '']],
  ['matrix', ['', '']],
  ['pmatrix', ['(', ')']],
  ['bmatrix', ['[', ']']],
  ['vmatrix', ['|', '|']],
]);

/** The bracket of a matrix or of cases; of other environments nothing is left, nor are the column letters of an array. */
function readEnvironment(tex: string, from: number, end: 'begin' | 'end'): Read {
  const match = /^\{([a-zA-Z]{1,20})\*?\}(?:\{[lcr| ]{1,40}\})?/.exec(tex.slice(from, from + 80));
  const [left = ' ', right = ' '] = BRACKETS.get(match?.[1] ?? '') ?? [];
  return { text: end === 'begin' ? left : right, next: from + (match?.[0].length ?? 0) };
}

const ROOTS = new Map([
  ['', '√'],
  ['2', '√'],
  ['3', '∛'],
  ['4', '∜'],
]);

function readRoot(tex: string, from: number, depth: number): Read {
  const degree =
    tex.charAt(from) === '[' ? readUntil(tex, from + 1, ']', depth + 1) : { text: '', next: from };
  const under = readArgument(tex, degree.next, depth);
  return {
    text: (ROOTS.get(degree.text) ?? `${script('^', degree.text)}√`) + asFactor(under.text),
    next: under.next,
  };
}

const NUMBER_OR_SIGN = /^(?:[\p{N}.]*|[\p{L}∞][\p{M}\p{Lm}\p{No}′°₀-₎⁰-⁾]*|\p{Script=Han}+)$/u;
const SUM = /[+−±∓=<>≤≥, ]/;

/** The text in brackets, unless it is one number, sign or word of Han. */
function asFactor(text: string): string {
  return NUMBER_OR_SIGN.test(text) ? text : `(${text.trim()})`;
}

/** The upper part of a fraction: a product needs no brackets. */
function asProduct(text: string): string {
  return SUM.test(text.trim().replace(/\([^()]*\)/g, '')) ? `(${text.trim()})` : text.trim();
}
