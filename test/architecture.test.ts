/** Holds the import table of the house, and a few habits that a machine can see. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).sort();

type Import = { readonly from: string; readonly isType: boolean; readonly isDynamic: boolean };

/** What each room may import of ours; the types of `chat` are open to the rooms of the second list. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  text: [],
  line: ['text'],
  chat: ['text', 'line'],
  commands: ['chat', 'text', 'line'],
  images: ['text'],
  models: ['text'],
  store: ['text'],
  sessions: ['text'],
  settings: ['text'],
  markdown: ['text'],
  ui: ['chat', 'commands', 'markdown', 'text', 'line'],
};
const MAY_USE_TYPES_OF_CHAT = ['images', 'models', 'store', 'sessions', 'settings'];

/** Libraries that cost time to load: at first use only, by `import()`. */
const HEAVY = ['openai', 'conf', 'sharp', 'tinyglobby', 'unicodeit', 'highlight.js', 'marked-terminal'];

function importsOf(file: string): readonly Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  const found: Import[] = [];
  for (const [, type, from = ''] of source.matchAll(
    /^(?:import|export) (type )?(?:[^'"();]*? from )?'([^']+)';/gm,
  ))
    found.push({ from, isType: type !== undefined, isDynamic: false });
  for (const [whole, from = ''] of source.matchAll(/(?:typeof )?import\('([^']+)'\)/g))
    found.push({ from, isType: whole.startsWith('typeof'), isDynamic: true });
  return found;
}

function targetOf(file: string, from: string): string | null {
  return from.startsWith('.') ? relative(root, join(root, dirname(file), from)) : null;
}

function roomOf(file: string): string {
  return file.split('/').length > 2 ? (file.split('/')[1] ?? '') : '';
}

test('rooms import what the table allows', () => {
  let count = 0;
  for (const file of files) {
    const room = roomOf(file);
    const allowed = ROOMS[room];
    if (!allowed) continue;
    for (const { from, isType } of importsOf(file)) {
      const target = targetOf(file, from);
      if (target === null) continue;
      count += 1;
      const other = roomOf(target);
      const isOpen = isType && other === 'chat' && MAY_USE_TYPES_OF_CHAT.includes(room);
      assert.ok(other === room || allowed.includes(other) || isOpen, `${file} imports ${from}`);
    }
  }
  assert.ok(count > 300);
});

test('nothing heavy is loaded with the first prompt or the screen', () => {
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { from, isType, isDynamic } of importsOf(file)) {
      if (isType || isDynamic) continue;
      assert.ok(!HEAVY.some(name => from === name || from.startsWith(`${name}/`)), `${file} imports ${from}`);
      const target = targetOf(file, from);
      if (target !== null) follow(target);
    }
  };
  follow('src/faces/first-prompt.ts');
  assert.ok(!seen.has('src/text/catalogue.ts'), 'the first prompt needs no catalogue');
  assert.ok(!files.some(file => seen.has(file) && /^src\/(chat|ui|settings|sessions)\//.test(file)));
  follow('src/faces/start.ts');
  follow('src/faces/repl.tsx');
  assert.ok(seen.size > 60);
});

test('sharp is imported in the process that decodes, and nowhere else', () => {
  const users = files.filter(file => importsOf(file).some(({ from, isType }) => from === 'sharp' && !isType));
  assert.deepEqual(
    users.filter(file => !/^src\/images\//.test(file)),
    [],
  );
});

/** Files that may be longer than 250 lines, and why. */
const LONG: Readonly<Record<string, string>> = {
  'src/ui/App.tsx': 'the one place where the rows of the live region are shared out',
  'src/faces/runners/model-runners.ts': 'all that is done with servers between the state and the engines',
};

test('files are small, and say what they mean without crutches', () => {
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8');
    const lines = source.split('\n').length;
    const isCatalogue = /^src\/text\/(en|zh)\//.test(file);
    assert.ok(lines <= 251 || isCatalogue || LONG[file], `${file} has ${lines} lines`);
    assert.doesNotMatch(
      source,
      /\bTODO\b|\bFIXME\b|@ts-ignore|@ts-expect-error|biome-ignore (?!format)|\bas any\b/,
      file,
    );
    assert.doesNotMatch(source, /^export \* from/m, file);
  }
});
