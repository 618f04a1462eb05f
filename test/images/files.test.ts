import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { loadImage } from '../../src/images/load.ts';
import { type Notice, sentence } from '../../src/text/catalogue.ts';
import { load, tryBytes, withFolder } from './loading.ts';
import { drawing } from './pictures.ts';

async function noticeOf(path: string): Promise<Notice> {
  const loaded = await load(path);
  assert.ok('code' in loaded, `${path} was loaded`);
  return loaded;
}

test('a picture is loaded whatever its name', () =>
  withFolder(async folder => {
    const path = join(folder, 'no\u202ep\x1b[31mng.txt');
    await writeFile(path, await drawing().png().toBuffer());
    await symlink(path, join(folder, 'link'));
    const loaded = await load(path);
    assert.ok(!('code' in loaded));
    assert.deepEqual([loaded.image.label, loaded.image.source], ['nop[31mng.txt', `${folder}/nop[31mng.txt`]);
    assert.equal(loaded.image.original, loaded.image.sent);
    assert.ok(!('code' in (await load(join(folder, 'link')))));
  }));

test('each thing that is no readable file has its own sentence', () =>
  withFolder(async folder => {
    await mkdir(join(folder, 'folder'));
    await writeFile(join(folder, 'empty.png'), '');
    await symlink('nowhere', join(folder, 'dangling'));
    await symlink('loop', join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise(resolve => server.once('listening', resolve));
    const at = (name: string) => join(folder, name);
    const table: readonly (readonly [string, Notice])[] = [
      [at('folder'), { code: 'image-file-folder', data: { name: at('folder') } }],
      [at('empty.png'), { code: 'image-file-empty', data: { name: at('empty.png') } }],
      [at('fifo'), { code: 'image-file-special', data: { name: at('fifo') } }],
      [at('socket'), { code: 'image-file-special', data: { name: at('socket') } }],
      ['/dev/zero', { code: 'image-file-special', data: { name: '/dev/zero' } }],
      [at('emty.png'), { code: 'image-file-missing', data: { name: at('emty.png'), nearest: 'empty.png' } }],
      [
        at('Empty.jpg'),
        { code: 'image-file-missing', data: { name: at('Empty.jpg'), nearest: 'empty.png' } },
      ],
      [at('other'), { code: 'image-file-missing', data: { name: at('other'), nearest: null } }],
      [at('no/a.png'), { code: 'image-file-missing', data: { name: at('no/a.png'), nearest: null } }],
      [at('empty.png/a'), { code: 'image-file-missing', data: { name: at('empty.png/a'), nearest: null } }],
      [at('a\0b'), { code: 'image-file-missing', data: { name: at('ab'), nearest: null } }],
      [at('loop'), { code: 'image-file-unreadable', data: { name: at('loop'), reason: 'ELOOP' } }],
    ];
    for (const [path, expected] of table) assert.deepEqual(await noticeOf(path), expected);
    assert.equal((await noticeOf(at('dangling'))).code, 'image-file-missing');
    assert.equal((await noticeOf(at('x'.repeat(300)))).code, 'image-file-missing');
    server.close();
    if (process.getuid?.() !== 0) {
      await writeFile(at('secret.png'), 'x');
      await chmod(at('secret.png'), 0);
      assert.equal((await noticeOf(at('secret.png'))).code, 'image-file-forbidden');
    }
  }));

test('what is no picture is called what it is, and HEIC what to do about it', async () => {
  const notPicture = await tryBytes(Buffer.from('%PDF-1.7\n'));
  assert.ok('code' in notPicture && notPicture.code === 'image-not-picture');
  assert.equal(notPicture.data.kind, 'pdf');
  assert.match(sentence(notPicture, 'en'), /picture\.png is not a picture but a PDF document; attach/);
  assert.match(sentence(notPicture, 'zh'), /不是图片，而是 PDF 文档，请/);
  const heic = await tryBytes(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'));
  assert.ok('code' in heic && heic.code === 'image-unsupported');
  assert.match(
    sentence(heic, 'en'),
    /is a HEIC picture, which cannot be read here; save it as PNG or JPEG\.$/,
  );
});

test('a file that is too large is refused', async () => {
  const bytes = await drawing().png().toBuffer();
  const large = await tryBytes(bytes, { limits: { maxSourceBytes: bytes.length - 1 } });
  assert.ok('code' in large && large.code === 'image-too-large');
  assert.ok(!('code' in (await tryBytes(bytes, { limits: { maxSourceBytes: bytes.length } }))));
});

test('a store that fails and a stop are notices, not errors', () =>
  withFolder(async folder => {
    await writeFile(join(folder, 'a.png'), await drawing().png().toBuffer());
    const source = { type: 'file', path: join(folder, 'a.png') } as const;
    const broken = await loadImage(source, {
      put: async () => {
        throw Object.assign(new Error('no room'), { code: 'full' });
      },
      signal: new AbortController().signal,
      allowPrivateHosts: false,
    });
    assert.deepEqual(broken, { ok: false, notice: { code: 'image-not-kept', data: { reason: 'full' } } });
    const stopped = await loadImage(source, {
      put: async () => assert.fail('something was kept'),
      signal: AbortSignal.abort(),
      allowPrivateHosts: false,
    });
    assert.deepEqual(stopped, { ok: false, notice: { code: 'image-stopped', data: {} } });
  }));
