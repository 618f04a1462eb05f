/** Files dropped on the terminal: they arrive as a paste of their paths. */
import { sep } from 'node:path';
import { absolutePath, findOnDisk, type Places, pathOfFileUrl } from './find-file.ts';
import { readBeginning } from './read-file.ts';
import { isPicture, SNIFF_BYTES, sniff } from './sniff.ts';
import type { Source } from './sources.ts';

/** `splitWords` of the prompt line, handed in: the words of a text by the rules of a shell. */
export type SplitWords = (
  text: string,
) => { readonly ok: true; readonly words: readonly { readonly text: string }[] } | { readonly ok: false };

/**
 * The pictures whose paths a pasted text consists of (bare, quoted, escaped, as `file:` URLs, one or several), or null if
 * any part of it is something else than an existing picture: then it is text. Never takes a part as a pattern.
 */
export async function droppedSources(
  text: string,
  options: Places & { readonly splitWords: SplitWords },
): Promise<readonly Source[] | null> {
  const trimmed = text.trim();
  if (trimmed === '' || text.length > MAX_LENGTH || !/[./\\]/.test(trimmed) || trimmed.includes('\0'))
    return null;
  const lines = trimmed.split(/[\r\n]+/).map(line => line.trim());
  const split = options.splitWords(trimmed);
  // The text as it is comes first: a bare path may have spaces, quotes and backslashes in it.
  const readings = [[trimmed], lines, split.ok ? split.words.map(word => word.text) : []];
  for (const parts of readings) {
    const sources = await picturesOf(parts, options);
    if (sources) return sources;
  }
  return null;
}

const MAX_LENGTH = 8192;
const MAX_PARTS = 100;

async function picturesOf(parts: readonly string[], places: Places): Promise<readonly Source[] | null> {
  if (parts.length === 0 || parts.length > MAX_PARTS) return null;
  const sources: Source[] = [];
  for (const part of parts) {
    const named = pathOfFileUrl(part);
    // Asking for a share of a Windows server would tell it who asks; a paste must not do that.
    if (named === null || named === '' || (sep === '\\' && /^[\\/]{2}/.test(named))) return null;
    const path = absolutePath(named, places);
    const onDisk = await findOnDisk(path);
    const beginning = onDisk === null ? null : await readBeginning(onDisk, SNIFF_BYTES);
    if (onDisk === null || beginning === null || !isPicture(sniff(beginning))) return null;
    sources.push({ type: 'file', path: onDisk });
  }
  return sources;
}
