/** What `npm pack` makes is installed into an empty folder and used. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startFakeServer } from './helpers/fake-server.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'vision-chat-pack-'));
const installed = join(folder, 'node_modules', 'vision-chat');
const environment = { PATH: process.env.PATH ?? '', HOME: join(folder, 'home'), LANG: 'C.UTF-8' };

before(() => {
  // The bundle is built by `npm test`; building it again here would pull it away from under other tests.
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [tarball] = readdirSync(folder).filter(name => name.endsWith('.tgz'));
  assert.ok(tarball);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1']);
  // The locked dependencies, as an installation puts them beside the package: the bundle holds all but sharp.
  const sharps = ['sharp', '@img', 'detect-libc', 'semver'];
  for (const name of sharps)
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('the package holds the program and nothing of the workshop', () => {
  const files = readdirSync(installed).sort();
  assert.deepEqual(files, ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json']);
  const { dependencies, scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const name of ['preinstall', 'install', 'postinstall']) assert.equal(scripts[name], undefined);
  for (const version of Object.values<string>(dependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
});

test('the installed program tells its version and help', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const run = (flag: string) =>
    spawnSync(process.execPath, [join(installed, 'dist/cli.js'), flag], {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
    });
  assert.equal(run('--version').stdout, `${version}\n`);
  assert.match(run('--help').stdout, /--base-url/);
});

test('the installed program answers about a picture and keeps the session in the data folder', async () => {
  await using server = await startFakeServer();
  server.reply('A **chart**.');
  cpSync(join(root, 'test/fixtures/pictures/gdp_1980_2020.jpg'), join(folder, 'gdp.jpg'));
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [join(installed, 'dist/cli.js'), 'gdp.jpg', 'what is this?'], {
    cwd: folder,
    env: { ...environment, OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-pack' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data;
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  const code = await new Promise(resolve => child.on('close', resolve));
  assert.equal(stdout, 'A **chart**.\n', stderr);
  assert.equal(code, 0);
  assert.deepEqual(server.problems, []);
  const sessions = readdirSync(join(environment.HOME, '.local/share/vision-chat/sessions'));
  assert.equal(sessions.filter(name => name.endsWith('.jsonl')).length, 1);
});

test('an old Node is told which one is needed', () => {
  const bundle = readFileSync(join(installed, 'dist/cli.js'), 'utf8');
  const old = `Object.defineProperty(process.versions,'node',{value:'18.19.0'});`;
  const script = join(installed, 'dist', 'old.mjs');
  cpSync(join(installed, 'dist/cli.js'), script);
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(old)}`, script],
    { env: environment, encoding: 'utf8' },
  );
  assert.match(bundle, /needs Node/);
  assert.equal(stderr, 'vision-chat needs Node 22.13 or later and this is 18.19.0; upgrade Node.\n');
  assert.equal(status, 2);
});
