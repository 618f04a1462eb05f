/** Files and folders that only their owner may read, whatever the umask. */
import { chmodSync, closeSync, fchmodSync, fsyncSync, mkdirSync, openSync } from 'node:fs';

/** Makes the folder and those above it, 0700 each; one that exists is left as it is. Throws as `mkdirSync` does. */
export function makePrivateFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) chmodSync(folder, 0o700);
}

/** Opens a file, made 0600 if it is new; throws as `openSync` does. */
export function openPrivateFile(path: string, flags: string | number): number {
  const fd = openSync(path, flags, 0o600);
  try {
    fchmodSync(fd, 0o600);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return fd;
}

/** Makes the names in a folder survive a loss of power, where the system can. */
export function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Some systems open no folders and some file systems sync none; nothing is lost then but this safety.
  }
}

/** The system's code for a failure, such as `ENOSPC`. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'EUNKNOWN';
}
