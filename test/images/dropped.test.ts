import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { droppedSources } from '../../src/images/dropped.ts';
import { splitWords } from '../../src/line/words.ts';
import { withFolder } from './loading.ts';
import { drawing } from './pictures.ts';

test('a dropped text is pictures only if every part of it is one', () =>
  withFolder(async folder => {
    const picture = await drawing().png().toBuffer();
    const names = [
      'a.png',
      'my photo.png',
      "it's.png",
      'b.png -- c.png',
      'at\u202fAM.png',
      'back\\slash.png',
      '*.png',
      '图.png',
    ];
    for (const name of names) await writeFile(join(folder, name), picture);
    await writeFile(join(folder, 'notes.txt'), 'a.png');
    await writeFile(join(folder, 'lie.png'), 'no picture');
    await mkdir(join(folder, 'folder.png'));
    execFileSync('mkfifo', [join(folder, 'fifo.png')]);
    const at = (name: string) => join(folder, name);
    const table: readonly (readonly [string, readonly string[] | null])[] = [
      [at('a.png'), ['a.png']],
      [` ${at('a.png')} \n`, ['a.png']],
      [at('my photo.png'), ['my photo.png']],
      [`'${at('my photo.png')}'`, ['my photo.png']],
      [`"${at('my photo.png')}"`, ['my photo.png']],
      [`${folder}/my\\ photo.png `, ['my photo.png']],
      [`'${folder}/it'\\''s.png'`, ["it's.png"]],
      [at("it's.png"), ["it's.png"]],
      [at('back\\slash.png'), ['back\\slash.png']],
      [at('at AM.png'), ['at\u202fAM.png']],
      [`file://${folder}/my%20photo.png`, ['my photo.png']],
      [`file://${folder}/my%20photo.png\r\nfile://${folder}/%E5%9B%BE.png\r\n`, ['my photo.png', '图.png']],
      [`${at('a.png')} '${at('my photo.png')}'`, ['a.png', 'my photo.png']],
      [`${at('my photo.png')}\n${at('b.png -- c.png')}`, ['my photo.png', 'b.png -- c.png']],
      ['~/a.png', ['a.png']],
      ['./a.png', ['a.png']],
      [at('*.png'), ['*.png']],
      [at('?.png'), null],
      [`${at('a.png')} ${at('notes.txt')}`, null],
      [`${at('a.png')} ${at('missing.png')}`, null],
      [`look at ${at('a.png')}`, null],
      [at('lie.png'), null],
      [at('folder.png'), null],
      [at('fifo.png'), null],
      [`file://elsewhere${at('a.png')}`, null],
      [`'${at('a.png')}`, null],
      ['', null],
      ['Hello, world', null],
      ['.', null],
      ['https://example.org/a.png', null],
      ['a\0.png', null],
      [`${at('a.png')}\n`.repeat(101), null],
      [`${' '.repeat(8192)}${at('a.png')}`, null],
    ];
    for (const [text, expected] of table) {
      const sources = await droppedSources(text, { cwd: folder, home: folder, splitWords });
      assert.deepEqual(
        sources,
        expected?.map(name => ({ type: 'file', path: at(name) })) ?? null,
        JSON.stringify(text.slice(0, 200)),
      );
    }
  }));
