/** What a process and its descendants cost, as Linux counts it in /proc. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Milliseconds by which one tick of the kernel's clock counts (USER_HZ is 100 on every Linux). */
const TICK_MS = 10;

export type TreeMemory = { readonly rssMiB: number; readonly peakMiB: number; readonly processes: number };

/** CPU of the tree so far, user and system, in milliseconds; children that have ended are counted to within a tick. */
export function treeCpuMs(pid: number): number {
  return treeOf(pid).reduce((sum, one) => sum + cpuMs(one), 0);
}

/** Resident memory of the tree now, its highest so far, and the number of processes. */
export function treeMemory(pid: number): TreeMemory {
  const tree = treeOf(pid);
  const sum = (field: string) => tree.reduce((total, one) => total + statusKiB(one, field), 0) / 1024;
  return { rssMiB: sum('VmRSS'), peakMiB: sum('VmHWM'), processes: tree.length };
}

function treeOf(pid: number): readonly number[] {
  const children = tasksOf(pid).flatMap(task =>
    contentOf(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
  return existsSync(`/proc/${pid}`) ? [pid, ...children.flatMap(treeOf)] : [];
}

function cpuMs(pid: number): number {
  // The name in parentheses may hold anything; fields 14 to 17 of proc(5) are 11 to 14 behind it.
  const fields =
    contentOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ').slice(11, 15).map(Number) ?? [];
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields;
  const scheduled = tasksOf(pid).reduce(
    (sum, task) => sum + Number(contentOf(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0] || 0) / 1e6,
    0,
  );
  // Threads that have ended are missing from the precise figure, but not from the coarse one.
  return Math.max(scheduled, (user + system) * TICK_MS) + (childUser + childSystem) * TICK_MS;
}

function tasksOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function statusKiB(pid: number, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(contentOf(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** Empty when the process is gone. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
