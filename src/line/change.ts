/** The one place where the text of a line changes: keeps what was for undo, and the cursor between graphemes. */
import { boundaryAtOrAfter } from './graphemes.ts';
import type { Line, Snapshot, Streak } from './line.ts';

const MOST_SNAPSHOTS = 200;

/** Text in the place of `[start, end)`, both grapheme boundaries. */
export type Change = { readonly start: number; readonly end: number; readonly text: string };

/** The line with the change made and the cursor after it; `joined` to the change before, both are undone in one step. */
export function changed(line: Line, change: Change, streak: Streak, joined = false): Line {
  const text = line.text.slice(0, change.start) + change.text + line.text.slice(change.end);
  return {
    ...(joined ? line : remembering(line)),
    text,
    cursor: boundaryAtOrAfter(text, change.start + change.text.length),
    future: [],
    streak,
  };
}

/** The line with its present text as the next to come back by `undo`. */
export function remembering(line: Line): Line {
  return { ...line, past: [...line.past.slice(1 - MOST_SNAPSHOTS), snapshot(line)], future: [] };
}

/** The line as it was before the last change or run of changes; the line itself if there was none. */
export function undone(line: Line): Line {
  const last = line.past.at(-1);
  if (!last) return line;
  return {
    ...line,
    ...last,
    past: line.past.slice(0, -1),
    future: [...line.future, snapshot(line)],
    streak: { kind: 'none' },
  };
}

/** The line as it was before the last `undo`; the line itself if something was changed since. */
export function redone(line: Line): Line {
  const next = line.future.at(-1);
  if (!next) return line;
  return {
    ...line,
    ...next,
    past: [...line.past, snapshot(line)],
    future: line.future.slice(0, -1),
    streak: { kind: 'none' },
  };
}

function snapshot({ text, cursor, at, pages }: Line): Snapshot {
  return { text, cursor, at, pages };
}
