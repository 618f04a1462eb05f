/** The sessions of a folder. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lockOwner } from './lock.ts';
import { summarize } from './summary.ts';

const AT_ONCE = 16;

export type SessionSummary = {
  readonly id: string;
  readonly path: string;
  /** As given, or the first line of the first question; empty when neither was found. */
  readonly title: string;
  /** Last change of the file, ISO 8601. */
  readonly time: string;
  /** Questions asked, on all branches. */
  readonly turns: number;
  readonly pictures: number;
  /** `ends`: the file is larger than 1 MB, only its ends were read, and `turns` and `pictures` are the least there can be. */
  readonly seen: 'whole' | 'ends';
  /** Of the last reply, else of the endpoint; empty when neither was found. */
  readonly model: string;
  readonly bytes: number;
  /** Whether a program has it open for writing. */
  readonly busy: boolean;
};

/** All sessions in `dir`, the last changed first; empty if there is no such folder. Other files are left out. */
export async function listSessions(dir: string): Promise<readonly SessionSummary[]> {
  const { files, locked } = await filesByTime(dir);
  const found: (SessionSummary | null)[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const batch = files.slice(from, from + AT_ONCE);
    found.push(...(await Promise.all(batch.map(path => summarize(path, isBusy(path, locked))))));
  }
  return found.filter(summary => summary !== null);
}

/** The session in `dir` that changed last, or null if there is none. */
export async function lastSession(dir: string): Promise<SessionSummary | null> {
  const { files, locked } = await filesByTime(dir);
  for (const path of files) {
    const summary = await summarize(path, isBusy(path, locked));
    if (summary) return summary;
  }
  return null;
}

function isBusy(path: string, locked: ReadonlySet<string>): boolean {
  return locked.has(path) && lockOwner(path) !== null;
}

async function filesByTime(dir: string) {
  const names = await readdir(dir).catch(() => []);
  const paths = names.filter(name => name.endsWith('.jsonl')).map(name => join(dir, name));
  const times = new Map<string, number>();
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    await Promise.all(
      paths.slice(from, from + AT_ONCE).map(async path => {
        const stats = await stat(path).catch(() => null);
        if (stats?.isFile()) times.set(path, stats.mtimeMs);
      }),
    );
  }
  const locked = names.filter(name => name.endsWith('.jsonl.lock')).map(name => join(dir, name.slice(0, -5)));
  const files = [...times.keys()].sort(
    // Sessions changed in the same moment are told apart by the time in their names.
    (a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0) || (a < b ? 1 : -1),
  );
  return { files, locked: new Set(locked) };
}
