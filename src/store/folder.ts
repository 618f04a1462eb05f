import { chmod, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes the folder and those above it that are missing, each with mode 0700 whatever the umask; those that exist stay
 * as they are. Fails with the error of the file system.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makePrivateFolder(parent);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // Another program, or another picture of this one, was faster.
    if (await isFolder(folder)) return;
    throw error;
  }
  await chmod(folder, 0o700);
  await syncFolder(parent);
}

/** Puts the names in a folder on the disk, as far as the system can: Windows and some network drives cannot. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file itself is on the disk; its name follows when the system writes it.
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
}
