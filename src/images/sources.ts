/** From a word of `/attach` to the files and URLs that it means. */
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { absolutePath, findOnDisk, type Places, pathOfFileUrl } from './find-file.ts';
import { findMatches, isGlob } from './glob.ts';

/** Where a picture is to be had: an absolute path, or a http(s) URL as it was given. */
export type Source =
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'url'; readonly url: string }
  /** A `data:` URL. */
  | { readonly type: 'data'; readonly url: string };

/** What a word means, at least one source, or why it means nothing. */
export type FoundSources =
  | { readonly ok: true; readonly sources: readonly Source[] }
  | { readonly ok: false; readonly notice: Notice };

/**
 * The sources that a word means: a URL, a path (also with `~`, as `file:` URL, or with the odd spaces of macOS), or a glob
 * if the word was not quoted and no file has just this name. A path with nothing behind it is a source too: `loadImage`
 * says what is wrong. Fails with a notice for other schemes and hosts, and for globs without matches, with more than 100
 * or with no end.
 */
export async function findSources(
  word: { readonly text: string; readonly quoted: boolean },
  places: Places,
): Promise<FoundSources> {
  const { text, quoted } = word;
  if (/^data:/i.test(text)) return found([{ type: 'data', url: text }]);
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') {
    if (URL.canParse(text)) return found([{ type: 'url', url: text }]);
    return { ok: false, notice: { code: 'image-url-invalid', data: { url: cleanLine(text) } } };
  }
  if (scheme !== undefined && scheme !== 'file')
    return { ok: false, notice: { code: 'image-url-scheme', data: { scheme: cleanLine(scheme, 40) } } };
  const named = pathOfFileUrl(text);
  if (named === null)
    return { ok: false, notice: { code: 'image-file-elsewhere', data: { url: cleanLine(text) } } };
  const path = absolutePath(named, places);
  const onDisk = await findOnDisk(path);
  if (onDisk !== null) return found([{ type: 'file', path: onDisk }]);
  if (!quoted && named === text && isGlob(text)) return findGlob(text, places);
  return found([{ type: 'file', path }]);
}

/** The most files that one glob may match. */
const MOST_MATCHES = 100;

async function findGlob(pattern: string, places: Places): Promise<FoundSources> {
  const shown = cleanLine(pattern);
  const matches = await findMatches(pattern, places);
  if (matches === null)
    return { ok: false, notice: { code: 'image-glob-endless', data: { pattern: shown } } };
  if (matches.length === 0)
    return { ok: false, notice: { code: 'image-glob-none', data: { pattern: shown } } };
  if (matches.length > MOST_MATCHES) {
    const data = { pattern: shown, count: matches.length, most: MOST_MATCHES };
    return { ok: false, notice: { code: 'image-glob-many', data } };
  }
  return found(matches.map(path => ({ type: 'file', path })));
}

function found(sources: readonly Source[]): FoundSources {
  return { ok: true, sources };
}
