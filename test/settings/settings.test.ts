import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { Environment } from '../../src/settings/environment.ts';
import type { Flags } from '../../src/settings/flags.ts';
import { forSession, loadSettings, type Settings } from '../../src/settings/settings.ts';
import { saveKey, saveSetting } from '../../src/settings/write.ts';
import type { Notice } from '../../src/text/catalogue.ts';

const LIMITS = { firstByteMs: 600_000, idleMs: 60_000 };

/** A folder for settings that is gone after the test, and what loads settings from there. */
async function folderOf(t: TestContext): Promise<{
  readonly file: string;
  readonly write: (text: string, mode?: number) => Promise<void>;
  readonly load: (flags?: Flags, env?: Environment) => Settings;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'vision-chat-settings-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'config', 'settings.json');
  return {
    file,
    write: async (text, mode = 0o600) => {
      await mkdir(join(folder, 'config'), { recursive: true });
      await writeFile(file, text);
      await chmod(file, mode);
    },
    load: (flags = {}, env = {}) =>
      loadSettings(flags, {
        env: { VISION_CHAT_CONFIG_DIR: join(folder, 'config'), ...env },
        platform: 'linux',
        home: '/home/ann',
        cwd: folder,
        packageRoot: '/usr/lib/node_modules/vision-chat',
      }),
  };
}

test('without anything configured there is no endpoint and nothing is written', async t => {
  const { file, load } = await folderOf(t);
  assert.deepEqual(load(), {
    endpoint: null,
    limits: LIMITS,
    servers: { baseUrl: null, flaggedBaseUrl: null, flaggedModel: null, keys: [], models: [] },
    system: null,
    sessionsDir: '/home/ann/.local/share/vision-chat/sessions',
    historyFile: '/home/ann/.local/state/vision-chat/history.jsonl',
    save: true,
    allowPrivateHosts: false,
    plain: false,
    color: 'auto',
    locale: 'en',
    configFile: file,
    problems: [],
  });
  await assert.rejects(stat(file), { code: 'ENOENT' });
});

/** Each setting by flag, variable and file, from the first to the last that counts. */
const layers: readonly {
  readonly name: string;
  readonly of: (settings: Settings) => unknown;
  readonly flags?: Flags;
  readonly env: Environment;
  readonly file: object;
  /** By flag (or null when it has none), variable, file, nothing. */
  readonly values: readonly [unknown, unknown, unknown, unknown];
}[] = [
  {
    name: 'most tokens',
    of: s => s.limits.maxOutputTokens,
    flags: { maxOutputTokens: 1 },
    env: { VISION_CHAT_MAX_TOKENS: '2' },
    file: { maxOutputTokens: 3 },
    values: [1, 2, 3, undefined],
  },
  {
    name: 'temperature',
    of: s => s.limits.temperature,
    flags: { temperature: 0 },
    env: { VISION_CHAT_TEMPERATURE: '0.5' },
    file: { temperature: 2 },
    values: [0, 0.5, 2, undefined],
  },
  {
    name: 'first byte',
    of: s => s.limits.firstByteMs,
    flags: { timeoutSeconds: 1 },
    env: { VISION_CHAT_TIMEOUT: '2' },
    file: { timeout: 3 },
    values: [1000, 2000, 3000, 600_000],
  },
  {
    name: 'idle',
    of: s => s.limits.idleMs,
    flags: { idleTimeoutSeconds: 1 },
    env: { VISION_CHAT_IDLE_TIMEOUT: '2.5' },
    file: { idleTimeout: 3 },
    values: [1000, 2500, 3000, 60_000],
  },
  {
    name: 'system prompt',
    of: s => s.system,
    flags: { system: 'a' },
    env: { VISION_CHAT_SYSTEM: 'b' },
    file: { system: 'c' },
    values: ['a', 'b', 'c', null],
  },
  {
    name: 'save',
    of: s => [s.save, s.historyFile === null],
    flags: { save: false },
    env: { VISION_CHAT_SAVE: 'no' },
    file: { save: false },
    values: [
      [false, true],
      [false, true],
      [false, true],
      [true, false],
    ],
  },
  {
    name: 'private hosts',
    of: s => s.allowPrivateHosts,
    flags: { allowPrivateHosts: true },
    env: { VISION_CHAT_ALLOW_PRIVATE_HOSTS: '1' },
    file: { allowPrivateHosts: true },
    values: [true, true, true, false],
  },
  {
    name: 'plain',
    of: s => s.plain,
    flags: { plain: true },
    env: { VISION_CHAT_PLAIN: 'on' },
    file: { plain: true },
    values: [true, true, true, false],
  },
  {
    name: 'colour',
    of: s => s.color,
    flags: { color: 'never' },
    env: { VISION_CHAT_COLOR: 'always' },
    file: { color: 'never' },
    values: ['never', 'always', 'never', 'auto'],
  },
  {
    name: 'NO_COLOR',
    of: s => s.color,
    env: { NO_COLOR: '1' },
    file: { color: 'always' },
    values: [null, 'never', 'always', 'auto'],
  },
  {
    name: 'language',
    of: s => s.locale,
    flags: { locale: 'zh' },
    env: { VISION_CHAT_LANG: 'en_GB.UTF-8', LC_ALL: 'zh_CN' },
    file: { lang: 'zh' },
    values: ['zh', 'en', 'zh', 'en'],
  },
  {
    name: 'locale of the system',
    of: s => s.locale,
    env: { LANG: 'zh_CN.UTF-8' },
    file: {},
    values: [null, 'zh', 'en', 'en'],
  },
];

