import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { acquireLock, lockOwner } from '../../src/sessions/lock.ts';
import { ownIdentity } from '../../src/sessions/process-identity.ts';
import { start } from './program.ts';
import { temporaryFolder, until } from './sample.ts';

const hasProc = existsSync('/proc/self/stat');
const busy = (pid: number) => ({ ok: false, reason: 'busy', pid });

test('a lock holds who has it, is private, and goes with its release', t => {
  const path = join(temporaryFolder(t), 's.jsonl');
  const umask = process.umask(0);
  t.after(() => process.umask(umask));
  const lock = acquireLock(path);
  assert.ok(lock.ok);
  const { pid, bootId, startTime } = JSON.parse(readFileSync(`${path}.lock`, 'utf8'));
  assert.deepEqual({ pid, bootId, startTime }, ownIdentity());
  assert.equal(statSync(`${path}.lock`).mode & 0o777, 0o600);
  assert.equal(lockOwner(path), process.pid);
  assert.deepEqual(acquireLock(path), busy(process.pid));
  lock.release();
  lock.release();
  assert.equal(lockOwner(path), null);
  assert.deepEqual(readdirSync(join(path, '..')), []);
});

test('a release after someone else took the place leaves it to them', t => {
  const path = join(temporaryFolder(t), 's.jsonl');
  const lock = acquireLock(path);
  assert.ok(lock.ok);
  writeFileSync(`${path}.lock`, 'theirs');
  lock.release();
  assert.equal(readFileSync(`${path}.lock`, 'utf8'), 'theirs');
});

test('where no lock can be made the answer says why', t => {
  const dir = temporaryFolder(t);
  assert.deepEqual(acquireLock(join(dir, 'none', 's')), { ok: false, reason: 'denied', code: 'ENOENT' });
  writeFileSync(join(dir, 'file'), '');
  assert.deepEqual(acquireLock(join(dir, 'file', 's')), { ok: false, reason: 'denied', code: 'ENOTDIR' });
  assert.equal(lockOwner(join(dir, 'file', 's')), null);
});

test('another process keeps its lock until it ends; stopped, it has not ended', async t => {
  const path = join(temporaryFolder(t), 's.jsonl');
  const holder = start(t, 'hold', [path]);
  await holder.line(/^held/);
  assert.deepEqual(acquireLock(path), busy(holder.pid));
  holder.kill('SIGSTOP');
  if (hasProc) {
    const state = () => readFileSync(`/proc/${holder.pid}/stat`, 'latin1').split(') ')[1]?.[0];
    await until(() => state() === 'T');
  }
  assert.deepEqual(acquireLock(path), busy(holder.pid));
  holder.kill('SIGKILL');
  await holder.ended;
  assert.equal(lockOwner(path), null);
  const lock = acquireLock(path);
  assert.ok(lock.ok);
  lock.release();
});

test('a process that exits without a word releases its lock', async t => {
  const path = join(temporaryFolder(t), 's.jsonl');
  const holder = start(t, 'hold', [path, 'exit']);
  await holder.line(/^held/);
  holder.say('go');
  await holder.ended;
  assert.equal(existsSync(`${path}.lock`), false);
});

test('a dead process that nobody has collected does not keep its lock', { skip: !hasProc }, async t => {
  const path = join(temporaryFolder(t), 's.jsonl');
  // The shell becomes `sleep`, which never asks after the child that the shell had.
  const script = 'exec 3<&0; "$@" <&3 & exec sleep 1000';
  const holder = start(t, 'hold', [path], ['/bin/sh', '-c', script, 'sh']);
  const pid = Number((await holder.line(/^held \d+$/)).slice(5));
  // A signal to 0 or below would go to many processes that are none of ours.
  assert.ok(Number.isInteger(pid) && pid > 1 && pid !== holder.pid);
  assert.equal(lockOwner(path), pid);
  process.kill(pid, 'SIGKILL');
  const state = () => readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.[0];
  await until(() => state() === 'Z');
  assert.equal(lockOwner(path), null);
});

