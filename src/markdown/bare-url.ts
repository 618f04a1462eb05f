import { Tokenizer, type Tokens } from 'marked';

// What ends an address in Chinese text. A Han character does so only in the host: paths may hold some.
const END = /[，。、；：！？（）《》〈〉「」『』【】“”‘’…　]/;
const HAN_AFTER_HOST = /^(https?:\/\/|www\.)[\w.:-]+(?=\p{Script=Han})/iu;

/** The address that the text begins with, as GFM finds it, but without the Chinese punctuation and words that follow it with no space. */
export function bareUrl(this: Tokenizer, source: string): Tokens.Link | undefined {
  const end = source.search(END);
  const cut = end < 0 ? source : source.slice(0, end);
  const host = HAN_AFTER_HOST.exec(cut)?.[0];
  return Tokenizer.prototype.url.call(this, host ?? cut);
}
