/** Which process this is, so that another can tell later whether it still runs. */
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

export type ProcessIdentity = {
  readonly pid: number;
  /** Of the system since it was switched on: Linux's boot id, or `since-<seconds>` as far as the clock tells. */
  readonly bootId: string;
  /** In the system's own count (field 22 of /proc/<pid>/stat), or null where there is none. */
  readonly startTime: string | null;
};

// The moment of boot is clock minus uptime; both are rounded and the clock may be set.
const BOOT_TOLERANCE_SECONDS = 120;

/** The identity of the running process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, bootId: bootId(), startTime: statOf(process.pid)?.startTime ?? null };
}

/**
 * Whether the process still runs; one that is stopped does, one that only waits to be collected does not.
 * When the system does not tell, the answer is yes.
 */
export function isRunning({ pid, bootId: boot, startTime }: ProcessIdentity): boolean {
  if (!sameBoot(boot, bootId())) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const stat = statOf(pid);
  if (stat === null) return true;
  if (stat.state === 'Z' || stat.state === 'X') return false;
  return startTime === null || startTime === stat.startTime;
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return `since-${Math.round(Date.now() / 1000 - uptime())}`;
  }
}

function sameBoot(one: string, other: string): boolean {
  const [a, b] = [one, other].map(id => (id.startsWith('since-') ? Number(id.slice(6)) : Number.NaN));
  return one === other || Math.abs((a ?? Number.NaN) - (b ?? Number.NaN)) <= BOOT_TOLERANCE_SECONDS;
}

// See proc_pid_stat(5): the name in field 2 is in parentheses and may itself hold spaces and parentheses.
function statOf(pid: number): { readonly state: string; readonly startTime: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTime] = [fields[0], fields[19]];
    return state === undefined || startTime === undefined ? null : { state, startTime };
  } catch {
    return null;
  }
}
