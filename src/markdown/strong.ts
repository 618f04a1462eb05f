import type { TokenizerAndRendererExtension, TokenizerThis, Tokens } from 'marked';

const STRONG = /^\*\*(?=[^\s*])([^*\n`]*[^\s*`])\*\*(?!\*)/;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef“”‘’…—·]/u;

/**
 * Strong text that CommonMark takes for asterisks, because punctuation stands inside the marks and a Han character outside:
 * `**“引号”**后文` (CommonMark issue 650, marked issue 3838). All else is left to marked.
 */
export const strong: TokenizerAndRendererExtension = {
  name: 'strong',
  level: 'inline',
  tokenizer(this: TokenizerThis, source, before): Tokens.Strong | undefined {
    const match = STRONG.exec(source);
    const text = match?.[1];
    if (!match || text === undefined) return undefined;
    const [raw] = match;
    const previous = before.at(-1)?.raw.slice(-1) ?? '';
    const next = source.charAt(raw.length);
    const opensBadly = isWordLike(previous) && PUNCTUATION.test(text.charAt(0));
    const closesBadly = isWordLike(next) && PUNCTUATION.test(text.slice(-1));
    if (!opensBadly && !closesBadly) return undefined;
    if (!CJK.test(previous + text.charAt(0) + text.slice(-1) + next)) return undefined;
    return { type: 'strong', raw, text, tokens: this.lexer.inlineTokens(text) };
  },
};

const isWordLike = (character: string): boolean =>
  character !== '' && !/\s/.test(character) && !PUNCTUATION.test(character);