for (const { name, of, flags, env, file, values } of layers)
  test(`${name}: flag, variable, file, default`, async t => {
    const { write, load } = await folderOf(t);
    const [byFlag, byVariable, byFile, byDefault] = values;
    assert.deepEqual(of(load()), byDefault);
    await write(JSON.stringify(file));
    assert.deepEqual(of(load()), byFile);
    assert.deepEqual(of(load({}, env)), byVariable);
    if (flags) assert.deepEqual(of(load(flags, env)), byFlag);
    assert.deepEqual(load(flags, env).problems, []);
  });

test('values that are none are told with what they should be, and the next one counts', async t => {
  const { file, write, load } = await folderOf(t);
  await write(
    JSON.stringify({
      temprature: 1,
      temperature: 'hot',
      timeout: 20,
      baseUrl: 'htp://host',
      'x\u001b[2J': 1,
      keys: [],
    }),
  );
  const settings = load(
    {},
    { VISION_CHAT_TIMEOUT: 'soon', VISION_CHAT_PLAIN: 'perhaps', OPENAI_API_KEY: 'k' },
  );
  assert.equal(settings.endpoint, null);
  assert.deepEqual(settings.limits, { ...LIMITS, firstByteMs: 20_000 });
  const problems: readonly Notice[] = [
    { code: 'settings-name-unknown', data: { path: file, name: 'temprature', nearest: 'temperature' } },
    { code: 'settings-value-invalid', data: { source: `"temperature" (${file})`, expected: 'temperature' } },
    { code: 'settings-base-url-invalid', data: { source: `"baseUrl" (${file})` } },
    { code: 'settings-name-unknown', data: { path: file, name: 'x[2J', nearest: null } },
    { code: 'settings-value-invalid', data: { source: `"keys" (${file})`, expected: 'keys' } },
    { code: 'settings-value-invalid', data: { source: 'VISION_CHAT_TIMEOUT', expected: 'seconds' } },
    { code: 'settings-value-invalid', data: { source: 'VISION_CHAT_PLAIN', expected: 'yes-or-no' } },
  ];
  assert.deepEqual(settings.problems, problems);
});

for (const text of ['', '{', '[]', 'null', '"x"', '{"model":}', '\u0000'])
  test(`a settings file of ${JSON.stringify(text)} is told and left as it is`, async t => {
    const { file, write, load } = await folderOf(t);
    await write(text);
    assert.deepEqual(load().problems, [{ code: 'settings-file-broken', data: { path: file } }]);
    assert.equal(await readFile(file, 'utf8'), text);
  });

