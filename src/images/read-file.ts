/** The bytes of a file that may be anything: a pipe, a device, gone, growing. */
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { nearestName } from './find-file.ts';

/** The bytes of a file, or why they are not to be had. */
export type ReadFile =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly notice: Notice };

/** Reads a regular file of at most `maxBytes`. Does not throw and does not hang on pipes and devices. */
export async function readRegularFile(path: string, maxBytes: number): Promise<ReadFile> {
  const name = cleanLine(path, 300);
  let handle: FileHandle | null = null;
  try {
    // Looked at before opening, because opening a device can have effects of its own.
    const before = whyNot(await stat(path), name, maxBytes);
    if (before) return { ok: false, notice: before };
    // Without waiting for a writer, should it have become a pipe in between.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const after = whyNot(await handle.stat(), name, maxBytes);
    if (after) return { ok: false, notice: after };
    const bytes = await readUpTo(handle, maxBytes + 1);
    if (bytes.length > maxBytes) return { ok: false, notice: tooLarge(name, maxBytes) };
    if (bytes.length === 0) return { ok: false, notice: { code: 'image-file-empty', data: { name } } };
    return { ok: true, bytes };
  } catch (error) {
    return { ok: false, notice: await failureNotice(error, path, name) };
  } finally {
    await handle?.close().catch(() => {});
  }
}

/** The first `length` bytes of a regular file, or null if there is none or it cannot be read. */
export async function readBeginning(path: string, length: number): Promise<Uint8Array | null> {
  let handle: FileHandle | null = null;
  try {
    if (!(await stat(path)).isFile()) return null;
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return (await handle.stat()).isFile() ? await readUpTo(handle, length) : null;
  } catch {
    return null;
  } finally {
    await handle?.close().catch(() => {});
  }
}

type Stats = { isDirectory(): boolean; isFile(): boolean; readonly size: number };

function whyNot(stats: Stats, name: string, maxBytes: number): Notice | null {
  if (stats.isDirectory()) return { code: 'image-file-folder', data: { name } };
  if (!stats.isFile()) return { code: 'image-file-special', data: { name } };
  return stats.size > maxBytes ? tooLarge(name, maxBytes) : null;
}

function tooLarge(name: string, limit: number): Notice {
  return { code: 'image-too-large', data: { name, limit } };
}

async function readUpTo(handle: FileHandle, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const chunk = Buffer.allocUnsafe(Math.min(1 << 20, most - length));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(chunks, length);
}

async function failureNotice(error: unknown, path: string, name: string): Promise<Notice> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ERR_INVALID_ARG_VALUE': {
      const nearest = await nearestName(path);
      return { code: 'image-file-missing', data: { name, nearest: nearest && cleanLine(nearest) } };
    }
    case 'EACCES':
    case 'EPERM':
      return { code: 'image-file-forbidden', data: { name } };
    default:
      return { code: 'image-file-unreadable', data: { name, reason: cleanLine(code || 'error', 60) } };
  }
}
