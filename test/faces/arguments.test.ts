import assert from 'node:assert/strict';
import test from 'node:test';
import { type Arguments, parseArguments } from '../../src/faces/arguments.ts';
import type { Notice } from '../../src/text/catalogue.ts';

const FILES = new Set(['cat.png', './my cat.png', '图.png', 'dir/old.jsonl', 'photo', 'README']);
const exists = (path: string) => FILES.has(path);

const NOTHING: Arguments = {
  show: 'conversation',
  session: { type: 'new' },
  flags: {},
  subcommand: null,
  pictures: [],
  question: null,
};

const understood: readonly (readonly [readonly string[], Partial<Arguments>])[] = [
  [[], {}],
  [['cat.png'], { pictures: ['cat.png'] }],
  [['What is this?', 'cat.png'], { pictures: ['cat.png'], question: 'What is this?' }],
  [['./my cat.png'], { pictures: ['./my cat.png'] }],
  [['这是什么'], { question: '这是什么' }],
  [['这是什么？', '图.png'], { question: '这是什么？', pictures: ['图.png'] }],
  [
    ['https://example.com/a.png', 'data:image/png;base64,AA=='],
    { pictures: ['https://example.com/a.png', 'data:image/png;base64,AA=='] },
  ],
  [['https://example.com/a.png shows what?'], { question: 'https://example.com/a.png shows what?' }],
  [['what is in cat.png'], { question: 'what is in cat.png' }],
  [['--', '-c is what?'], { question: '-c is what?' }],
  [['-c'], { session: { type: 'latest' } }],
  [['--continue', 'And now?'], { session: { type: 'latest' }, question: 'And now?' }],
  [['-r'], { session: { type: 'choose' } }],
  [['--resume='], { session: { type: 'choose' } }],
  [['-r', 'k3x9abcd'], { session: { type: 'named', name: 'k3x9abcd' } }],
  [
    ['-r', '2026-11-24T04-05-06Z-k3x9abcd'],
    { session: { type: 'named', name: '2026-11-24T04-05-06Z-k3x9abcd' } },
  ],
  [['-r', 'dir/old.jsonl'], { session: { type: 'named', name: 'dir/old.jsonl' } }],
  [['--resume=odd name', 'cat.png'], { session: { type: 'named', name: 'odd name' }, pictures: ['cat.png'] }],
  [['-r', 'cat.png'], { session: { type: 'choose' }, pictures: ['cat.png'] }],
  [['-r', 'photo'], { session: { type: 'choose' }, pictures: ['photo'] }],
  [['-r', 'What is this?'], { session: { type: 'choose' }, question: 'What is this?' }],
  [['-r', '这是什么'], { session: { type: 'choose' }, question: '这是什么' }],
  [['-r', '-m', 'gpt'], { session: { type: 'choose' }, flags: { model: 'gpt' } }],
  [['-m', 'a', '--model=b'], { flags: { model: 'b' } }],
  [['-m=a=b'], { flags: { model: 'a=b' } }],
  [['--base-url', 'HTTP://LocalHost:80/v1/'], { flags: { baseUrl: 'http://localhost/v1' } }],
  [['--base-url', 'localhost:11434/v1'], { flags: { baseUrl: 'http://localhost:11434/v1' } }],
  [['--api-key-env', 'MY_KEY'], { flags: { apiKeyEnv: 'MY_KEY' } }],
  [['--api-key-file=/run/secrets/key'], { flags: { apiKeyFile: '/run/secrets/key' } }],
  [['--max-tokens', '500', '--temperature', '0'], { flags: { maxOutputTokens: 500, temperature: 0 } }],
  [['--timeout', '30', '--idle-timeout=2.5'], { flags: { timeoutSeconds: 30, idleTimeoutSeconds: 2.5 } }],
  [['--system', '- be brief'], { flags: { system: '- be brief' } }],
  [
    ['--sessions', 'here', '--no-save', '--plain', '--no-color', '--lang', 'zh', '--allow-private-hosts'],
    {
      flags: {
        sessions: 'here',
        save: false,
        plain: true,
        color: 'never',
        locale: 'zh',
        allowPrivateHosts: true,
      },
    },
  ],
  [['--help'], { show: 'help' }],
  [['--lang', 'zh', '-h', '--nonsense', 'word'], { show: 'help', flags: { locale: 'zh' } }],
  [['-V'], { show: 'version' }],
];

