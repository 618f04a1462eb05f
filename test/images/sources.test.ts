import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { findMatches } from '../../src/images/glob.ts';
import { findSources } from '../../src/images/sources.ts';
import { withFolder } from './loading.ts';

/** Makes empty files, and the folders above them. */
async function makeFiles(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), '');
  }
}

async function find(text: string, folder: string, quoted = false): Promise<readonly string[] | string> {
  const found = await findSources({ text, quoted }, { cwd: join(folder, 'cwd'), home: join(folder, 'home') });
  if (!found.ok) return found.notice.code;
  return found.sources.map(source =>
    source.type === 'file' ? source.path.slice(folder.length + 1) : source.url,
  );
}

test('paths and URLs are found', () =>
  withFolder(async folder => {
    await makeFiles(folder, [
      'cwd/a.png',
      'cwd/~',
      'cwd/50% off.png',
      'cwd/Screenshot at 10.00.00\u202fAM.png',
      'cwd/a\u00a0b.png',
      'cwd/Cafe\u0301.png',
      'cwd/Mu\u0308ll/Zo\u00eb.png',
      'cwd/photo[1].png',
      'home/b c.png',
    ]);
    const table: readonly (readonly [string, readonly string[] | string])[] = [
      ['a.png', ['cwd/a.png']],
      ['./a.png', ['cwd/a.png']],
      ['../home/b c.png', ['home/b c.png']],
      [join(folder, 'cwd/a.png'), ['cwd/a.png']],
      ['~/b c.png', ['home/b c.png']],
      ['~', ['home']],
      ['missing.png', ['cwd/missing.png']],
      ['~x/a.png', ['cwd/~x/a.png']],
      [`file://${folder}/home/b%20c.png`, ['home/b c.png']],
      [`file://localhost${folder}/home/b%20c.png`, ['home/b c.png']],
      [`FILE:${folder}/home/b%20c.png`, ['home/b c.png']],
      [`file://${folder}/cwd/50% off.png`, ['cwd/50% off.png']],
      ['file://elsewhere/a.png', 'image-file-elsewhere'],
      ['Screenshot at 10.00.00 AM.png', ['cwd/Screenshot at 10.00.00\u202fAM.png']],
      ['a b.png', ['cwd/a\u00a0b.png']],
      ['Caf\u00e9.png', ['cwd/Cafe\u0301.png']],
      ['M\u00fcll/Zoe\u0308.png', ['cwd/Mu\u0308ll/Zo\u00eb.png']],
      ['photo[1].png', ['cwd/photo[1].png']],
      ['https://example.org/a.png?b=[1]*', ['https://example.org/a.png?b=[1]*']],
      ['HTTP://example.org', ['HTTP://example.org']],
      ['http://[', 'image-url-invalid'],
      ['ftp://example.org/a.png', 'image-url-scheme'],
      ['a\0b', ['cwd/a\0b']],
    ];
    for (const [text, expected] of table) assert.deepEqual(await find(text, folder), expected, text);
  }));

test('globs find files in natural order, unless quoted', () =>
  withFolder(async folder => {
    await makeFiles(folder, [
      'cwd/10.png',
      'cwd/9.png',
      'cwd/.hidden.png',
      'cwd/notes.txt',
      'cwd/photo (1).png',
      'cwd/sub/1.jpg',
      'cwd/sub/deep/2.jpg',
      'cwd/dir.png/x',
      'cwd/[x]/y.gif',
      'home/My Pictures/h.png',
      'outside.png',
    ]);
    const table: readonly (readonly [string, readonly string[] | string])[] = [
      ['*.png', ['cwd/9.png', 'cwd/10.png', 'cwd/photo (1).png']],
      ['?.png', ['cwd/9.png']],
      ['[0-9]*.png', ['cwd/9.png', 'cwd/10.png']],
      ['{9,10}.png', ['cwd/9.png', 'cwd/10.png']],
      ['photo (?).png', ['cwd/photo (1).png']],
      ['.h*', ['cwd/.hidden.png']],
      ['*/*.jpg', ['cwd/sub/1.jpg']],
      ['**/*.jpg', ['cwd/sub/1.jpg', 'cwd/sub/deep/2.jpg']],
      ['../*.png', ['outside.png']],
      ['~/My Pictures/*.png', ['home/My Pictures/h.png']],
      [`${folder}/home/*/h.*`, ['home/My Pictures/h.png']],
      ['[[]x]/*.gif', ['cwd/[x]/y.gif']],
      ['*.bmp', 'image-glob-none'],
      ['no-such-folder/*.png', 'image-glob-none'],
      ['[', 'image-glob-none'],
    ];
    for (const [text, expected] of table) assert.deepEqual(await find(text, folder), expected, text);
    assert.deepEqual(await find('*.png', folder, true), ['cwd/*.png']);
  }));

test('a glob that matches too much is refused, and one without end is given up', () =>
  withFolder(async folder => {
    await makeFiles(
      folder,
      Array.from({ length: 101 }, (_, index) => `cwd/${index}.png`),
    );
    const found = await findSources(
      { text: '*.png', quoted: false },
      { cwd: join(folder, 'cwd'), home: folder },
    );
    assert.deepEqual(found, {
      ok: false,
      notice: { code: 'image-glob-many', data: { pattern: '*.png', count: 101, most: 100 } },
    });
    assert.equal((await find('?*[0-8].png', folder)).length, 82);
    assert.equal(await findMatches('**/*.png', { cwd: '/', home: folder }, 0), null);
  }));
