import assert from 'node:assert/strict';
import test from 'node:test';
import { OPENAI_BASE_URL } from '../../src/settings/base-url.ts';
import type { Config } from '../../src/settings/config.ts';
import { endpointAt } from '../../src/settings/endpoint.ts';
import type { Environment } from '../../src/settings/environment.ts';
import type { Flags } from '../../src/settings/flags.ts';
import { type GivenKey, serversOf } from '../../src/settings/servers.ts';
import type { Notice } from '../../src/text/catalogue.ts';

const LIMITS = { firstByteMs: 1, idleMs: 1 };
const A = 'https://a.example/v1';
const B = 'https://b.example/v1';
const C = 'http://localhost:11434/v1';

type Given = {
  readonly flags?: Flags;
  readonly env?: Environment;
  readonly config?: Config;
  readonly givenKey?: GivenKey;
};
/** Base URL, key, source of the key, model. */
type Asked = readonly [string, string | null, string | null, string] | null;

function asked({ flags = {}, env = {}, config = {}, givenKey }: Given): {
  readonly asked: Asked;
  readonly problems: readonly Notice[];
} {
  const problems: Notice[] = [];
  const servers = serversOf({ flags, env, config, configPath: 'settings.json', givenKey }, problems);
  const endpoint =
    servers.baseUrl === null ? null : endpointAt(servers.baseUrl, { servers, limits: LIMITS, model: null });
  return {
    asked: endpoint && [endpoint.baseUrl, endpoint.apiKey, endpoint.keySource, endpoint.model],
    problems,
  };
}

const flagKey = { key: 'kf', source: 'MY_KEY' };
const OPENAI_MODEL = 'gpt-5.4-mini';