const own = ownIdentity();
/** A pid that no process has: beyond the largest that Linux gives. */
const NO_PID = 2 ** 22 + 1;
const STALE: readonly (readonly [string, string])[] = [
  ['no such process', JSON.stringify({ ...own, pid: NO_PID })],
  ['another boot', JSON.stringify({ ...own, bootId: 'other' })],
  ['another boot, by the clock', JSON.stringify({ ...own, bootId: 'since-1000' })],
  ...(hasProc ? [['another start', JSON.stringify({ ...own, startTime: '1' })] as const] : []),
  ['nothing', ''],
  ['half a lock', '{"pid":1,'],
  ['a process of no number', JSON.stringify({ ...own, pid: -1 })],
];

function leaveStale(lock: string, content: string): void {
  writeFileSync(lock, content);
  utimesSync(lock, 1000, 1000);
}

for (const [name, content] of STALE) {
  test(`taken over: ${name}`, t => {
    const path = join(temporaryFolder(t), 's.jsonl');
    leaveStale(`${path}.lock`, content);
    assert.equal(lockOwner(path), null);
    const lock = acquireLock(path);
    assert.ok(lock.ok);
    assert.deepEqual(acquireLock(path), busy(process.pid));
    lock.release();
    assert.deepEqual(readdirSync(join(path, '..')), []);
  });
}

const HELD: readonly (readonly [string, string, number])[] = [
  ['of a process that the system does not tell about', JSON.stringify({ ...own, startTime: null }), own.pid],
  ['that is just being written', '', 0],
];
for (const [name, content, pid] of HELD) {
  test(`left alone: a lock ${name}`, t => {
    const path = join(temporaryFolder(t), 's.jsonl');
    writeFileSync(`${path}.lock`, content);
    assert.deepEqual(acquireLock(path), busy(pid));
    assert.equal(readFileSync(`${path}.lock`, 'utf8'), content);
  });
}

test('a takeover that crashed halfway does not stand in the way', t => {
  const path = join(temporaryFolder(t), 's.jsonl');
  const stale = JSON.stringify({ ...own, pid: NO_PID });
  const token = createHash('sha256').update(stale).digest('hex').slice(0, 16);
  const [lock, right] = [`${path}.lock`, `${path}.lock.${token}`];
  leaveStale(lock, stale);
  // The right to take over, held by this process: then it is busy, and not taken.
  writeFileSync(right, JSON.stringify(own));
  assert.deepEqual(acquireLock(path), busy(process.pid));
  assert.equal(readFileSync(lock, 'utf8'), stale);
  // Left behind by a dead process: then it is taken over itself.
  leaveStale(right, JSON.stringify({ ...own, bootId: 'other' }));
  const taken = acquireLock(path);
  assert.ok(taken.ok);
  taken.release();
  assert.deepEqual(readdirSync(join(path, '..')), []);
});

test('of many that take over a stale lock at once exactly one gets it', async t => {
  const dir = temporaryFolder(t);
  const count = process.env.LONG ? 1500 : 150;
  const takers = [1, 2, 3, 4].map(() => start(t, 'take', [dir, String(count)]));
  for (let index = 0; index < count; index += 1) {
    const [, content = ''] = STALE[index % (STALE.length + 1)] ?? [];
    if (index % (STALE.length + 1) < STALE.length) leaveStale(join(dir, `${index}.lock`), content);
  }
  for (const taker of takers) await taker.line(/^ready$/);
  for (const taker of takers) taker.say('go');
  const got: number[] = [];
  for (const taker of takers) {
    const line = await taker.line(/^got/);
    got.push(...line.split(' ').slice(1).filter(Boolean).map(Number));
    assert.deepEqual(
      taker.lines.filter(other => other.startsWith('denied')),
      [],
    );
  }
  assert.deepEqual(
    got.sort((a, b) => a - b),
    Array.from({ length: count }, (_, index) => index),
  );
  for (const taker of takers) taker.say('end');
  for (const taker of takers) await taker.ended;
  assert.deepEqual(readdirSync(dir), []);
});

test('processes that take turns are never inside together', async t => {
  const dir = temporaryFolder(t);
  const turns = process.env.LONG ? '1000' : '150';
  const programs = [1, 2, 3].map(() => start(t, 'turns', [join(dir, 's'), turns]));
  for (const program of programs) {
    await program.line(/^done$/);
    assert.deepEqual(program.lines, ['done']);
  }
});
