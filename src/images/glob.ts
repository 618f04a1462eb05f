/** Files by pattern: `*`, `?`, `[…]`, `{…}`, `**`. */
import { join, resolve, sep } from 'node:path';
import { absolutePath, type Places } from './find-file.ts';
import { naturalOrder } from './order.ts';

/** Whether the text has something in it that makes it a pattern. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text);
}

/**
 * The absolute paths of the files that a pattern matches, in natural order; names with a leading dot only if the pattern has
 * it. Null if the search takes longer than `timeoutMs`, as `~/**` may.
 */
export async function findMatches(
  pattern: string,
  places: Places,
  timeoutMs = 10_000,
): Promise<readonly string[] | null> {
  const segments = (sep === '\\' ? pattern.replaceAll('\\', '/') : pattern).split('/');
  const firstDynamic = segments.findIndex(isGlob);
  // The search begins in the deepest folder that the pattern names outright, wherever that is.
  const folder = segments.slice(0, firstDynamic).join('/');
  const start = folder === '' && pattern.startsWith('/') ? '/' : folder;
  const cwd = start === '' ? places.cwd : resolve(absolutePath(start, places));
  const rest = segments.slice(firstDynamic).map(escapeOthers).join('/');
  const { glob } = await import('tinyglobby');
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const matches = await glob(rest, {
      cwd,
      onlyFiles: true,
      expandDirectories: false,
      extglob: false,
      signal,
    });
    // An ended search gives what it has, which is not what was asked for.
    if (signal.aborted) return null;
    return matches.map(match => join(cwd, match)).sort(naturalOrder());
  } catch {
    return null;
  }
}

/** What only extended patterns know stands for itself: brackets as in `photo (1)*.png`, and signs before them. */
function escapeOthers(segment: string): string {
  return segment.replace(/[()+@|\\]/g, '\\$&').replace(/^!/, '\\!');
}