test('a settings file that is a folder is told', async t => {
  const { file, load } = await folderOf(t);
  await mkdir(file, { recursive: true });
  assert.deepEqual(load().problems, [
    { code: 'settings-file-unreadable', data: { path: file, reason: 'EISDIR' } },
  ]);
});

test('a settings file with keys that others may read is told', async t => {
  const { file, write, load } = await folderOf(t);
  const text = JSON.stringify({ keys: { 'https://a.example/v1': 'ka' } });
  await write(text, 0o644);
  assert.deepEqual(load().problems, [{ code: 'settings-file-open-to-others', data: { path: file } }]);
  await write(text, 0o600);
  assert.deepEqual(load().problems, []);
});

test('key flags read a variable or a file, and tell when there is none', async t => {
  const { file, write, load } = await folderOf(t);
  await write('sk-in-file\n');
  assert.equal(load({ apiKeyFile: 'config/settings.json' }).endpoint?.apiKey, 'sk-in-file');
  assert.equal(load({ apiKeyFile: file }).endpoint?.keySource, file);
  assert.equal(load({ apiKeyEnv: 'MINE' }, { MINE: 'sk-mine' }).endpoint?.apiKey, 'sk-mine');

  await rm(file);
  const env = { OPENAI_API_KEY: 'ko' };
  assert.deepEqual(load({ apiKeyFile: file }, env).problems, [
    { code: 'settings-api-key-file-unreadable', data: { path: file, reason: 'ENOENT' } },
  ]);
  const unset = load({ apiKeyEnv: 'MINE' }, env);
  assert.equal(unset.endpoint, null);
  assert.deepEqual(unset.problems, [{ code: 'settings-api-key-missing', data: { source: 'MINE' } }]);
});

const OPENAI = 'https://api.openai.com/v1';
const EVIL = 'https://evil.example/v1';
const resumed: readonly {
  readonly name: string;
  readonly flags?: Flags;
  readonly env?: Environment;
  readonly session: { readonly model: string; readonly baseUrl: string };
  readonly asked: readonly [baseUrl: string, apiKey: string | null, model: string] | null;
}[] = [
  {
    name: 'its own server and model',
    env: { OPENAI_API_KEY: 'ko', VISION_CHAT_BASE_URL: EVIL, VISION_CHAT_MODEL: 'mv' },
    session: { model: 'gpt-x', baseUrl: OPENAI },
    asked: [OPENAI, 'ko', 'gpt-x'],
  },
  {
    name: 'no key at a server that only the session names',
    env: { OPENAI_API_KEY: 'ko', VISION_CHAT_API_KEY: 'kv' },
    session: { model: 'm', baseUrl: EVIL },
    asked: [EVIL, null, 'm'],
  },
  {
    name: 'nor the key of a flag',
    flags: { apiKeyEnv: 'MINE' },
    env: { MINE: 'km' },
    session: { model: 'm', baseUrl: EVIL },
    asked: [EVIL, null, 'm'],
  },
  {
    name: 'the key of a flag beside the server of a flag',
    flags: { apiKeyEnv: 'MINE', baseUrl: EVIL },
    env: { MINE: 'km' },
    session: { model: 'm', baseUrl: EVIL },
    asked: [EVIL, 'km', 'm'],
  },
  {
    name: 'the model of a flag',
    flags: { model: 'mf' },
    env: { OPENAI_API_KEY: 'ko' },
    session: { model: 'm', baseUrl: OPENAI },
    asked: [OPENAI, 'ko', 'mf'],
  },
  {
    name: 'the server of a flag, whose model the session does not know',
    flags: { baseUrl: 'http://localhost:1/v1' },
    session: { model: 'm', baseUrl: OPENAI },
    asked: ['http://localhost:1/v1', null, ''],
  },
  {
    name: 'a model cleaned of what is no name',
    session: { model: ' a\u001b[2J\nb ', baseUrl: EVIL },
    asked: [EVIL, null, 'a[2J b'],
  },
  {
    name: 'no model',
    env: { VISION_CHAT_MODEL: 'mv' },
    session: { model: '', baseUrl: 'http://localhost:1/v1' },
    asked: ['http://localhost:1/v1', null, 'mv'],
  },
  { name: "OpenAI's own without a key is none", session: { model: 'm', baseUrl: OPENAI }, asked: null },
];

