/** Resuming: the session itself where it may be written, otherwise a copy that goes on from it. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Sha256 } from '../chat/image-ref.ts';
import type { LogRecord } from '../chat/record.ts';
import type { Notice } from '../text/catalogue.ts';
import { EXAMPLES, findSession } from './find-session.ts';
import { decodeLog } from './format.ts';
import { readLogFile } from './read-log-file.ts';
import { newSessionId } from './session-id.ts';
import { createLog, openLog, type SessionLog } from './session-log.ts';

/** Copies pictures from one store folder to another and gives those that could not be; may reject. */
export type CopyPictures = (
  fromDir: string,
  toDir: string,
  hashes: readonly Sha256[],
) => Promise<readonly Sha256[]>;

export type OpenOptions = {
  /** The folder of this person's sessions. */
  readonly dir: string;
  readonly copyPictures: CopyPictures;
  readonly newId?: () => string;
  readonly now?: () => Date;
};

export type ForkReason = 'busy' | 'example' | 'read-only';

export type OpenedSession = {
  readonly id: string;
  /** Of a copy: where its file will be. */
  readonly path: string;
  readonly records: readonly LogRecord[];
  readonly problems: readonly Notice[];
  /** `busy`: another program writes it; `example`: it lies among examples; `read-only`: it is not ours to write. */
  readonly forkedFrom: null | { readonly reason: ForkReason; readonly path: string };
  /** Locked unless it is a copy; to be closed. */
  readonly log: SessionLog;
};

export type OpenResult =
  | { readonly ok: true; readonly opened: OpenedSession }
  | { readonly ok: false; readonly notice: Notice };

/**
 * Opens the session for `target` (see `findSession`). One that is busy, read-only or outside `dir` is forked: a new id, a file
 * in `dir` only with the next question, its pictures copied at once. The first problem of a fork says so. Never throws.
 */
export async function openSession(target: string, options: OpenOptions): Promise<OpenResult> {
  const found = await findSession(target, options.dir);
  if (!found.ok) return found;
  const { path } = found;
  const outside = reasonToFork(path, options.dir);
  if (outside) return fork(path, outside, options);
  const opening = openLog(path);
  if (opening.ok) {
    const { log, decoded } = opening;
    const { records, problems } = decoded;
    return { ok: true, opened: { id: log.id, path, records, problems, forkedFrom: null, log } };
  }
  if (opening.reason === 'unusable') return { ok: false, notice: opening.notice };
  return fork(path, opening.reason, options);
}

/** The store of a folder of sessions. */
export function storeOf(dir: string): string {
  return join(dir, 'store');
}

function reasonToFork(path: string, dir: string): ForkReason | null {
  const file = realPathOf(path);
  const folder = file && dirname(file);
  if (folder !== null && folder === realPathOf(dir)) return null;
  return folder !== null && basename(folder) === EXAMPLES ? 'example' : 'read-only';
}

/** The path without links; null if nothing is there. */
function realPathOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

async function fork(path: string, reason: ForkReason, options: OpenOptions): Promise<OpenResult> {
  const { dir, copyPictures, newId = newSessionId, now = () => new Date() } = options;
  const text = readLogFile(path);
  if (typeof text !== 'string') return { ok: false, notice: text };
  const { header, records, problems } = decodeLog(text);
  if (header === null) {
    return { ok: false, notice: problems[0] ?? { code: 'session-foreign', data: {} } };
  }
  const hashes = [...new Set(records.flatMap(hashesOf))];
  const [from, to] = [storeOf(dirname(path)), storeOf(dir)];
  const lost =
    hashes.length === 0 || from === to ? [] : await copyPictures(from, to, hashes).catch(() => hashes);
  const count = records.filter(record => hashesOf(record).some(hash => lost.includes(hash))).length;
  const log = createLog(dir, { id: newId(), created: now().toISOString(), initial: records });
  const all: Notice[] = [forkNotice(reason, log.id), ...problems];
  if (count > 0) all.push({ code: 'session-pictures-missing', data: { count } });
  return {
    ok: true,
    opened: { id: log.id, path: log.path, records, problems: all, forkedFrom: { reason, path }, log },
  };
}

function hashesOf(record: LogRecord): readonly Sha256[] {
  return record.type === 'image' ? [record.image.original, record.image.sent] : [];
}

function forkNotice(reason: ForkReason, id: string): Notice {
  switch (reason) {
    case 'busy':
      return { code: 'session-forked-busy', data: { id } };
    case 'example':
      return { code: 'session-forked-example', data: { id } };
    case 'read-only':
      return { code: 'session-forked-read-only', data: { id } };
    default:
      return reason satisfies never;
  }
}