const table: readonly (readonly [string, Given, Asked])[] = [
  ['nothing: none', {}, null],
  [
    'empty variables are none',
    { env: { OPENAI_API_KEY: '', OPENAI_BASE_URL: '', VISION_CHAT_API_KEY: ' ' } },
    null,
  ],
  ['a model alone is no server', { env: { VISION_CHAT_MODEL: 'm' }, config: { model: 'n' } }, null],

  [
    "OPENAI_API_KEY goes to OpenAI's own",
    { env: { OPENAI_API_KEY: 'ko' } },
    [OPENAI_BASE_URL, 'ko', 'OPENAI_API_KEY', OPENAI_MODEL],
  ],
  [
    'OPENAI_API_KEY goes to OPENAI_BASE_URL',
    { env: { OPENAI_API_KEY: 'ko', OPENAI_BASE_URL: A } },
    [A, 'ko', 'OPENAI_API_KEY', ''],
  ],
  [
    'OPENAI_API_KEY does not go to a flag',
    { flags: { baseUrl: B }, env: { OPENAI_API_KEY: 'ko' } },
    [B, null, null, ''],
  ],
  [
    'OPENAI_API_KEY does not go to a flag away from OPENAI_BASE_URL',
    { flags: { baseUrl: B }, env: { OPENAI_API_KEY: 'ko', OPENAI_BASE_URL: A } },
    [B, null, null, ''],
  ],
  [
    'OPENAI_API_KEY does not go to VISION_CHAT_BASE_URL',
    { env: { OPENAI_API_KEY: 'ko', VISION_CHAT_BASE_URL: B } },
    [B, null, null, ''],
  ],
  [
    "OPENAI_API_KEY does not go to the file's server",
    { env: { OPENAI_API_KEY: 'ko' }, config: { baseUrl: C } },
    [C, null, null, ''],
  ],
  [
    'OPENAI_API_KEY with OPENAI_BASE_URL comes before the file',
    { env: { OPENAI_API_KEY: 'ko', OPENAI_BASE_URL: A }, config: { baseUrl: C } },
    [A, 'ko', 'OPENAI_API_KEY', ''],
  ],
  [
    'OPENAI_API_KEY goes where a flag names the same server otherwise',
    { flags: { baseUrl: A }, env: { OPENAI_API_KEY: 'ko', OPENAI_BASE_URL: 'https://A.example:443/v1/' } },
    [A, 'ko', 'OPENAI_API_KEY', ''],
  ],
  [
    "a flag may name OpenAI's own back",
    { flags: { baseUrl: OPENAI_BASE_URL }, env: { OPENAI_API_KEY: 'ko', VISION_CHAT_BASE_URL: B } },
    [OPENAI_BASE_URL, 'ko', 'OPENAI_API_KEY', OPENAI_MODEL],
  ],

  [
    'VISION_CHAT_API_KEY goes to VISION_CHAT_BASE_URL',
    { env: { VISION_CHAT_API_KEY: 'kv', VISION_CHAT_BASE_URL: B, OPENAI_API_KEY: 'ko', OPENAI_BASE_URL: A } },
    [B, 'kv', 'VISION_CHAT_API_KEY', ''],
  ],
  [
    'VISION_CHAT_API_KEY alone goes to OPENAI_BASE_URL, before its key',
    { env: { VISION_CHAT_API_KEY: 'kv', OPENAI_API_KEY: 'ko', OPENAI_BASE_URL: A } },
    [A, 'kv', 'VISION_CHAT_API_KEY', ''],
  ],
  [
    "VISION_CHAT_API_KEY alone goes to the file's server",
    { env: { VISION_CHAT_API_KEY: 'kv' }, config: { baseUrl: C } },
    [C, 'kv', 'VISION_CHAT_API_KEY', ''],
  ],
  [
    "VISION_CHAT_API_KEY alone goes to OpenAI's own",
    { env: { VISION_CHAT_API_KEY: 'kv' } },
    [OPENAI_BASE_URL, 'kv', 'VISION_CHAT_API_KEY', OPENAI_MODEL],
  ],
  [
    'VISION_CHAT_API_KEY does not go to a flag',
    { flags: { baseUrl: A }, env: { VISION_CHAT_API_KEY: 'kv', VISION_CHAT_BASE_URL: B } },
    [A, null, null, ''],
  ],
  [
    'VISION_CHAT_API_KEY alone does not go to a flag',
    { flags: { baseUrl: A }, env: { VISION_CHAT_API_KEY: 'kv' } },
    [A, null, null, ''],
  ],

  [
    'a key flag goes to the flag',
    { flags: { baseUrl: A }, env: { VISION_CHAT_API_KEY: 'kv' }, givenKey: flagKey },
    [A, 'kf', 'MY_KEY', ''],
  ],
  [
    'a key flag goes to the server of the variables, before theirs',
    { env: { VISION_CHAT_BASE_URL: B, VISION_CHAT_API_KEY: 'kv' }, givenKey: flagKey },
    [B, 'kf', 'MY_KEY', ''],
  ],
  [
    "a key flag alone goes to OpenAI's own",
    { givenKey: flagKey },
    [OPENAI_BASE_URL, 'kf', 'MY_KEY', OPENAI_MODEL],
  ],
  [
    'a key flag that led nowhere is not answered with another key',
    { env: { VISION_CHAT_BASE_URL: B, VISION_CHAT_API_KEY: 'kv' }, givenKey: null },
    [B, null, null, ''],
  ],

  [
    'a key of the file goes to its server',
    { config: { baseUrl: C, keys: { [A]: 'ka', [C]: 'kc' } } },
    [C, 'kc', 'settings.json', ''],
  ],
  [
    'a key of the file goes to a flag that names its server',
    { flags: { baseUrl: A }, config: { keys: { [A]: 'ka' } } },
    [A, 'ka', 'settings.json', ''],
  ],
  [
    'a key of the file for OpenAI is enough',
    { config: { keys: { [OPENAI_BASE_URL]: 'k1' } } },
    [OPENAI_BASE_URL, 'k1', 'settings.json', OPENAI_MODEL],
  ],
  [
    'variables come before a key of the file',
    { env: { OPENAI_API_KEY: 'ko' }, config: { keys: { [OPENAI_BASE_URL]: 'k1' } } },
    [OPENAI_BASE_URL, 'ko', 'OPENAI_API_KEY', OPENAI_MODEL],
  ],

  ['a server without a key', { env: { VISION_CHAT_BASE_URL: C } }, [C, null, null, '']],
  ["OpenAI's own without a key is none", { flags: { baseUrl: OPENAI_BASE_URL } }, null],

  [
    'the model of a flag',
    { flags: { baseUrl: C, model: 'mf' }, env: { VISION_CHAT_MODEL: 'mv' } },
    [C, null, null, 'mf'],
  ],
  [
    'VISION_CHAT_MODEL without a server of its own goes anywhere',
    { flags: { baseUrl: C }, env: { VISION_CHAT_MODEL: 'mv', OPENAI_MODEL: 'mo' } },
    [C, null, null, 'mv'],
  ],
  [
    'VISION_CHAT_MODEL stays with VISION_CHAT_BASE_URL',
    { flags: { baseUrl: C }, env: { VISION_CHAT_MODEL: 'mv', VISION_CHAT_BASE_URL: B } },
    [C, null, null, ''],
  ],
  [
    'OPENAI_MODEL stays with its server',
    { flags: { baseUrl: C }, env: { OPENAI_MODEL: 'mo', OPENAI_API_KEY: 'ko' } },
    [C, null, null, ''],
  ],
  [
    'OPENAI_MODEL counts at its server',
    { env: { OPENAI_MODEL: 'mo', OPENAI_API_KEY: 'ko' } },
    [OPENAI_BASE_URL, 'ko', 'OPENAI_API_KEY', 'mo'],
  ],
  [
    "the file's model stays with the file's server",
    { env: { OPENAI_BASE_URL: A }, config: { baseUrl: C, model: 'mc' } },
    [A, null, null, ''],
  ],
  [
    "the file's model without a server goes anywhere",
    { env: { OPENAI_BASE_URL: A }, config: { model: 'mc' } },
    [A, null, null, 'mc'],
  ],
];

