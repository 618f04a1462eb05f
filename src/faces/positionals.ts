import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';

/** Subcommands, known by their exact name as the first word that is no flag. */
export const SUBCOMMANDS: readonly string[] = [];

/** What the words that are no flags say. */
export type Positionals = {
  readonly subcommand: string | null;
  /** Files, URLs and data URLs, as given, in order. */
  readonly pictures: readonly string[];
  readonly question: string | null;
};

const PICTURE_NAME = /\.(png|jpe?g|jfif|webp|gif|avif|heic|heif|tiff?|bmp|svg|pdf)$/i;

/**
 * Sorts words: a subcommand by its exact name, an existing file or a URL as a picture, one word with a space in it, or
 * in a script that does without spaces, as the question. Anything else is a slip, and the notice says which.
 */
export function positionalsOf(
  words: readonly string[],
  exists: (path: string) => boolean,
): Positionals | Notice {
  const [first, ...others] = words;
  const subcommand = first !== undefined && SUBCOMMANDS.includes(first) ? first : null;
  const pictures: string[] = [];
  let question: string | null = null;
  for (const word of subcommand === null ? words : others) {
    if (isUrl(word) || (word !== '' && exists(word))) pictures.push(word);
    else if (!isQuestion(word)) {
      const shown = cleanLine(word);
      return looksLikeFile(word)
        ? { code: 'usage-file-not-found', data: { path: shown } }
        : { code: 'usage-word-not-understood', data: { word: shown } };
    } else if (question !== null)
      return { code: 'usage-two-questions', data: { second: cleanLine(word, 60) } };
    else question = word;
  }
  return { subcommand, pictures, question };
}

function isUrl(word: string): boolean {
  return /^(https?|file):\/\/\S+$/i.test(word) || /^data:\S+,\S*$/i.test(word);
}

function isQuestion(word: string): boolean {
  if (/\S\s|\s\S|\S[?？!！]$/.test(word)) return true;
  // A name without spaces in any script may be a file that is not there; only its form tells.
  return /[^\x00-\x7f]/.test(word) && !looksLikeFile(word);
}

function looksLikeFile(word: string): boolean {
  return (
    PICTURE_NAME.test(word) || /^(~|\.{0,2})[/\\]/.test(word) || /^[\x21-\x7e]*[./\\][\x21-\x7e]*$/.test(word)
  );
}
