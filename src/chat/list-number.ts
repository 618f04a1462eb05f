/** Numbers of ordered lists that are shown in pieces: Markdown counts on from the number of a list's first item only. */

const MARKER = /^( {0,3})(\d{1,9})([.)])( *)/;

/**
 * A list whose first item has the given number, what belongs to that item moved so that it still stands below its text.
 * The list itself if it has that number, or if none is given.
 */
export function numberedFrom(list: string, number: number | null): string {
  const [marker, lead = '', digits = '', sign = '', gap = ''] = MARKER.exec(list) ?? [];
  if (number === null || marker === undefined || Number(digits) === number) return list;
  const wider = `${number}`.length - digits.length;
  const [first = '', ...others] = list.split('\n');
  const offset = lead.length + digits.length + 1 + Math.max(1, gap.length);
  const end = others.findIndex(
    line => indentOf(line) < offset && /^ *(?:\d{1,9}[.)]|[-*+])(?: |$)/.test(line),
  );
  const own = end < 0 ? others.length : end;
  const moved = others.map((line, index) => {
    const belongs = index < own && line.trim() !== '' && indentOf(line) >= offset;
    if (!belongs) return line;
    return wider >= 0 ? ' '.repeat(wider) + line : line.slice(-wider);
  });
  return [`${lead}${number}${sign}${gap}${first.slice(marker.length)}`, ...moved].join('\n');
}

function indentOf(line: string): number {
  return line.search(/[^ ]|$/);
}