for (const [name, given, expected] of table)
  test(name, () => {
    assert.deepEqual(asked(given), { asked: expected, problems: [] });
  });

const misspelt: readonly (readonly [string, Given, Asked, readonly Notice[]])[] = [
  [
    'a misspelt server does not send the keys and pictures to another one',
    {
      env: {
        VISION_CHAT_BASE_URL: 'htp://b',
        VISION_CHAT_API_KEY: 'kv',
        OPENAI_API_KEY: 'ko',
        OPENAI_BASE_URL: A,
      },
    },
    null,
    [{ code: 'settings-base-url-invalid', data: { source: 'VISION_CHAT_BASE_URL' } }],
  ],
  [
    'a misspelt server of the file does not lead to OpenAI',
    { env: { OPENAI_API_KEY: 'ko' }, config: { baseUrl: null } },
    null,
    [],
  ],
  [
    'a misspelt server does not matter under a flag',
    { flags: { baseUrl: C }, env: { OPENAI_BASE_URL: 'htp://b', OPENAI_API_KEY: 'ko' } },
    [C, null, null, ''],
    [{ code: 'settings-base-url-invalid', data: { source: 'OPENAI_BASE_URL' } }],
  ],
  [
    'a key with a newline at its end is trimmed',
    { env: { OPENAI_API_KEY: 'ko\r\n' } },
    [OPENAI_BASE_URL, 'ko', 'OPENAI_API_KEY', OPENAI_MODEL],
    [],
  ],
  [
    'a key that no header can hold is not used, and not shown',
    { env: { OPENAI_API_KEY: 'sk-„key“', OPENAI_BASE_URL: A } },
    [A, null, null, ''],
    [{ code: 'settings-api-key-invalid', data: { source: 'OPENAI_API_KEY' } }],
  ],
];

for (const [name, given, expected, problems] of misspelt)
  test(name, () => {
    assert.deepEqual(asked(given), { asked: expected, problems });
  });

test('keys kept from a server are named for the explanation of a 401', () => {
  const env = { OPENAI_API_KEY: 'ko', VISION_CHAT_API_KEY: 'kv' };
  const servers = serversOf(
    { flags: { baseUrl: C }, env, config: {}, configPath: '', givenKey: undefined },
    [],
  );
  assert.deepEqual(endpointAt(C, { servers, limits: LIMITS, model: null })?.keysElsewhere, [
    'VISION_CHAT_API_KEY',
    'OPENAI_API_KEY',
  ]);
});
