import type { TokenizerAndRendererExtension, Tokens } from 'marked';

const BLOCK = /^ {0,3}(?:\$\$\s*([^$]+?)\s*\$\$|\\\[\s*([\s\S]+?)\s*\\\])[ \t]*(?:\n+|$)/;
const BLOCK_START = /\n {0,3}(?:\$\$|\\\[)/;
const INLINE = /^(?:\\\(([\s\S]+?)\\\)|\\\[([\s\S]+?)\\\]|\$\$([^$]+?)\$\$)/;
// A dollar opens before and closes after what is no space, and no digit or letter follows: `$5 and $10`, `$HOME/$USER` are none.
const DOLLARS = /^\$(?=\S)((?:\\.|[^$\\\n])+?)(?<=\S)\$(?![\w$])/;
// An amount that goes on in words or in Chinese: `从$5涨到10$`.
const AMOUNT = /^\d[\d.,]*\s*(?:[a-z]{2,}|\p{Script=Han})|^[^\\]*\p{Script=Han}/iu;
const MAX_LENGTH = 4_000;

/** A formula in TeX: `$$ $$` and `\[ \]` as a block; `\( \)`, `$ $` and the others inside a line. */
export interface Formula extends Tokens.Generic {
  readonly type: 'block-maths' | 'inline-maths';
  readonly text: string;
}

function formula(type: Formula['type'], raw: string, text: string | undefined): Formula | undefined {
  return text === undefined || text.length > MAX_LENGTH ? undefined : { type, raw, text };
}

/** The extensions of marked that find formulas; `drawBlock` and `drawInline` give their styled text. */
export function maths(
  drawBlock: (tex: string) => string,
  drawInline: (tex: string) => string,
): TokenizerAndRendererExtension[] {
  return [
    {
      name: 'block-maths',
      level: 'block',
      start: source => {
        const before = source.search(BLOCK_START);
        return before < 0 ? undefined : before + 1;
      },
      tokenizer: source => {
        const match = BLOCK.exec(source);
        return match ? formula('block-maths', match[0], match[1] ?? match[2]) : undefined;
      },
      renderer: token => drawBlock(String(token.text)),
    },
    {
      name: 'inline-maths',
      level: 'inline',
      // Asked once per span, so plain searches: a pattern would take seconds on a long text.
      start: source => {
        const found = ['$', '\\(', '\\['].map(sign => source.indexOf(sign)).filter(at => at >= 0);
        return found.length > 0 ? Math.min(...found) : undefined;
      },
      tokenizer: (source, before) => {
        const match = INLINE.exec(source);
        if (match) return formula('inline-maths', match[0], match[1] ?? match[2] ?? match[3]);
        if (/\w/.test(before.at(-1)?.raw.slice(-1) ?? '')) return undefined;
        const dollars = DOLLARS.exec(source);
        return dollars && !AMOUNT.test(dollars[1] ?? '')
          ? formula('inline-maths', dollars[0], dollars[1])
          : undefined;
      },
      renderer: token => drawInline(String(token.text)),
    },
  ];
}
