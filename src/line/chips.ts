/**
 * A long paste stands in the line as one character, a chip, and is put back in full on submission.
 * The character is one of plane 16's private use, which no text from outside keeps.
 */

/** A paste shown as one character: its text, its `number` in the prompt, its lines and its code points. */
export type Chip = {
  readonly number: number;
  readonly text: string;
  readonly lines: number;
  readonly chars: number;
};

/** The chips by the character that stands for them. */
export type Chips = ReadonlyMap<string, Chip>;

const FIRST = 0x10f000;
// The last two code points of the plane are no characters.
const ROOM = 0xffe;
const CHIP = /[\u{10f000}-\u{10ffff}]/gu;

/** Whether a chip's character, or one that could be, begins at `index`. */
export function isChipAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdbfc && code <= 0xdbff;
}

/** Text from outside without the characters that stand for chips. */
export function withoutChips(text: string): string {
  return text.replace(CHIP, '');
}

/** The text with each chip's own text in its place. */
export function expanded(text: string, chips: Chips): string {
  return chips.size === 0 ? text : text.replace(CHIP, character => chips.get(character)?.text ?? '');
}

/**
 * The chips with one more for `pasted`, numbered after those that `text` (the line) shows, and its character;
 * undefined when all 4,094 characters are taken.
 */
export function withChip(
  chips: Chips,
  text: string,
  pasted: string,
): { readonly chips: Chips; readonly character: string } | undefined {
  for (let offset = 0; offset < ROOM; offset++) {
    const character = String.fromCodePoint(FIRST + offset);
    if (chips.has(character)) continue;
    const shown = (text.match(CHIP) ?? []).map(other => chips.get(other)?.number ?? 0);
    const chip: Chip = {
      number: Math.max(0, ...shown) + 1,
      text: pasted,
      lines: pasted.split('\n').length,
      chars: codePoints(pasted),
    };
    return { chips: new Map(chips).set(character, chip), character };
  }
  return undefined;
}

/** The chips that one of the texts still shows; the texts of the others are let go. */
export function chipsIn(chips: Chips, texts: readonly string[]): Chips {
  if (chips.size === 0) return chips;
  const kept = new Map<string, Chip>();
  for (const text of texts)
    for (const character of text.match(CHIP) ?? []) {
      const chip = chips.get(character);
      if (chip) kept.set(character, chip);
    }
  return kept;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let index = 1; index < text.length; index++) {
    const low = (text.charCodeAt(index) & 0xfc00) === 0xdc00;
    if (low && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800) count--;
  }
  return count;
}
