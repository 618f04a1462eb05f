/** Names that a person may have meant. */
import { editDistance } from '../text/near.ts';

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
