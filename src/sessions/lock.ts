/**
 * A lock file next to a file that one program at a time may write. It appears and is replaced whole, by `link` and
 * `rename`, so that no one ever sees half a lock.
 */
import { createHash, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { systemCode } from './private-files.ts';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import { integerOf, objectOf, stringOf } from './shape.ts';

export type LockResult =
  | { readonly ok: true; release(): void }
  | { readonly ok: false; readonly reason: 'busy'; readonly pid: number }
  /** No lock can be made there; `code` is the system's. */
  | { readonly ok: false; readonly reason: 'denied'; readonly code: string };

/** Takeovers of takeovers: each level is reached only by a crash within the one before. */
const MAX_DEPTH = 4;
const MAX_ATTEMPTS = 100;
/** Without hard links a lock is empty for a moment after it appears. */
const UNWRITTEN_MS = 5000;

/**
 * Takes the lock of the file at `path` (`<path>.lock`) until it is released or the process exits. A running owner keeps it,
 * also when it is stopped or is this process itself; a lock left behind by a dead process is taken over by exactly one.
 */
export function acquireLock(path: string): LockResult {
  return acquire(`${path}.lock`, 0);
}

/** The process that holds the lock of the file at `path` (0 if its lock does not tell), or null. */
export function lockOwner(path: string): number | null {
  try {
    const state = inspect(`${path}.lock`);
    return state.kind === 'held' ? state.pid : null;
  } catch {
    return null;
  }
}

function acquire(lock: string, depth: number): LockResult {
  const content = JSON.stringify({ ...ownIdentity(), nonce: randomBytes(12).toString('hex') });
  const draft = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    // A lock that vanishes while we look means that its owner has let go: then it is tried once more.
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      writeFileSync(draft, content, { mode: 0o600 });
      if (create(lock, draft, content)) return held(lock, content);
      const state = inspect(lock);
      if (state.kind === 'held') return { ok: false, reason: 'busy', pid: state.pid };
      if (state.kind === 'free') continue;
      if (depth >= MAX_DEPTH) break;
      // Who has the right is about to be the owner, or finds one.
      const right = acquire(`${lock}.${state.token}`, depth + 1);
      if (!right.ok) return right;
      try {
        if (replace(lock, state.token, draft)) return held(lock, content);
      } finally {
        right.release();
      }
    }
    return { ok: false, reason: 'busy', pid: 0 };
  } catch (error) {
    return { ok: false, reason: 'denied', code: systemCode(error) };
  } finally {
    remove(draft);
  }
}

/** Makes the lock unless there is one; false if there is. */
function create(lock: string, draft: string, content: string): boolean {
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
  }
  // Some file systems know no hard links, and say so with codes of all kinds.
  try {
    writeFileSync(lock, content, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Puts our lock in the place of a stale one, unless that is another by now. The right to do so is a lock of its own, named
 * after the stale content: only its holder replaces that content, and it is never the content again.
 */
function replace(lock: string, token: string, draft: string): boolean {
  const state = inspect(lock);
  if (state.kind !== 'stale' || state.token !== token) return false;
  renameSync(draft, lock);
  return true;
}

function held(lock: string, content: string): LockResult {
  const release = (): void => {
    process.off('exit', release);
    try {
      if (readFileSync(lock, 'utf8') === content) unlinkSync(lock);
    } catch {
      // Already gone, or its folder is: nothing is left to release.
    }
  };
  process.on('exit', release);
  return { ok: true, release };
}

type LockState =
  | { readonly kind: 'free' }
  | { readonly kind: 'held'; readonly pid: number }
  | { readonly kind: 'stale'; readonly token: string };

function inspect(lock: string): LockState {
  let content: string;
  let ageMs: number;
  try {
    content = readFileSync(lock, 'utf8');
    ageMs = Date.now() - statSync(lock).mtimeMs;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { kind: 'free' };
    throw error;
  }
  const owner = ownerOf(content);
  const isHeld = owner === null ? ageMs < UNWRITTEN_MS : isRunning(owner);
  if (isHeld) return { kind: 'held', pid: owner?.pid ?? 0 };
  return { kind: 'stale', token: createHash('sha256').update(content).digest('hex').slice(0, 16) };
}

function ownerOf(content: string): ProcessIdentity | null {
  try {
    const fields = objectOf(JSON.parse(content));
    return {
      pid: integerOf(fields.pid, 1, 2 ** 31 - 1),
      bootId: stringOf(fields.bootId),
      startTime: fields.startTime === null ? null : stringOf(fields.startTime),
    };
  } catch {
    return null;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Usual: it was renamed into its place.
  }
}
