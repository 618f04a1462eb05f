/** What the disk did, as notices. */
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';

const MAX_PATH = 4096;

/** The chat could not be written; `code` is the system's. */
export function notSaved(path: string, code: string): Notice {
  return { code: 'session-not-saved', data: { path: shown(path), code } };
}

/** Process `pid` is writing the session. */
export function lockedBy(path: string, pid: number): Notice {
  return { code: 'session-locked', data: { path: shown(path), pid } };
}

/** The session could not be read; `code` is the system's. */
export function unreadable(path: string, code: string): Notice {
  return { code: 'session-unreadable', data: { path: shown(path), code } };
}

/** A path as it may be shown. */
export function shown(path: string): string {
  return cleanLine(path, MAX_PATH);
}
