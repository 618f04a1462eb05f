import assert from 'node:assert/strict';
import test from 'node:test';
import { addressOf, hostOf } from '../../src/models/endpoint.ts';
import { limitNameOf } from '../../src/models/limit-name.ts';

test('the host for the status line, and addresses under a base URL', () => {
  assert.equal(hostOf('https://api.openai.com/v1'), 'api.openai.com');
  assert.equal(hostOf('http://localhost:11434/v1'), 'localhost:11434');
  assert.equal(hostOf('https://x.de:443/v1'), 'x.de');
  assert.equal(hostOf('no \u001b[31mURL'), 'no [31mURL');
  assert.equal(addressOf('https://x.de/v1?api-version=1', '/models'), 'https://x.de/v1/models?api-version=1');
});

test('the name of the output limit', () => {
  const rows = [
    ['gpt-5.4', 'api.openai.com', 'max_completion_tokens'],
    ['gpt-6-sol', 'x.openai.azure.com', 'max_completion_tokens'],
    ['o4-mini', 'api.openai.com', 'max_completion_tokens'],
    ['ft:gpt-5-mini:me', 'api.openai.com', 'max_completion_tokens'],
    ['gpt-4o', 'api.openai.com', 'max_tokens'],
    ['gpt-5.4', 'localhost:11434', 'max_tokens'],
    ['openai/gpt-5.4', 'openrouter.ai', 'max_tokens'],
    ['o4-mini', 'notopenai.com', 'max_tokens'],
  ] as const;
  for (const [model, host, name] of rows) assert.equal(limitNameOf(model, host), name, `${model} at ${host}`);
});
