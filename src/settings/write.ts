import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { normalBaseUrl } from './base-url.ts';
import type { Config } from './config.ts';
import { reasonOf } from './config-file.ts';

/**
 * Saves one setting in the file at `path`, created with its folder for this person alone (0600, 0700); `undefined` takes
 * it out. All other settings stay. A file that is no JSON object is kept beside as `.broken`. Never throws: answers
 * with `settings-saved`, `settings-saved-beside-broken` or `settings-not-saved`.
 */
export async function saveSetting<Name extends Exclude<keyof Config, 'keys'>>(
  path: string,
  name: Name,
  value: Config[Name] | undefined,
): Promise<Notice> {
  return change(path, name, () => value);
}

/** Saves the key of one server beside those of others, as `saveSetting` does; `undefined` takes it out. */
export async function saveKey(path: string, baseUrl: string, key: string | undefined): Promise<Notice> {
  const url = normalBaseUrl(baseUrl) ?? baseUrl;
  return change(path, 'keys', saved => {
    const keys = Object.entries(typeof saved === 'object' && saved !== null ? saved : {});
    const others = keys.filter(([other]) => normalBaseUrl(other) !== url);
    return Object.fromEntries(key === undefined ? others : [...others, [url, key]]);
  });
}

async function change(path: string, name: keyof Config, next: (saved: unknown) => unknown): Promise<Notice> {
  const shown = cleanLine(path);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const kept = await setBrokenAside(path);
    // Takes 15 to 60 ms to load, so never at the start.
    const { default: Conf } = await import('conf');
    const conf = new Conf<Record<string, unknown>>({
      cwd: dirname(path),
      configName: basename(path, extname(path)),
      configFileMode: 0o600,
      // Base URLs are full of dots.
      accessPropertiesByDotNotation: false,
    });
    const value = next(conf.get(name));
    if (value === undefined) conf.delete(name);
    else conf.set(name, value);
    return kept === null
      ? { code: 'settings-saved', data: { name, path: shown } }
      : { code: 'settings-saved-beside-broken', data: { name, path: shown, kept: cleanLine(kept) } };
  } catch (error) {
    return { code: 'settings-not-saved', data: { path: shown, reason: reasonOf(error) } };
  }
}

/** Renames a file that is no JSON object, and answers with its new path; null when there is nothing to set aside. */
async function setBrokenAside(path: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return null;
    throw error;
  }
  if (isJsonObject(text)) return null;
  let kept = `${path}.broken`;
  for (let number = 2; existsSync(kept); number++) kept = `${path}.broken-${number}`;
  await rename(path, kept);
  return kept;
}

function isJsonObject(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof json === 'object' && json !== null && !Array.isArray(json);
  } catch {
    return false;
  }
}
