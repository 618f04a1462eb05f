/** The search backwards through the history, Ctrl+R: the line shows the entry found while the query grows. */
import { boundaryAtOrBefore, boundaryBefore } from './graphemes.ts';
import { recalled } from './history.ts';
import type { Line } from './line.ts';
import { insertable } from './paste.ts';

/** A search under way. */
export type Search = {
  readonly query: string;
  /** The line as it was when the search began, which a cancelled search returns to. */
  readonly base: Line;
  /** The place in the history of the entry shown; undefined before the first was found. */
  readonly match: number | undefined;
  /** Whether nothing (more) holds the query: what is shown was found earlier. */
  readonly failed: boolean;
};

/** The line with a search begun, or the one under way at the next older entry. */
export function searchStarted(line: Line): Line {
  if (line.search) return searchedOn(line);
  return { ...line, search: { query: '', base: line, match: undefined, failed: false } };
}

/** The line with the query longer by `text`, without line breaks. */
export function searchTyped(line: Line, text: string): Line {
  const { search } = line;
  if (!search) return line;
  const query = search.query + insertable(text).replace(/\s+/g, ' ');
  return query === search.query ? line : found(line, search, query, search.match);
}

/** The line with the query a grapheme shorter, searched for from the newest entry. */
export function searchShortened(line: Line): Line {
  const { search } = line;
  if (!search) return line;
  return found(
    line,
    search,
    search.query.slice(0, boundaryBefore(search.query, search.query.length)),
    undefined,
  );
}

/** The line at the next older entry, other than the one shown, that holds the query. */
export function searchedOn(line: Line): Line {
  const { search } = line;
  return search
    ? found(line, search, search.query, (search.match ?? line.history.length) - 1, line.text)
    : line;
}

/** The line with what was found in it, to be edited or submitted; what was being written comes back by `undo` or by going down. */
export function searchAccepted(line: Line): Line {
  return line.search ? { ...line, search: undefined, streak: { kind: 'none' } } : line;
}

/** The line as it was before the search. */
export function searchCancelled(line: Line): Line {
  return line.search ? line.search.base : line;
}

/** The line at the newest entry up to `newest` that holds the query and is not `shown`. */
function found(line: Line, search: Search, query: string, newest: number | undefined, shown?: string): Line {
  const { base } = search;
  if (query === '') return { ...base, search: { query, base, match: undefined, failed: false } };
  const wanted = query.toLowerCase();
  for (let match = newest ?? base.history.length - 1; match >= 0; match--) {
    const entry = match === base.at ? base.text : (base.pages.get(match) ?? base.history[match] ?? '');
    const index = entry === shown ? -1 : entry.toLowerCase().indexOf(wanted);
    if (index < 0) continue;
    const at = recalled({ ...base, streak: { kind: 'none' } }, match);
    const cursor = boundaryAtOrBefore(at.text, index);
    return { ...at, cursor, search: { query, base, match, failed: false } };
  }
  return { ...line, search: { ...search, query, failed: true } };
}
