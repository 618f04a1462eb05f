/** Reading of session files that may be anything: a folder, a pipe, far too large. */
import { fstatSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Notice } from '../text/catalogue.ts';
import { shown, unreadable } from './disk-notices.ts';
import { systemCode } from './private-files.ts';

/** A session of text alone never comes near; reading more could exhaust the memory. */
const MAX_BYTES = 256_000_000;

/** Why the file at `path` had better not be opened, or null. */
export function checkReadable(path: string): Notice | null {
  try {
    const stat = statSync(path);
    // Opening a pipe could wait for ever.
    if (!stat.isFile()) return unreadable(path, stat.isDirectory() ? 'EISDIR' : 'EINVAL');
    if (stat.size <= MAX_BYTES) return null;
    const megabytes = Math.round(stat.size / 1e6);
    return { code: 'session-too-large', data: { path: shown(path), megabytes } };
  } catch (error) {
    return unreadable(path, systemCode(error));
  }
}

/** The text of a session file; a notice on failure. */
export function readLogFile(path: string): string | Notice {
  const refusal = checkReadable(path);
  if (refusal) return refusal;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return unreadable(path, systemCode(error));
  }
}

/** All bytes of an open file, wherever its position is; throws as `readSync` does. */
export function readOpenFile(fd: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(fd).size);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(fd, bytes, length, bytes.length - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
