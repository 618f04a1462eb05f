/** Markdown cut into its blocks, as far as it is there: a display formula counts as one, also while it is open. */
import { Lexer, Marked, type Token } from 'marked';

/** Without this, a line of a formula that begins with `+` or `=` would end it as a list or a heading. */
const FORMULA = /^ {0,3}(?:\$\$[^$]+\$\$|\\\[[\s\S]+?\\\])[ \t]*(?:\n+|$)/;
const OPEN_FORMULA = /^ {0,3}(?:\$\$[^$]*\$?|\\\[(?:(?!\\\])[\s\S])*)$/;
const FORMULA_START = /\n {0,3}(?:\$\$|\\\[)/;
/** What goes on longer without an end is no formula. UTF-16 units. */
const LONGEST_FORMULA = 4000;

let options: Marked['defaults'] | undefined;

function optionsWithFormulas(): Marked['defaults'] {
  const marked = new Marked();
  marked.use({
    extensions: [
      {
        name: 'formula',
        level: 'block',
        start(source) {
          const before = source.search(FORMULA_START);
          return before < 0 ? undefined : before + 1;
        },
        tokenizer(source) {
          const raw =
            FORMULA.exec(source)?.[0] ??
            (source.length <= LONGEST_FORMULA ? OPEN_FORMULA.exec(source)?.[0] : undefined);
          return raw === undefined || raw.length > LONGEST_FORMULA ? undefined : { type: 'formula', raw };
        },
      },
    ],
  });
  return marked.defaults;
}

/** The blocks of `markdown` in order, their spans not looked into; null if they do not add up to the text. */
export function blocksOf(markdown: string): readonly Token[] | null {
  options ??= optionsWithFormulas();
  const tokens = new Lexer(options).blockTokens(markdown);
  // Slices of the text are taken by these lengths, so the lexer must have kept every character.
  return tokens.map(token => token.raw).join('') === markdown ? tokens : null;
}
