import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { type Decoder, openDecoder } from '../../src/images/decoder.ts';
import { DEFAULT_LIMITS as limits } from '../../src/images/limits.ts';
import { drawing, photo } from './pictures.ts';

const { signal } = new AbortController();

async function withDecoder(run: (decoder: Decoder) => Promise<void>, idleMs = 60_000): Promise<void> {
  const decoder = openDecoder({ idleMs });
  await run(decoder).finally(decoder.end);
}

/** Waits, without a guess how long, until the process is there no more. */
async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise(resolve => setImmediate(resolve));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function pidOf(decoder: Decoder): Promise<number> {
  for (;;) {
    const pid = decoder.pid();
    if (pid !== null) return pid;
    await new Promise(resolve => setImmediate(resolve));
  }
}

test('one process serves all pictures, one at a time', () =>
  withDecoder(async decoder => {
    const pictures = await Promise.all([drawing(), photo(), drawing(9, 9)].map(one => one.png().toBuffer()));
    const results = await Promise.all(pictures.map(one => decoder.decode(one, { signal, limits })));
    assert.deepEqual(
      results.map(result => result.ok && result.width),
      [120, 120, 9],
    );
    const pid = decoder.pid();
    await decoder.decode(await drawing().png().toBuffer(), { signal, limits });
    assert.equal(decoder.pid(), pid);
  }));

test('a process killed in the middle costs one picture', () =>
  withDecoder(async decoder => {
    const large = await photo(2000, 2000).webp().toBuffer();
    const small = await drawing().png().toBuffer();
    const hit = decoder.decode(large, { signal, limits });
    const next = decoder.decode(small, { signal, limits });
    const pid = await pidOf(decoder);
    process.kill(pid, 'SIGKILL');
    assert.deepEqual(await hit, { ok: false, reason: 'crashed' });
    assert.equal((await next).ok, true);
    assert.notEqual(decoder.pid(), pid);
    await gone(pid);
  }));

test('a process killed between two pictures costs none', () =>
  withDecoder(async decoder => {
    const bytes = await drawing().png().toBuffer();
    await decoder.decode(bytes, { signal, limits });
    const pid = await pidOf(decoder);
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    assert.equal((await decoder.decode(bytes, { signal, limits })).ok, true);
  }));

test('a process that does not answer is ended', () =>
  withDecoder(async decoder => {
    const bytes = await drawing().png().toBuffer();
    await decoder.decode(bytes, { signal, limits });
    const pid = await pidOf(decoder);
    process.kill(pid, 'SIGSTOP');
    const hung = await decoder.decode(bytes, { signal, limits: { ...limits, decodeMs: 100 } });
    assert.deepEqual(hung, { ok: false, reason: 'hung' });
    await gone(pid);
    assert.equal((await decoder.decode(bytes, { signal, limits })).ok, true);
  }));

test('stopping ends the process at once, and a stopped picture in the queue starts none', () =>
  withDecoder(async decoder => {
    const bytes = await drawing().png().toBuffer();
    await decoder.decode(bytes, { signal, limits });
    const pid = await pidOf(decoder);
    process.kill(pid, 'SIGSTOP');
    const stop = new AbortController();
    const first = decoder.decode(bytes, { signal: stop.signal, limits });
    const second = decoder.decode(bytes, { signal: stop.signal, limits });
    // By then the first picture is on its way: only promises stand before it.
    await new Promise(resolve => setImmediate(resolve));
    stop.abort();
    assert.deepEqual([await first, await second], Array(2).fill({ ok: false, reason: 'stopped' }));
    await gone(pid);
    assert.equal(decoder.pid(), null);
  }));

test('an idle process is ended', () =>
  withDecoder(async decoder => {
    await decoder.decode(await drawing().png().toBuffer(), { signal, limits });
    await gone(await pidOf(decoder));
    assert.equal(decoder.pid(), null);
  }, 1));

test('keys do not reach the process', { skip: !existsSync('/proc/self/environ') }, () =>
  withDecoder(async decoder => {
    process.env.OPENAI_API_KEY = 'sk-not-to-be-seen';
    try {
      await decoder.decode(await drawing().png().toBuffer(), { signal, limits });
      const environment = readFileSync(`/proc/${await pidOf(decoder)}/environ`, 'utf8');
      assert.match(environment, /PATH=/);
      assert.doesNotMatch(environment, /OPENAI|sk-not/);
    } finally {
      delete process.env.OPENAI_API_KEY;
    }
  }),
);

const program = new URL('./decoding-program.ts', import.meta.url);

test('a program that has decoded ends by itself', () => {
  execFileSync(process.execPath, ['--import', 'tsx', program.pathname, 'end'], { timeout: 60_000 });
});

test('the process ends with a program that is killed', async () => {
  const parent = fork(program, ['wait'], { execArgv: ['--import', 'tsx'] });
  const [pid] = (await once(parent, 'message')) as [number];
  assert.equal(isRunning(pid), true);
  parent.kill('SIGKILL');
  await gone(pid);
});
