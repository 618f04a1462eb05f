import { readFileSync, statSync } from 'node:fs';
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { type Config, configOf } from './config.ts';

/** The name of the settings file in its folder. */
export const CONFIG_FILE = 'settings.json';

/** The settings at `path`, and what is wrong with them; no settings when there is no such file. Never throws. */
export function readConfig(path: string): { readonly config: Config; readonly problems: readonly Notice[] } {
  const shown = cleanLine(path);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof SyntaxError)
      return { config: {}, problems: [{ code: 'settings-file-broken', data: { path: shown } }] };
    const reason = reasonOf(error);
    return reason === 'ENOENT' || reason === 'ENOTDIR'
      ? { config: {}, problems: [] }
      : { config: {}, problems: [{ code: 'settings-file-unreadable', data: { path: shown, reason } }] };
  }
  const { config, problems } = configOf(json, shown);
  return config.keys && isOpenToOthers(path)
    ? {
        config,
        problems: [...problems, { code: 'settings-file-open-to-others', data: { path: shown } }],
      }
    : { config, problems };
}

/** The system's name for why a file could not be used, such as `EACCES`. Not the error's own words, which may quote a key. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'error';
  return cleanLine('code' in error && typeof error.code === 'string' ? error.code : error.name, 40);
}

/** Windows keeps files of a person to that person by other means than modes. */
function isOpenToOthers(path: string): boolean {
  return (
    process.platform !== 'win32' && ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0
  );
}
