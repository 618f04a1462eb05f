import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './folder.ts';

/**
 * Writes `bytes` to `file` in `folder` (mode 0600 whatever the umask), so that the file is there whole or not at all:
 * another name first, then the disk, then the right name. Fails with the error of the file system and leaves nothing.
 */
export async function writeWhole(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(folder, `.${randomBytes(8).toString('hex')}.part`);
  let handle: FileHandle | null = null;
  try {
    handle = await open(temporary, 'wx', 0o600);
    // Said again because the umask may have taken the owner's own rights away.
    await handle.chmod(0o600);
    await handle.writeFile(bytes);
    await handle.datasync();
    await handle.close();
    handle = null;
    await rename(temporary, file);
  } catch (error) {
    await handle?.close().catch(() => {});
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}
