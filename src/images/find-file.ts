/** Finding the file that a person means by a path. */
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, parse, resolve, sep } from 'node:path';
import { editDistance } from '../text/near.ts';

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
    const distance = sameStem ? 1 : distanceBelow(candidate, wanted, bestDistance);
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

/** The edit distance of two names; `limit` for those whose lengths alone differ by as much: a folder holds many names. */
function distanceBelow(a: string, b: string, limit: number): number {
  return Math.abs(a.length - b.length) >= limit ? limit : editDistance(a, b);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
