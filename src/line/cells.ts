/** The graphemes of a text with their widths, at the pace of a key also in a long text. */
import { graphemes, textWidth } from '../text/width.ts';
import { isChipAt } from './chips.ts';
import { cellsAlone, isSureBoundary, sureAfter } from './graphemes.ts';

type Cluster = { readonly length: number; readonly cells: number };

// Emoji and the like are looked up: asking the Segmenter for each of a few thousand at every key would be felt.
const KNOWN_AT_MOST = 1000;
const LONGEST_KNOWN = 64;
const known = new Map<string, readonly Cluster[]>();

/** The graphemes of a short stretch: UTF-16 units and cells of each. */
function clustersOf(stretch: string): readonly Cluster[] {
  const found = known.get(stretch);
  if (found) return found;
  const clusters = graphemes(stretch).map(one => ({ length: one.length, cells: textWidth(one) }));
  if (stretch.length > LONGEST_KNOWN) return clusters;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(stretch, clusters);
  return clusters;
}

/** Calls `visit` with the bounds and cells of each grapheme of `[from, to)`, two grapheme boundaries; line break, tab and chip have 0 cells. */
export function eachGrapheme(
  text: string,
  from: number,
  to: number,
  visit: (start: number, end: number, cells: number) => void,
): void {
  for (let at = from; at < to; ) {
    if (isChipAt(text, at)) {
      visit(at, at + 2, 0);
      at += 2;
      continue;
    }
    const cells = cellsAlone(text.charCodeAt(at));
    if (cells > 0 && (at + 1 >= to || isSureBoundary(text, at + 1))) {
      visit(at, at + 1, cells);
      at++;
      continue;
    }
    const end = Math.min(to, sureAfter(text, at + 1));
    for (const cluster of clustersOf(text.slice(at, end))) {
      visit(at, at + cluster.length, cluster.cells);
      at += cluster.length;
    }
  }
}
