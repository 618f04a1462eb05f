/** The graphemes of a text with their widths, at the pace of a key also in a long text. */
import { graphemes, textWidth } from '../text/width.ts';
import { isChipAt } from './chips.ts';
import { cellsAlone, isSureBoundary, sureAfter } from './graphemes.ts';

type Cluster = { readonly length: number; readonly cells: number };

/** What was found for text that comes again at every key: asking for each of a few thousand letters would be felt. */
class Known<T> {
  readonly #found = new Map<string, T>();
  readonly #find: (text: string) => T;

  constructor(find: (text: string) => T) {
    this.#find = find;
  }

  of(text: string): T {
    if (text.length > 64) return this.#find(text);
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    const found = this.#find(text);
    if (this.#found.size >= 2000) this.#found.clear();
    this.#found.set(text, found);
    return found;
  }
}

const widths = new Known(textWidth);
const stretches = new Known<readonly Cluster[]>(stretch =>
  graphemes(stretch).map(one => ({ length: one.length, cells: widths.of(one) })),
);

/**
 * Calls `visit` with the bounds of each grapheme of `[from, to)`, two grapheme boundaries, and its cells; null for what is not
 * drawn as it is: a line break, a tab, a chip.
 */
export function eachGrapheme(
  text: string,
  from: number,
  to: number,
  visit: (start: number, end: number, cells: number | null) => void,
): void {
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    const own = code < 0x20 ? 1 : isChipAt(text, at) ? 2 : 0;
    if (own > 0) {
      visit(at, at + own, null);
      at += own;
      continue;
    }
    const cells = cellsAlone(code);
    if (cells > 0 && (at + 1 >= to || isSureBoundary(text, at + 1))) {
      visit(at, at + 1, cells);
      at++;
      continue;
    }
    const end = Math.min(to, sureAfter(text, at + 1));
    for (const cluster of stretches.of(text.slice(at, end))) {
      visit(at, at + cluster.length, cluster.cells);
      at += cluster.length;
    }
  }
}
