/**
 * Earlier lines, recalled one after another. What is being written, and what was changed in a recalled entry, waits at its
 * place (`pages`) and is there again on return.
 */
import { remembering } from './change.ts';
import { chipsIn } from './chips.ts';
import type { Line } from './line.ts';
import { insertable, MAX_TEXT_LENGTH } from './paste.ts';
import { standIn } from './typing.ts';

const NO_PAGES: ReadonlyMap<number, string> = new Map();

/** The line with these earlier lines, oldest first, in the place of those it had; what stands in it becomes the draft. */
export function withHistory(line: Line, entries: readonly string[]): Line {
  const draft = line.at < line.history.length ? line.pages.get(line.history.length) : undefined;
  const kept = draft === undefined ? line : remembering({ ...line, text: draft, cursor: draft.length });
  const place = { at: entries.length, pages: NO_PAGES };
  let next: Line = { ...line, ...place, past: kept.past.map(one => ({ ...one, ...place })), future: [] };
  const history: string[] = [];
  for (const entry of entries) {
    const text = insertable(entry);
    const put = standIn({ ...next, text: '' }, text, text.length > MAX_TEXT_LENGTH);
    next = { ...next, chips: put.line.chips };
    history.push(put.text);
  }
  return { ...next, history };
}

/** The line with the entry at `at` in it, the cursor at its end; from `history.length` on, what was being written. */
export function recalled(line: Line, at: number): Line {
  const to = Math.max(0, Math.min(line.history.length, at));
  if (to === line.at) return line;
  const text = line.pages.get(to) ?? line.history[to] ?? '';
  const from = line.streak.kind === 'browsing' ? line : remembering(line);
  const pages = new Map(line.pages).set(line.at, line.text);
  return { ...from, text, cursor: text.length, at: to, pages, streak: { kind: 'browsing' } };
}

/** The line after its text went out: empty, the text last in the history unless it is blank or was the last already. */
export function submitted(line: Line): Line {
  const { text, kills } = line;
  const again = text.trim() === '' || text === line.history.at(-1);
  const history = again ? line.history : [...line.history, text];
  return {
    ...line,
    ...emptied(history),
    history,
    chips: chipsIn(line.chips, [...history, ...kills]),
    past: [],
    future: [],
  };
}

/** What makes a line empty and puts it at the end of its history. */
export function emptied(
  history: readonly string[],
): Pick<Line, 'text' | 'cursor' | 'at' | 'pages' | 'streak' | 'search'> {
  return {
    text: '',
    cursor: 0,
    at: history.length,
    pages: NO_PAGES,
    streak: { kind: 'none' },
    search: undefined,
  };
}
