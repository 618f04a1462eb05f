import assert from 'node:assert/strict';
import test from 'node:test';
import {
  configFolderOf,
  historyFileOf,
  type Surroundings,
  sessionsFolderOf,
} from '../../src/settings/folders.ts';

const INSTALLED: Surroundings = {
  env: {},
  platform: 'linux',
  home: '/home/ann',
  cwd: '/tmp/work',
  packageRoot: '/usr/lib/node_modules/vision-chat',
  exists: () => false,
};
const MAC: Surroundings = { ...INSTALLED, platform: 'darwin', home: '/Users/ann' };
const WINDOWS: Surroundings = {
  ...INSTALLED,
  platform: 'win32',
  home: 'C:\\Users\\ann',
  cwd: 'C:\\work',
  packageRoot: 'C:\\npm\\vision-chat',
};
const CHECKOUT: Surroundings = {
  ...INSTALLED,
  cwd: '/code/vision-chat',
  packageRoot: '/code/vision-chat',
  exists: path => path === '/code/vision-chat/.git',
};

function placesOf(surroundings: Surroundings): readonly string[] {
  return [configFolderOf(surroundings), sessionsFolderOf(surroundings, {}), historyFileOf(surroundings)];
}

const platforms: readonly (readonly [string, Surroundings, readonly string[]])[] = [
  [
    'Linux',
    INSTALLED,
    [
      '/home/ann/.config/vision-chat',
      '/home/ann/.local/share/vision-chat/sessions',
      '/home/ann/.local/state/vision-chat/history.jsonl',
    ],
  ],
  [
    'Linux with XDG folders',
    { ...INSTALLED, env: { XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d', XDG_STATE_HOME: '/s' } },
    ['/c/vision-chat', '/d/vision-chat/sessions', '/s/vision-chat/history.jsonl'],
  ],
  [
    'Linux with relative XDG folders, which do not count',
    { ...INSTALLED, env: { XDG_CONFIG_HOME: 'c', XDG_DATA_HOME: './d', XDG_STATE_HOME: '' } },
    [
      '/home/ann/.config/vision-chat',
      '/home/ann/.local/share/vision-chat/sessions',
      '/home/ann/.local/state/vision-chat/history.jsonl',
    ],
  ],
  [
    'macOS',
    MAC,
    [
      '/Users/ann/Library/Preferences/vision-chat',
      '/Users/ann/Library/Application Support/vision-chat/sessions',
      '/Users/ann/Library/Application Support/vision-chat/history.jsonl',
    ],
  ],
  [
    'Windows',
    { ...WINDOWS, env: { APPDATA: 'C:\\R', LOCALAPPDATA: 'D:\\L' } },
    [
      'C:\\R\\vision-chat\\Config',
      'D:\\L\\vision-chat\\Data\\sessions',
      'D:\\L\\vision-chat\\Data\\history.jsonl',
    ],
  ],
  [
    'Windows without variables',
    WINDOWS,
    [
      'C:\\Users\\ann\\AppData\\Roaming\\vision-chat\\Config',
      'C:\\Users\\ann\\AppData\\Local\\vision-chat\\Data\\sessions',
      'C:\\Users\\ann\\AppData\\Local\\vision-chat\\Data\\history.jsonl',
    ],
  ],
];

for (const [name, surroundings, expected] of platforms)
  test(`folders on ${name}`, () => {
    assert.deepEqual(placesOf(surroundings), expected);
  });

const sessions: readonly (readonly [string, Surroundings, { flag?: string; setting?: string }, string])[] = [
  [
    'the flag, relative to the working directory',
    { ...INSTALLED, env: { VISION_CHAT_SESSIONS: '/v' } },
    { flag: 'mine' },
    '/tmp/work/mine',
  ],
  [
    'the variable before the setting',
    { ...INSTALLED, env: { VISION_CHAT_SESSIONS: '/v' } },
    { setting: '/s' },
    '/v',
  ],
  ['the setting, with a home that no shell expands', INSTALLED, { setting: '~/talks' }, '/home/ann/talks'],
  ['a file name that only begins with a tilde', INSTALLED, { setting: '~talks' }, '/tmp/work/~talks'],
  ['the checkout that it runs in', CHECKOUT, {}, '/code/vision-chat/sessions'],
  [
    'the checkout from a folder within',
    { ...CHECKOUT, cwd: '/code/vision-chat/test' },
    {},
    '/code/vision-chat/sessions',
  ],
  [
    'a checkout without git',
    { ...CHECKOUT, exists: path => path === '/code/vision-chat/src' },
    {},
    '/code/vision-chat/sessions',
  ],
  ['a checkout elsewhere', { ...CHECKOUT, cwd: '/code' }, {}, '/home/ann/.local/share/vision-chat/sessions'],
  [
    'a neighbour whose name begins alike',
    { ...CHECKOUT, cwd: '/code/vision-chat-2' },
    {},
    '/home/ann/.local/share/vision-chat/sessions',
  ],
  [
    'an installed package in its own folder',
    { ...INSTALLED, cwd: INSTALLED.packageRoot },
    {},
    '/home/ann/.local/share/vision-chat/sessions',
  ],
  ['the flag before the checkout', CHECKOUT, { flag: '/f' }, '/f'],
  [
    'another drive',
    { ...WINDOWS, cwd: 'D:\\work', exists: () => true },
    {},
    'C:\\Users\\ann\\AppData\\Local\\vision-chat\\Data\\sessions',
  ],
];

for (const [name, surroundings, named, expected] of sessions)
  test(`sessions: ${name}`, () => {
    assert.equal(sessionsFolderOf(surroundings, named), expected);
  });

test('the settings folder of the variable is taken as it stands', () => {
  const env = { VISION_CHAT_CONFIG_DIR: '~/.vc', XDG_CONFIG_HOME: '/c' };
  assert.equal(configFolderOf({ ...INSTALLED, env }), '/home/ann/.vc');
});
