/** The width of graphemes of several characters: emoji sequences, Hangul jamo, marks. */
import { isWide } from './wide-ranges.ts';

interface Properties {
  readonly visible: RegExp;
  readonly spacingMark: RegExp;
  readonly flag: RegExp;
  readonly emoji: RegExp;
  readonly keycap: RegExp;
  readonly pictograph: RegExp;
}

let properties: Properties | undefined;

// Compiled at first use. `emoji` stands for \p{RGI_Emoji}, which is slow to compile: emoji presentation by U+FE0F and skin tones;
// other emoji are wide or are sequences joined by U+200D.
function propertiesOf(): Properties {
  properties ??= {
    visible:
      /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/u,
    spacingMark: /\p{Spacing_Mark}/u,
    flag: /^\p{RGI_Emoji_Flag_Sequence}$/v,
    emoji: /^(?:(?![#*0-9\u{1f1e6}-\u{1f1ff}])\p{Emoji}\ufe0f|\p{Emoji_Modifier_Base}\p{Emoji_Modifier})$/u,
    keycap: /^[#*0-9]\ufe0f?\u20e3$/,
    pictograph: /\p{Extended_Pictographic}/gu,
  };
  return properties;
}

/** The cells of one grapheme by the rules of string-width 8.3: 0 if nothing of it shows, 2 for emoji and Hangul syllables, else the base and its spacing marks. */
export function joinedCells(grapheme: string): number {
  const { visible } = propertiesOf();
  const base = grapheme.search(visible);
  if (base < 0) return 0;
  if (isEmoji(grapheme)) return 2;
  const characters = Array.from(grapheme.slice(base), character => character.codePointAt(0) ?? 0);
  return hangulCells(characters) ?? cellsOf(characters[0] ?? 0) + trailingCells(characters.slice(1));
}

function isEmoji(grapheme: string): boolean {
  if (grapheme.length > 50) return false;
  const { flag, emoji, keycap, pictograph } = propertiesOf();
  if (emoji.test(grapheme) || keycap.test(grapheme) || flag.test(grapheme)) return true;
  return grapheme.includes('\u200d') && (grapheme.match(pictograph)?.length ?? 0) >= 2;
}

const cellsOf = (codePoint: number): 1 | 2 => (isWide(codePoint) ? 2 : 1);

/** Spacing marks, and the half-width voicing marks of kana, add to the width of what they follow. */
function trailingCells(codePoints: readonly number[]): number {
  const { spacingMark } = propertiesOf();
  return codePoints
    .filter(code => spacingMark.test(String.fromCodePoint(code)) || (code >= 0xff00 && code <= 0xffef))
    .reduce((sum, code) => sum + cellsOf(code), 0);
}

const isLeading = (code = 0): boolean =>
  (code >= 0x1100 && code <= 0x115f) || (code >= 0xa960 && code <= 0xa97c);
const isVowel = (code = 0): boolean =>
  (code >= 0x1160 && code <= 0x11a7) || (code >= 0xd7b0 && code <= 0xd7c6);
const isTrailing = (code = 0): boolean =>
  (code >= 0x11a8 && code <= 0x11ff) || (code >= 0xd7cb && code <= 0xd7fb);
const isJamo = (code: number): boolean => isLeading(code) || isVowel(code) || isTrailing(code);

/** The cells of a grapheme that starts with a Hangul jamo: a composed syllable takes 2, jamo alone add up; undefined for others. */
function hangulCells(all: readonly number[]): number | undefined {
  const { visible } = propertiesOf();
  const codes = all.filter(code => visible.test(String.fromCodePoint(code)));
  if (!isJamo(codes[0] ?? 0)) return undefined;
  let cells = 0;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    if (!isJamo(code)) return codes.slice(index).reduce((sum, rest) => sum + cellsOf(rest), cells);
    if (isLeading(code) && isVowel(codes[index + 1])) index += isTrailing(codes[index + 2]) ? 2 : 1;
    cells += cellsOf(code);
  }
  return cells;
}
