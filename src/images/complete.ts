/** What a path that is being typed may become. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { cleanLine } from '../text/clean.ts';
import { absolutePath, looksLike, type Places } from './find-file.ts';
import { naturalOrder } from './order.ts';

/** One way to go on: the whole path, unquoted, as the person began it (`~` stays `~`); a folder ends with its separator. */
export type PathCompletion = { readonly text: string; readonly isFolder: boolean };

/**
 * Up to `limit` completions of a path, in natural order: folders and what is called like a picture; other files only if there
 * is nothing else. Upper and lower case count only if something begins exactly so; names with a leading dot only after a
 * dot. No folder, no rights: none.
 */
export async function completePath(
  prefix: string,
  { limit, ...places }: Places & { readonly limit: number },
): Promise<readonly PathCompletion[]> {
  if (prefix === '~') return [{ text: `~${sep}`, isFolder: true }];
  const cut = Math.max(prefix.lastIndexOf('/'), sep === '\\' ? prefix.lastIndexOf('\\') : -1) + 1;
  const folderText = prefix.slice(0, cut);
  const begun = looksLike(prefix.slice(cut));
  if (begun === '..') return [{ text: `${prefix}${sep}`, isFolder: true }];
  const folder = folderText === '' ? places.cwd : absolutePath(folderText, places);
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  const visible = entries.filter(
    ({ name }) => (begun.startsWith('.') || !name.startsWith('.')) && isPlain(name),
  );
  const exact = visible.filter(({ name }) => looksLike(name).startsWith(begun));
  const lower = begun.toLowerCase();
  const matching =
    exact.length > 0 ? exact : visible.filter(({ name }) => looksLike(name).toLowerCase().startsWith(lower));

  const order = naturalOrder();
  const sorted = matching.toSorted((a, b) => order(a.name, b.name));
  const wanted: PathCompletion[] = [];
  const others: PathCompletion[] = [];
  for (const entry of sorted) {
    if (wanted.length >= limit) break;
    const text = folderText + entry.name;
    if (await isFolderEntry(entry, folder)) wanted.push({ text: `${text}${sep}`, isFolder: true });
    else if (PICTURE_NAMES.has(extname(entry.name).toLowerCase())) wanted.push({ text, isFolder: false });
    else if (others.length < limit) others.push({ text, isFolder: false });
  }
  return wanted.length > 0 ? wanted : others;
}

/** Endings only order what is offered; what a file is, its bytes tell. */
const PICTURE_NAMES: ReadonlySet<string> = new Set(
  'png jpg jpeg jpe jfif webp gif avif tif tiff heic heif bmp'.split(' ').map(ending => `.${ending}`),
);

/** A name that would do something else than be seen when it is written into the line is left out. */
function isPlain(name: string): boolean {
  const visible = looksLike(name).replace(/ +/g, ' ').trim();
  return cleanLine(visible, 4096) === visible;
}

async function isFolderEntry(entry: Dirent, folder: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return stat(join(folder, entry.name)).then(
    target => target.isDirectory(),
    () => false,
  );
}
