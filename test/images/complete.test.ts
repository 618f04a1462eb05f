import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { completePath } from '../../src/images/complete.ts';
import { withFolder } from './loading.ts';

test('a path is completed', () =>
  withFolder(async folder => {
    const cwd = join(folder, 'cwd');
    const home = join(folder, 'home');
    await mkdir(join(cwd, 'Pictures'), { recursive: true });
    await mkdir(join(cwd, '.git'));
    await mkdir(join(home, 'Desk top'), { recursive: true });
    const names = [
      'pic10.png',
      'pic9.JPG',
      'pic.txt',
      'notes.md',
      'news.doc',
      '.hidden.png',
      'bad\x1b[31m.png',
      'bad\n.png',
    ];
    for (const name of [...names, 'shot\u202fAM.png', 'shot PM.webp']) await writeFile(join(cwd, name), '');
    await writeFile(join(home, 'Desk top', 'a.png'), '');
    await symlink(home, join(cwd, 'to-home'));
    await symlink('nowhere', join(cwd, 'to-nowhere.png'));
    const table: readonly (readonly [string, readonly string[]])[] = [
      [
        '',
        [
          'pic9.JPG',
          'pic10.png',
          'Pictures/',
          'shot\u202fAM.png',
          'shot PM.webp',
          'to-home/',
          'to-nowhere.png',
        ],
      ],
      ['pic', ['pic9.JPG', 'pic10.png']],
      ['Pic', ['Pictures/']],
      ['PIC', ['pic9.JPG', 'pic10.png', 'Pictures/']],
      ['n', ['news.doc', 'notes.md']],
      ['.', ['.git/', '.hidden.png']],
      ['.h', ['.hidden.png']],
      ['shot ', ['shot\u202fAM.png', 'shot PM.webp']],
      ['./pic1', ['./pic10.png']],
      ['to-home/', ['to-home/Desk top/']],
      ['~', ['~/']],
      ['..', ['../']],
      ['Pictures/..', ['Pictures/../']],
      ['~/', ['~/Desk top/']],
      ['~/desk top/', []],
      ['~/Desk top/', ['~/Desk top/a.png']],
      [`${home}/D`, [`${home}/Desk top/`]],
      ['../h', ['../home/']],
      ['zzz', []],
      ['missing/a', []],
      ['bad', []],
    ];
    for (const [prefix, expected] of table) {
      const completions = await completePath(prefix, { cwd, home, limit: 50 });
      assert.deepEqual(
        completions.map(({ text }) => text),
        expected,
        prefix,
      );
      for (const { text, isFolder } of completions) assert.equal(isFolder, text.endsWith('/'), text);
    }
    const few = await completePath('', { cwd, home, limit: 2 });
    assert.deepEqual(
      few.map(({ text }) => text),
      ['pic9.JPG', 'pic10.png'],
    );
  }));
