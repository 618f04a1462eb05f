import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { StoreError } from '../../src/store/failure.ts';
import { copyBetween, memoryStore, openStore, type Store } from '../../src/store/store.ts';

const bytes = new TextEncoder().encode('a picture');
const hash = createHash('sha256').update(bytes).digest('hex');

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  await run(folder).finally(() => rm(folder, { recursive: true, force: true }));
}

const failsWith = (code: string) => (error: unknown) => error instanceof StoreError && error.code === code;

async function keepsAndGives(store: Store): Promise<void> {
  assert.equal(await store.has(hash), false);
  await assert.rejects(store.get(hash), failsWith('missing'));
  assert.equal(await store.put(bytes), hash);
  assert.equal(await store.put(bytes), hash);
  assert.equal(await store.has(hash), true);
  assert.deepEqual(Uint8Array.from(await store.get(hash)), bytes);
  assert.equal(await store.put(new Uint8Array(0)), createHash('sha256').digest('hex'));
}

test('a store in memory gives back what it was given', () => keepsAndGives(memoryStore()));

test('a store on disk gives back what it was given, also to the next program', () =>
  withFolder(async folder => {
    await keepsAndGives(openStore(join(folder, 'pictures')));
    assert.deepEqual(Uint8Array.from(await openStore(join(folder, 'pictures')).get(hash)), bytes);
  }));

test('memory keeps its own copy of the bytes', async () => {
  const store = memoryStore();
  const mine = bytes.slice();
  await store.put(mine);
  mine.fill(0);
  (await store.get(hash)).fill(1);
  assert.deepEqual(await store.get(hash), bytes);
});

test('nothing is made on disk before the first put', () =>
  withFolder(async folder => {
    const store = openStore(join(folder, 'a', 'pictures'));
    await store.has(hash);
    await assert.rejects(store.get(hash), failsWith('missing'));
    assert.deepEqual(await readdir(folder), []);
  }));

for (const umask of [0o000, 0o022, 0o777]) {
  test(`files are 0600 and folders 0700 under umask ${umask.toString(8)}`, () =>
    withFolder(async folder => {
      const before = process.umask(umask);
      try {
        await openStore(join(folder, 'a', 'pictures')).put(bytes);
      } finally {
        process.umask(before);
      }
      const modes: Record<string, string> = {};
      for (const path of ['a', 'a/pictures', `a/pictures/${hash.slice(0, 2)}`])
        modes[path] = ((await stat(join(folder, path))).mode & 0o777).toString(8);
      assert.deepEqual(new Set(Object.values(modes)), new Set(['700']), JSON.stringify(modes));
      const file = await stat(join(folder, 'a', 'pictures', hash.slice(0, 2), hash));
      assert.equal((file.mode & 0o777).toString(8), '600');
    }));
}

test('a file lies under the first two digits of its hash, and nothing else is left', () =>
  withFolder(async folder => {
    await openStore(folder).put(bytes);
    await openStore(folder).put(bytes);
    assert.deepEqual(await readdir(folder), [hash.slice(0, 2)]);
    assert.deepEqual(await readdir(join(folder, hash.slice(0, 2))), [hash]);
    assert.deepEqual(Uint8Array.from(await readFile(join(folder, hash.slice(0, 2), hash))), bytes);
  }));

test('damaged bytes are told from missing ones, and put again heals them', () =>
  withFolder(async folder => {
    const store = openStore(folder);
    await store.put(bytes);
    await writeFile(join(folder, hash.slice(0, 2), hash), 'a pictura');
    await assert.rejects(store.get(hash), failsWith('damaged'));
    await store.put(bytes);
    assert.deepEqual(Uint8Array.from(await store.get(hash)), bytes);
  }));

test('a hash that is none names no file', () =>
  withFolder(async folder => {
    await writeFile(join(folder, 'secret'), 'x');
    const store = openStore(join(folder, 'pictures'));
    for (const name of ['../secret', '', hash.toUpperCase(), `${hash}0`, `${hash}\n`]) {
      assert.equal(await store.has(name), false);
      await assert.rejects(store.get(name), failsWith('missing'));
    }
  }));

test('a folder that cannot be written to is an unwritable store', () =>
  withFolder(async folder => {
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(openStore(join(folder, 'file', 'pictures')).put(bytes), failsWith('unwritable'));
    if (process.getuid?.() !== 0) {
      await chmod(folder, 0o500);
      await assert.rejects(openStore(join(folder, 'pictures')).put(bytes), failsWith('unwritable'));
      await chmod(folder, 0o700);
    }
  }));

test('many at once, the same and different ones, all arrive', () =>
  withFolder(async folder => {
    const store = openStore(join(folder, 'pictures'));
    const all = Array.from({ length: 40 }, (_, index) => new Uint8Array([index % 10]));
    const hashes = await Promise.all(all.map(one => store.put(one)));
    assert.equal(new Set(hashes).size, 10);
    for (const [index, one] of hashes.entries())
      assert.deepEqual(Uint8Array.from(await store.get(one)), all[index]);
  }));

test('copying between stores tells what could not be had', () =>
  withFolder(async folder => {
    const from = openStore(join(folder, 'from'));
    const to = memoryStore();
    const good = await from.put(bytes);
    const bad = await from.put(new Uint8Array([1]));
    await writeFile(join(folder, 'from', bad.slice(0, 2), bad), 'x');
    const gone = '0'.repeat(64);
    assert.deepEqual(await copyBetween(from, to, [good, bad, gone, good]), [bad, gone]);
    assert.deepEqual([await to.has(good), await to.has(bad)], [true, false]);
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(copyBetween(from, openStore(join(folder, 'file')), [good]), failsWith('unwritable'));
  }));
