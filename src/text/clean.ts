/**
 * Cleaning of text from outside, once, at the door: model text, errors, file names, pastes, clipboard.
 * Works character by character, so cleaning the pieces of a stream equals cleaning the whole.
 */

// C0 but tab and newline, DEL, C1, bidi overrides and isolates, line/paragraph separators, BOM, tag characters.
const HOSTILE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
// In names also line breaks and what is invisible; U+200D stays because emoji are joined by it.
const HOSTILE_IN_NAMES = /[\n\t\u200b\u200e\u200f]/g;
// A lone half of a surrogate pair is no text and no valid JSON for servers.
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/** Text of several lines without control, escape and direction-changing characters; newlines and tabs stay. */
export function cleanText(text: string): string {
  return text.replace(HOSTILE, '');
}

/** One line for a name, label or error: cleaned, whitespace runs joined, cut to `maxLength` UTF-16 units. */
export function cleanLine(text: string, maxLength = 200): string {
  const line = wellFormed(
    cleanText(text.replace(/\s+/g, ' ')).replace(HOSTILE_IN_NAMES, '').replace(/ {2,}/g, ' ').trim(),
  );
  return line.length <= maxLength ? line : `${wellFormed(line.slice(0, maxLength - 1))}…`;
}

/** The text without lone surrogates. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '');
}
