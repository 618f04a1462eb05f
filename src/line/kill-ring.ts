/** What was cut by Ctrl+K, U, W and the like, to be put back by Ctrl+Y and turned by Alt+Y. */
import { changed } from './change.ts';
import type { Line } from './line.ts';

const MOST_KILLS = 30;

/** The line without `[start, end)`, which goes into the ring; kills in a row join to one piece in reading order. */
export function killed(line: Line, start: number, end: number): Line {
  if (start >= end) return line;
  const cut = line.text.slice(start, end);
  const newest = line.streak.kind === 'killing' ? line.kills.at(-1) : undefined;
  const kills =
    newest === undefined
      ? withKill(line.kills, cut)
      : [...line.kills.slice(0, -1), end === line.cursor ? cut + newest : newest + cut];
  return { ...changed(line, { start, end, text: '' }, { kind: 'killing' }), kills };
}

/** The ring with one more piece; the oldest of more than 30 is let go. */
export function withKill(kills: readonly string[], cut: string): readonly string[] {
  return cut === '' ? kills : [...kills.slice(1 - MOST_KILLS), cut];
}

/** The line with the newest piece of the ring at the cursor. */
export function yanked(line: Line): Line {
  return put(line, line.cursor, line.cursor, 0);
}

/** Right after a yank: the line with the piece before that one in its place. Otherwise the line itself. */
export function yankPopped(line: Line): Line {
  const { streak } = line;
  return streak.kind === 'yanked' ? put(line, streak.start, streak.end, streak.age + 1) : line;
}

function put(line: Line, start: number, end: number, age: number): Line {
  const text = line.kills.at(-1 - (age % Math.max(1, line.kills.length)));
  if (text === undefined) return line;
  return changed(
    line,
    { start, end, text },
    { kind: 'yanked', start, end: start + text.length, age },
    age > 0,
  );
}
