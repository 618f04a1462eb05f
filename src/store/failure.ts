/**
 * What went wrong. `missing`: nothing under this hash. `damaged`: the bytes are not the ones of the hash.
 * `unreadable`: the file system refused reading. `full`: no room. `unwritable`: it refused writing for another reason.
 */
export type StoreFailure = 'missing' | 'damaged' | 'unreadable' | 'full' | 'unwritable';

/** The only error that a store throws; `code` tells the kind, `cause` the error of the file system, if any. */
export class StoreError extends Error {
  readonly code: StoreFailure;

  constructor(code: StoreFailure, cause?: unknown) {
    super(`store: ${code}`, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

/** The failure that an error of the file system while writing stands for. */
export function writeFailure(error: unknown): StoreFailure {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? 'full' : 'unwritable';
}

/** Whether an error of the file system says that there is nothing of this name. */
export function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
