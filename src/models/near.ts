/** Names that a person may have meant. */

/** The names nearest to a mistyped one, best first, at most `max`; empty if none comes close. */
export function nearest(name: string, names: readonly string[], max = 3): readonly string[] {
  const wanted = bare(name);
  if (wanted === '') return [];
  const farthest = Math.max(2, Math.floor(wanted.length / 3));
  return names
    .map(candidate => ({ candidate, distance: distanceTo(wanted, bare(candidate)) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, max)
    .map(({ candidate }) => candidate);
}

/** Without the maker before the slash and Ollama's `:latest`, which people leave out. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/:latest$/, '')
    .slice(0, 200);
}

function distanceTo(wanted: string, candidate: string): number {
  const isPart =
    wanted.length >= 3 &&
    (candidate.includes(wanted) || (candidate.length >= 3 && wanted.includes(candidate)));
  return isPart && wanted !== candidate ? 1 : editDistance(wanted, candidate);
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one into the other (optimal string alignment). */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          (line[column - 1] ?? 0) + 1,
          (above[column] ?? 0) + 1,
          (above[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = above;
    above = line;
  }
  return above[to.length] ?? from.length;
}
