/** What of a text from outside may enter the line, and what is too long to stand in it. */
import { cleanText, wellFormed } from '../text/clean.ts';
import { withoutChips } from './chips.ts';

/** A longer paste, in UTF-16 units, is refused. */
export const MAX_PASTE_LENGTH = 2_000_000;

/** A longer text, in UTF-16 units, stands in the line as a chip however it came there: a key would be slow in it. */
export const MAX_TEXT_LENGTH = 20_000;

const MOST_LINES = 10;
const MOST_CHARACTERS = 1000;

/** The text with line breaks as `\n` and without what may not be in a line: control characters, lone surrogates, chips. */
export function insertable(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return withoutChips(wellFormed(cleanText(text.replace(/\r\n?/g, '\n'))));
}

/** Whether a pasted text is shown as a chip: over 10 lines or 1,000 characters. */
export function isLong(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return true;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines > MOST_LINES;
}
