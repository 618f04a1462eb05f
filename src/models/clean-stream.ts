/** `cleanText` for a stream: a character outside the basic plane may arrive as two chunks with half of it each. */
import { cleanText, wellFormed } from '../text/clean.ts';

export type Cleaner = {
  /** The clean text that this piece completes. */
  push(text: string): string;
};

/** A cleaner of one stream; half a character that never gets its other half is dropped. */
export function cleaner(): Cleaner {
  let half = '';
  return {
    push(text) {
      const joined = half + text;
      half = /[\ud800-\udbff]$/.exec(joined)?.[0] ?? '';
      return wellFormed(cleanText(joined.slice(0, joined.length - half.length)));
    },
  };
}
