/**
 * The words after `/attach`, split as a shell would: single and double quotes, backslash escapes. Two departures, for
 * paths as Windows gives them: in a word that begins (also within double quotes) with a drive, `C:\`, or with a
 * server, `\\name`, a backslash is a backslash.
 */

/** One word: what it says without its quotes, and where it stands in the line: from `start` up to, not including, `end`. */
export type Word = {
  readonly text: string;
  /** Quotes or escapes were used, and not only around what is no pattern: such a word is taken literally, never as a glob. */
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
};

/** A quote without its end; `open` is the word that it stands in, as far as it goes, for completion. */
export type UnclosedQuote = { readonly ok: false; readonly code: 'unclosed-quote'; readonly open: Word };

/** The words of a line, or where it lacks a closing quote. */
export function splitWords(
  text: string,
): { readonly ok: true; readonly words: readonly Word[] } | UnclosedQuote {
  const words: Word[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const { word, closed } = readWord(text, at);
    if (!closed) return { ok: false, code: 'unclosed-quote', open: word };
    words.push(word);
    at = word.end;
  }
  return { ok: true, words };
}

/**
 * The arguments of `/attach`: words up to a bare `--`, and what follows it as it was typed, trimmed: the question,
 * null if there is none. Quotes in the question mean nothing.
 */
export function splitAttach(
  text: string,
): { readonly ok: true; readonly words: readonly Word[]; readonly question: string | null } | UnclosedQuote {
  const words: Word[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const { word, closed } = readWord(text, at);
    if (!closed) return { ok: false, code: 'unclosed-quote', open: word };
    if (text.slice(word.start, word.end) === '--')
      return { ok: true, words, question: text.slice(word.end).trim() || null };
    words.push(word);
    at = word.end;
  }
  return { ok: true, words, question: null };
}

/** The text written so that `splitWords` reads it as one word with just this text, not as a pattern and not as `--`. */
export function quoteWord(text: string): string {
  if (text === '') return "''";
  if (text === '--' || text.startsWith('\\') || /[\n\r]/.test(text)) return singleQuoted(text);
  if (DRIVE.test(text)) {
    if (!NEEDS_ESCAPE_AFTER_DRIVE.test(text)) return text;
    return text.includes('"') ? singleQuoted(text) : `"${text}"`;
  }
  return text.replace(NEEDS_ESCAPE, '\\$&');
}

const DRIVE = /^[A-Za-z]:\\/;
const SERVER = /^\\\\[A-Za-z0-9]/;
/** What separates words; U+00A0, U+202F and U+3000 do not, they stand in the names of files. */
const SPACE = /[ \t\n\r\f\v]/;
const GLOB = /[*?[\]{}]/;
const NEEDS_ESCAPE = /[ \t\f\v'"\\*?[\]{}]/g;
const NEEDS_ESCAPE_AFTER_DRIVE = /[ \t\f\v'"*?[\]{}]/;
/** What a backslash escapes between double quotes; before anything else it stands for itself (POSIX shell, 2.2.3). */
const ESCAPED_IN_DOUBLE = /["\\$`]/;

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text.charAt(at))) at += 1;
  return at;
}

/** Reads the word that begins at `start`; `closed` is false if the line ends within a quote. */
function readWord(text: string, start: number): { readonly word: Word; readonly closed: boolean } {
  const beginning = text.slice(start, start + 5).replace(/^"/, '');
  const literalBackslash = DRIVE.test(beginning) || SERVER.test(beginning);
  let said = '';
  let quote: '' | "'" | '"' = '';
  let sawQuoting = false;
  let sawQuotedGlob = false;
  let sawLiveGlob = false;
  let at = start;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote === '' && SPACE.test(char)) break;
    if (char === quote || (quote === '' && (char === "'" || char === '"'))) {
      quote = quote === '' ? (char as "'" | '"') : '';
      sawQuoting = true;
      continue;
    }
    const next = text.charAt(at + 1);
    const escapes =
      char === '\\' &&
      !literalBackslash &&
      next !== '' &&
      (quote === '' || (quote === '"' && ESCAPED_IN_DOUBLE.test(next)));
    if (escapes) at += 1;
    const literal = escapes ? next : char;
    if (escapes) sawQuoting = true;
    if (GLOB.test(literal)) {
      if (escapes || quote !== '') sawQuotedGlob = true;
      else sawLiveGlob = true;
    }
    said += literal;
  }
  const quoted = sawQuotedGlob || (sawQuoting && !sawLiveGlob);
  return { word: { text: said, quoted, start, end: at }, closed: quote === '' };
}
