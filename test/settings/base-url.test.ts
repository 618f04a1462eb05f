import assert from 'node:assert/strict';
import test from 'node:test';
import { normalBaseUrl } from '../../src/settings/base-url.ts';

const table: readonly (readonly [string, string | null])[] = [
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  [' https://API.OpenAI.com:443/v1// ', 'https://api.openai.com/v1'],
  ['http://localhost:11434', 'http://localhost:11434'],
  ['http://localhost:80/', 'http://localhost'],
  ['https://open.bigmodel.cn/api/paas/v4/', 'https://open.bigmodel.cn/api/paas/v4'],
  ['https://host/v1/chat/completions', 'https://host/v1'],
  ['https://host/v1/responses/', 'https://host/v1'],
  ['https://host/Path', 'https://host/Path'],
  ['http://[::1]:8080/v1', 'http://[::1]:8080/v1'],
  ['', null],
  ['localhost:11434/v1', null],
  ['api.openai.com/v1', null],
  ['ftp://host/v1', null],
  ['file:///etc/passwd', null],
  ['https://user@host/v1', null],
  ['https://:word@host/v1', null],
  ['https://host/v1?api-version=1', null],
  ['https://host/v1#x', null],
  ['https://', null],
];

for (const [text, expected] of table)
  test(`reads ${JSON.stringify(text)} as ${expected}`, () => {
    assert.equal(normalBaseUrl(text), expected);
    if (expected !== null) assert.equal(normalBaseUrl(expected), expected);
  });
