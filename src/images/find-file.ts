/** Finding the file that a person means by a path. */
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, parse, resolve, sep } from 'node:path';

/** Where paths start from: the working folder for relative ones, the home folder for `~`. Both absolute. */
export type Places = { readonly cwd: string; readonly home: string };

/** The absolute path that the text stands for: `~` and `~/…` from the home folder, others from the working folder. */
export function absolutePath(text: string, { cwd, home }: Places): string {
  if (text === '~') return home;
  if (text.startsWith('~/') || (sep === '\\' && text.startsWith('~\\'))) return join(home, text.slice(2));
  return resolve(cwd, text);
}

/** The path of a `file:` URL, percent-decoded; null for one of another host; `text` itself if it is no `file:` URL. */
export function pathOfFileUrl(text: string): string | null {
  const [, host, encoded] = /^file:(?:\/\/([^/]*))?(\/.*)$/is.exec(text) ?? [];
  if (encoded === undefined) return text;
  if (host !== undefined && host !== '' && host.toLowerCase() !== 'localhost') return null;
  const path = sep === '\\' ? encoded.replace(/^\/(?=[A-Za-z]:)/, '') : encoded;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The path as it is on the disk: itself if something is there, otherwise what looks the same to a person (macOS puts
 * U+202F into the names of screenshots and keeps accents apart from letters); null if nothing does.
 */
export async function findOnDisk(path: string): Promise<string | null> {
  if (await exists(path)) return path;
  const { root } = parse(path);
  let found = root;
  for (const segment of path.slice(root.length).split(sep)) {
    const literal = join(found, segment);
    if (await exists(literal)) {
      found = literal;
      continue;
    }
    const alike = (await namesIn(found)).find(name => looksLike(name) === looksLike(segment));
    if (alike === undefined) return null;
    found = join(found, alike);
  }
  return found;
}

/** The name with every kind of space as a plain one and accents composed: equal for names that look equal. */
export function looksLike(name: string): string {
  return name.normalize('NFC').replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
}

/** The name in the folder of `path` that is closest to its last part, if one is close enough to be a slip; else null. */
export async function nearestName(path: string): Promise<string | null> {
  const wanted = looksLike(basename(path)).toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 4)) + 1;
  for (const name of await namesIn(dirname(path))) {
    const candidate = looksLike(name).toLowerCase();
    const sameStem = withoutExtension(candidate) === withoutExtension(wanted);
    const distance = sameStem ? 1 : editDistance(candidate, wanted, bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Names in a folder, sorted by code unit; none for a folder that cannot be read or is too full to be worth a search. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.length > 10_000 ? [] : names.sort();
}

function withoutExtension(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

/** Insertions, deletions and replacements from `a` to `b` (Levenshtein); `limit` or more is told as `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row[b.length] ?? limit, limit);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