for (const { name, flags, env, session, asked } of resumed)
  test(`a resumed session: ${name}`, async t => {
    const { load } = await folderOf(t);
    const { endpoint, problems } = forSession(load(flags, env), session);
    assert.deepEqual(endpoint && [endpoint.baseUrl, endpoint.apiKey, endpoint.model], asked);
    assert.deepEqual(problems, []);
  });

test('a resumed session whose address cannot be used changes nothing', async t => {
  const { load } = await folderOf(t);
  const settings = load({}, { OPENAI_API_KEY: 'ko' });
  assert.deepEqual(forSession(settings, { model: 'm', baseUrl: 'javascript:alert(1)' }), {
    ...settings,
    problems: [{ code: 'settings-session-address-invalid', data: {} }],
  });
  assert.equal(forSession(settings, null), settings);
});

test('what is saved is read back, in a file and folder for one person', async t => {
  const { file, load } = await folderOf(t);
  assert.deepEqual(await saveSetting(file, 'model', 'm.1'), {
    code: 'settings-saved',
    data: { name: 'model', path: file },
  });
  await saveSetting(file, 'baseUrl', 'https://a.example/v1');
  await saveKey(file, 'https://A.example/v1/', 'ka');
  await saveKey(file, 'https://b.example/v1', 'kb');
  await saveKey(file, 'https://a.example:443/v1', 'ka2');
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {
    model: 'm.1',
    baseUrl: 'https://a.example/v1',
    keys: { 'https://b.example/v1': 'kb', 'https://a.example/v1': 'ka2' },
  });
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((await stat(join(file, '..'))).mode & 0o777, 0o700);
  const { endpoint, problems } = load();
  assert.deepEqual(
    [endpoint?.baseUrl, endpoint?.apiKey, endpoint?.model],
    ['https://a.example/v1', 'ka2', 'm.1'],
  );
  assert.deepEqual(problems, []);

  await saveKey(file, 'https://a.example/v1', undefined);
  await saveSetting(file, 'model', undefined);
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {
    baseUrl: 'https://a.example/v1',
    keys: { 'https://b.example/v1': 'kb' },
  });
});

test('saving keeps names that this version does not know, and takes a file from Notepad', async t => {
  const { file, write } = await folderOf(t);
  await write('\ufeff{"future": {"a.b": [1]}, "model": "old"}');
  assert.equal((await saveSetting(file, 'model', 'new')).code, 'settings-saved');
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), { future: { 'a.b': [1] }, model: 'new' });
});

test('saving over what is no JSON object keeps it beside, each time', async t => {
  const { file, write } = await folderOf(t);
  await write('{"model": "mine",,}');
  assert.deepEqual(await saveSetting(file, 'plain', true), {
    code: 'settings-saved-beside-broken',
    data: { name: 'plain', path: file, kept: `${file}.broken` },
  });
  await write('[1]');
  await saveSetting(file, 'plain', true);
  assert.equal(await readFile(`${file}.broken`, 'utf8'), '{"model": "mine",,}');
  assert.equal(await readFile(`${file}.broken-2`, 'utf8'), '[1]');
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), { plain: true });
});

test('saving where nothing can be written is told', async t => {
  const { file, write } = await folderOf(t);
  await write('{}');
  const below = join(file, 'settings.json');
  assert.deepEqual(await saveSetting(below, 'plain', true), {
    code: 'settings-not-saved',
    data: { path: below, reason: 'EEXIST' },
  });
});
