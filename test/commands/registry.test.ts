import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { withTables } from '../../scripts/readme-tables.ts';
import { COMMANDS, commandNamed } from '../../src/commands/registry.ts';
import { FLAGS } from '../../src/faces/flags.ts';
import { say } from '../../src/text/catalogue.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('every command has a name of its own and a summary in both languages', () => {
  const names = COMMANDS.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const { name, summary } of COMMANDS) {
    assert.match(name, /^[a-z]+$/);
    assert.notEqual(say('en', summary, {}), say('zh', summary, {}));
    assert.equal(commandNamed(name)?.name, name);
  }
  assert.equal(commandNamed('att'), undefined);
});

test('the tables of the README are those of the program (node --import tsx scripts/readme-tables.ts)', () => {
  assert.equal(readme, withTables(readme));
  assert.match(readme, /`\/attach /);
});

test('flags, files and folders that the README names are there', () => {
  const flags = new Set(FLAGS.flatMap(({ name, short }) => [name, ...(short ? [short] : [])]));
  const settings = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Sessions'));
  const named = [...settings.matchAll(/`(--[a-z-]+)`/g)].map(([, flag]) => flag ?? '');
  assert.ok(named.length > 10);
  for (const flag of named) assert.ok(flags.has(flag as `--${string}`) || flag === '--help', flag);
  for (const [, path = ''] of readme.matchAll(/`((?:src|test|sessions|docs)\/[\w./-]*)`/g))
    assert.ok(existsSync(join(root, path)), path);
});