for (const [argv, expected] of understood)
  test(`understands ${JSON.stringify(argv)}`, () => {
    assert.deepEqual(parseArguments(argv, exists), { ok: true, args: { ...NOTHING, ...expected } });
  });

const refused: readonly (readonly [readonly string[], Notice])[] = [
  [['dog.png'], { code: 'usage-file-not-found', data: { path: 'dog.png' } }],
  [['./dog'], { code: 'usage-file-not-found', data: { path: './dog' } }],
  [['~/狗'], { code: 'usage-file-not-found', data: { path: '~/狗' } }],
  [['狗.jpeg'], { code: 'usage-file-not-found', data: { path: '狗.jpeg' } }],
  [['-r', 'gone.jsonl'], { code: 'usage-file-not-found', data: { path: 'gone.jsonl' } }],
  [['describe'], { code: 'usage-word-not-understood', data: { word: 'describe' } }],
  [[''], { code: 'usage-word-not-understood', data: { word: '' } }],
  [[' '], { code: 'usage-word-not-understood', data: { word: '' } }],
  [['-'], { code: 'usage-word-not-understood', data: { word: '-' } }],
  [['\u001b[31mred'], { code: 'usage-word-not-understood', data: { word: '[31mred' } }],
  [['one question', 'and another'], { code: 'usage-two-questions', data: { second: 'and another' } }],
  [['--modle', 'x y'], { code: 'usage-flag-unknown', data: { flag: '--modle', nearest: '--model' } }],
  [['--frobnicate'], { code: 'usage-flag-unknown', data: { flag: '--frobnicate', nearest: null } }],
  [
    ['--api-key', 'sk-secret'],
    { code: 'usage-flag-unknown', data: { flag: '--api-key', nearest: '--api-key-env' } },
  ],
  [
    ['--api-key=sk-secret'],
    { code: 'usage-flag-unknown', data: { flag: '--api-key', nearest: '--api-key-env' } },
  ],
  [['-x'], { code: 'usage-flag-unknown', data: { flag: '-x', nearest: null } }],
  [['-m'], { code: 'usage-flag-needs-value', data: { flag: '--model', value: 'MODEL' } }],
  [['--model='], { code: 'usage-flag-needs-value', data: { flag: '--model', value: 'MODEL' } }],
  [['--model', '--plain'], { code: 'usage-flag-needs-value', data: { flag: '--model', value: 'MODEL' } }],
  [['--plain=yes'], { code: 'usage-flag-takes-no-value', data: { flag: '--plain' } }],
  [
    ['--temperature', '-1'],
    { code: 'usage-value-invalid', data: { flag: '--temperature', expected: 'temperature' } },
  ],
  [
    ['--temperature=2.5'],
    { code: 'usage-value-invalid', data: { flag: '--temperature', expected: 'temperature' } },
  ],
  [
    ['--max-tokens', '1e3'],
    { code: 'usage-value-invalid', data: { flag: '--max-tokens', expected: 'count' } },
  ],
  [['--timeout', '0'], { code: 'usage-value-invalid', data: { flag: '--timeout', expected: 'seconds' } }],
  [
    ['--base-url', 'htp://localhost:11434'],
    { code: 'usage-value-invalid', data: { flag: '--base-url', expected: 'address' } },
  ],
  [
    ['--base-url', 'https://me:pw@host/v1'],
    { code: 'usage-value-invalid', data: { flag: '--base-url', expected: 'address' } },
  ],
  [['--lang', 'fr'], { code: 'usage-value-invalid', data: { flag: '--lang', expected: 'language' } }],
  [['-c', '-r'], { code: 'usage-flags-conflict', data: { flag: '--continue', other: '--resume' } }],
  [
    ['--api-key-env', 'A', '--api-key-file', 'b'],
    { code: 'usage-flags-conflict', data: { flag: '--api-key-env', other: '--api-key-file' } },
  ],
];

for (const [argv, notice] of refused)
  test(`refuses ${JSON.stringify(argv)} with ${notice.code}`, () => {
    assert.deepEqual(parseArguments(argv, exists), { ok: false, notice });
  });
