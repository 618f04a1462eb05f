/** From what a person typed to the file of a session. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { listSessions } from './list.ts';
import { idInFileName } from './session-id.ts';
import { summarize } from './summary.ts';

const MAX_NEAR = 3;
const MAX_FOUND = 8;

/** Where the examples of a checkout lie within its sessions. */
export const EXAMPLES = 'examples';

export type FoundSession =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly notice: Notice };

/**
 * The file for an id, the beginning of one id, or a path to a `.jsonl` file. Ids are sought in `dir`, then among its examples.
 * Fails with `session-not-found` (and what is near) or `session-ambiguous`.
 */
export async function findSession(target: string, dir: string): Promise<FoundSession> {
  if (target.endsWith('.jsonl') || target.includes('/') || target.includes(sep)) {
    return isFile(target) ? { ok: true, path: resolve(target) } : notFound(target, dir);
  }
  const wanted = target.toLowerCase();
  if (wanted === '') return notFound(target, dir);
  for (const folder of [dir, join(dir, EXAMPLES)]) {
    const sessions = await idsIn(folder);
    const same = sessions.filter(({ id }) => id === wanted);
    const found = same.length > 0 ? same : sessions.filter(({ id }) => id.startsWith(wanted));
    const [first, second] = found;
    if (first && second) {
      const names = found.slice(0, MAX_FOUND).map(({ id, name }) => (same.length > 0 ? name : id));
      return {
        ok: false,
        notice: {
          code: 'session-ambiguous',
          data: { target: cleanLine(target), found: names.map(name => cleanLine(name)) },
        },
      };
    }
    if (first) return { ok: true, path: join(folder, first.name) };
  }
  return notFound(target, dir);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

async function idsIn(folder: string): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const ids: { id: string; name: string }[] = [];
  for (const name of namesIn(folder)) {
    if (!name.endsWith('.jsonl')) continue;
    const id = idInFileName(name) ?? (await summarize(join(folder, name), false))?.id;
    if (id !== undefined) ids.push({ id, name });
  }
  return ids;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

async function notFound(target: string, dir: string): Promise<FoundSession> {
  const wanted = target.toLowerCase();
  const near = (await listSessions(dir))
    .map(({ id, title }) => {
      const isInTitle = wanted.length > 1 && title.toLowerCase().includes(wanted);
      return { id, title, distance: isInTitle ? 0 : distance(wanted, id) };
    })
    .filter(({ id, distance }) => distance <= Math.max(1, id.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_NEAR)
    .map(({ id, title }) => ({ id, title: cleanLine(title, 60) }));
  return { ok: false, notice: { code: 'session-not-found', data: { target: cleanLine(target), near } } };
}

/** Letters to change, add or leave out to make `a` into `b` (Levenshtein); long ones count as wholly different. */
function distance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > 64) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
