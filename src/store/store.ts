/** Bytes kept once by what they are: the SHA-256 of the bytes is their name. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../chat/image-ref.ts';
import { isAbsence, StoreError, writeFailure } from './failure.ts';
import { makePrivateFolder } from './folder.ts';
import { writeWhole } from './write.ts';

/** Where bytes are kept. All three fail with a `StoreError` and nothing else. */
export type Store = {
  /** Keeps the bytes and tells their hash; keeping the same bytes again changes nothing, except that a damaged copy is replaced. */
  put(bytes: Uint8Array): Promise<Sha256>;
  /** The bytes with this hash, checked against it. Fails with `missing` or `damaged` if they are not there as they were. */
  get(hash: Sha256): Promise<Uint8Array>;
  /** Whether something is kept under this hash; whether it is sound only `get` tells. */
  has(hash: Sha256): Promise<boolean>;
};

/**
 * The store in `dir`, which is made with the first `put` and not before. Files have mode 0600, folders 0700, whatever
 * the umask. A file appears under its name only when its bytes are on the disk, so a crash leaves all or nothing.
 */
export function openStore(dir: string): Store {
  const folderOf = (hash: Sha256) => join(dir, hash.slice(0, 2));
  const fileOf = (hash: Sha256) => join(folderOf(hash), hash);

  const read = async (hash: Sha256): Promise<Uint8Array> => {
    if (!isHash(hash)) throw new StoreError('missing');
    const bytes = await readFile(fileOf(hash)).catch(error => {
      throw new StoreError(isAbsence(error) ? 'missing' : 'unreadable', error);
    });
    if (sha256(bytes) !== hash) throw new StoreError('damaged');
    return bytes;
  };

  return {
    async put(bytes) {
      const hash = sha256(bytes);
      if (await isSound(read(hash))) return hash;
      try {
        await makePrivateFolder(folderOf(hash));
        await writeWhole(folderOf(hash), fileOf(hash), bytes);
      } catch (error) {
        throw new StoreError(writeFailure(error), error);
      }
      return hash;
    },
    get: read,
    async has(hash) {
      if (!isHash(hash)) return false;
      try {
        return (await stat(fileOf(hash))).isFile();
      } catch (error) {
        if (isAbsence(error)) return false;
        throw new StoreError('unreadable', error);
      }
    },
  };
}

async function isSound(reading: Promise<Uint8Array>): Promise<boolean> {
  return reading.then(
    () => true,
    () => false,
  );
}

/** A store that leaves nothing behind: its bytes end with the program. */
export function memoryStore(): Store {
  const kept = new Map<Sha256, Uint8Array>();
  return {
    async put(bytes) {
      const hash = sha256(bytes);
      // A copy: what the caller does to its bytes later must not change what is kept.
      if (!kept.has(hash)) kept.set(hash, bytes.slice());
      return hash;
    },
    async get(hash) {
      const bytes = kept.get(hash);
      if (!bytes) throw new StoreError('missing');
      return bytes.slice();
    },
    async has(hash) {
      return kept.has(hash);
    },
  };
}

/**
 * Copies the bytes of the given hashes from one store to another and tells the hashes that could not be had
 * (missing or damaged in `from`). Fails with a `StoreError` only if `to` cannot take them.
 */
export async function copyBetween(
  from: Store,
  to: Store,
  hashes: Iterable<Sha256>,
): Promise<readonly Sha256[]> {
  const lost: Sha256[] = [];
  for (const hash of new Set(hashes)) {
    const bytes = await from.get(hash).catch(() => null);
    if (bytes === null) lost.push(hash);
    else await to.put(bytes);
  }
  return lost;
}

function sha256(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Anything else would be a path of the caller's making. */
function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
