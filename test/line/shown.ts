/** Lines as text for tests: the cursor as `|`, chips as `{number}`. */
import { type Line, lineOf } from '../../src/line/line.ts';

export function shown({ text, cursor, chips }: Line): string {
  const withChips = (part: string) =>
    part.replace(/[\u{10f000}-\u{10ffff}]/gu, character => `{${chips.get(character)?.number ?? '?'}}`);
  return `${withChips(text.slice(0, cursor))}|${withChips(text.slice(cursor))}`;
}

/** The line that `shown` shows so, without chips. */
export function lineAt(marked: string): Line {
  return { ...lineOf(marked.replace('|', '')), cursor: marked.indexOf('|') };
}
