/** Where words begin and end, for motions and deletions by word. Chinese is split by the dictionary of `Intl.Segmenter`. */
import { isChipAt } from './chips.ts';
import { boundaryAtOrAfter, boundaryAtOrBefore } from './graphemes.ts';

// Built on the first motion by word: the first use costs about 10 ms.
let segmenter: Intl.Segmenter | undefined;
// Emoji count as words: nobody who deletes one by word means the word before it as well.
const PICTOGRAPH = /\p{Extended_Pictographic}/u;
// UTF-16 units looked at in one go, so that a word motion costs the same in a long text.
const STRETCH = 400;

type Word = { readonly start: number; readonly end: number };

/** The words of the text between two offsets, in order; a chip is one. */
function wordsBetween(text: string, from: number, to: number): readonly Word[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text.slice(from, to))) {
    if (isWordLike || isChipAt(segment, 0) || PICTOGRAPH.test(segment))
      words.push({ start: from + index, end: from + index + segment.length });
  }
  return words;
}

/** The start of the word that `offset` is in or after, skipping spaces and punctuation; 0 if there is none. */
export function wordStartBefore(text: string, offset: number): number {
  for (let to = offset; to > 0; ) {
    const from = boundaryAtOrBefore(text, to - STRETCH);
    const word = wordsBetween(text, from, to).at(-1);
    if (word) return boundaryAtOrBefore(text, word.start);
    to = from;
  }
  return 0;
}

/** The end of the word that `offset` is in or before, skipping spaces and punctuation; the text's length if there is none. */
export function wordEndAfter(text: string, offset: number): number {
  for (let from = offset; from < text.length; ) {
    const to = boundaryAtOrAfter(text, from + STRETCH);
    const word = wordsBetween(text, from, to)[0];
    if (word) return boundaryAtOrAfter(text, word.end);
    from = to;
  }
  return text.length;
}
