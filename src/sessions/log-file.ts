/** The open file of a session: whole lines are added at its end, as long as nobody else touches it. */
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Notice } from '../text/catalogue.ts';
import { lockedBy, notSaved, shown } from './disk-notices.ts';
import { acquireLock } from './lock.ts';
import { makePrivateFolder, openPrivateFile, syncFolder, systemCode } from './private-files.ts';
import { checkReadable, readOpenFile } from './read-log-file.ts';

export type Written = {
  /** How many of the lines are in the file now, counted from the first. */
  readonly lines: number;
  /** Why not all of them are, or why they may not survive a loss of power. */
  readonly problem: Notice | null;
};

export type LogFile = {
  /** Adds lines, each with its newline, in one write; `durable` waits until the disk has them. Never throws. */
  write(lines: readonly string[], durable: boolean): Written;
  /** Closes the file and releases its lock; a new one that never got a line is removed. */
  close(): void;
};

export type OpenedFile =
  | { readonly ok: true; readonly file: LogFile; readonly text: string }
  | { readonly ok: false; readonly reason: 'busy' | 'read-only' | 'unusable'; readonly notice: Notice };

/** Makes an empty file and its folder (0600, 0700), locked; a notice on failure. */
export function createLogFile(path: string): LogFile | Notice {
  try {
    makePrivateFolder(dirname(path));
  } catch (error) {
    return notSaved(path, systemCode(error));
  }
  const lock = acquireLock(path);
  if (!lock.ok) return lock.reason === 'busy' ? lockedBy(path, lock.pid) : notSaved(path, lock.code);
  try {
    const file = attach({
      path,
      fd: openPrivateFile(path, 'ax'),
      size: 0,
      isTorn: false,
      isNew: true,
      release: lock.release,
    });
    syncFolder(dirname(path));
    return file;
  } catch (error) {
    lock.release();
    return notSaved(path, systemCode(error));
  }
}

/** Opens a session file for going on with it, locked, and reads it; see `OpenedLog`. Never throws. */
export function openLogFile(path: string): OpenedFile {
  const refusal = checkReadable(path);
  if (refusal) return { ok: false, reason: 'unusable', notice: refusal };
  const lock = acquireLock(path);
  if (!lock.ok) {
    return lock.reason === 'busy'
      ? { ok: false, reason: 'busy', notice: lockedBy(path, lock.pid) }
      : { ok: false, reason: 'read-only', notice: notSaved(path, lock.code) };
  }
  let fd: number | null = null;
  try {
    fd = openSync(path, constants.O_RDWR | constants.O_APPEND);
    const bytes = readOpenFile(fd);
    const isTorn = bytes.length > 0 && bytes.at(-1) !== 0x0a;
    const file = attach({ path, fd, size: bytes.length, isTorn, isNew: false, release: lock.release });
    return { ok: true, file, text: bytes.toString('utf8') };
  } catch (error) {
    if (fd !== null) closeQuietly(fd);
    lock.release();
    return { ok: false, reason: 'read-only', notice: notSaved(path, systemCode(error)) };
  }
}

type Attachment = {
  readonly path: string;
  readonly fd: number;
  readonly size: number;
  readonly isTorn: boolean;
  readonly isNew: boolean;
  readonly release: () => void;
};

function attach({ path, fd, size, isTorn, isNew, release }: Attachment): LogFile {
  const { dev, ino } = fstatSync(fd);
  let length = size;
  let torn = isTorn;

  const intrusion = (): Notice | null => {
    try {
      const stat = statSync(path);
      const isOurs = stat.dev === dev && stat.ino === ino && stat.size === length;
      return isOurs ? null : { code: 'session-changed', data: { path: shown(path) } };
    } catch (error) {
      const code = systemCode(error);
      return code === 'ENOENT'
        ? { code: 'session-vanished', data: { path: shown(path) } }
        : notSaved(path, code);
    }
  };

  /** After `written` of the bytes: keeps the whole lines, takes the piece of a line back if the disk lets us. */
  const keepWholeLines = (bytes: Buffer, written: number): number => {
    const whole = bytes.subarray(0, written).lastIndexOf(0x0a) + 1;
    torn = torn && whole === 0;
    length += whole;
    if (written > whole) {
      try {
        ftruncateSync(fd, length);
      } catch {
        length += written - whole;
        torn = true;
      }
    }
    return whole;
  };

  const write = (lines: readonly string[], durable: boolean): Written => {
    const intruder = intrusion();
    if (intruder) return { lines: 0, problem: intruder };
    const mending = torn ? '\n' : '';
    const bytes = Buffer.from(mending + lines.join(''));
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(fd, bytes, written);
    } catch (error) {
      const whole = keepWholeLines(bytes, written);
      const count = newlinesIn(bytes.subarray(mending.length, whole));
      return { lines: count, problem: notSaved(path, systemCode(error)) };
    }
    length += written;
    torn = false;
    return { lines: lines.length, problem: durable ? sync() : null };
  };

  const sync = (): Notice | null => {
    try {
      fdatasyncSync(fd);
      return null;
    } catch (error) {
      const code = systemCode(error);
      // Some file systems cannot be told to sync; the lines are written all the same.
      return ['EINVAL', 'ENOSYS', 'ENOTSUP'].includes(code) ? null : notSaved(path, code);
    }
  };

  const close = (): void => {
    try {
      if (isNew && length === 0 && intrusion() === null) unlinkSync(path);
    } catch {
      // An empty file that stays is skipped by whoever reads it.
    }
    closeQuietly(fd);
    release();
  };
  return { write, close };
}

function newlinesIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === 0x0a) count += 1;
  return count;
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // A disk that is gone says so here too; there is nothing left to do with the file.
  }
}
