import assert from 'node:assert/strict';
import test from 'node:test';
import { addressOf, hostOf, normaliseBaseUrl } from '../../src/models/endpoint.ts';
import { limitNameOf } from '../../src/models/limit-name.ts';

test('base URLs as people type them', () => {
  const rows = [
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
    [' https://api.openai.com/v1/chat/completions ', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/chat/completions/', 'https://api.openai.com/v1'],
    ['HTTPS://API.OpenAI.com:443/v1#x', 'https://api.openai.com/v1'],
    ['openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
    ['localhost:11434/v1', 'http://localhost:11434/v1'],
    ['localhost', 'http://localhost'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['[::1]:8080/v1', 'http://[::1]:8080/v1'],
    ['192.168.1.5:1234/v1', 'http://192.168.1.5:1234/v1'],
    ['172.20.0.2/v1', 'http://172.20.0.2/v1'],
    ['172.32.0.2/v1', 'https://172.32.0.2/v1'],
    ['ollama:11434/v1', 'http://ollama:11434/v1'],
    ['box.local/v1', 'http://box.local/v1'],
    ['8.8.8.8/v1', 'https://8.8.8.8/v1'],
    ['http://example.com/v1', 'http://example.com/v1'],
    [
      'https://x.openai.azure.com/openai/v1/?api-version=1',
      'https://x.openai.azure.com/openai/v1?api-version=1',
    ],
    ['http://host//', 'http://host'],
  ] as const;
  for (const [typed, baseUrl] of rows)
    assert.deepEqual(normaliseBaseUrl(typed), { ok: true, baseUrl }, typed);
});

test('what is no base URL', () => {
  const rows = [
    ['', 'endpoint-url-invalid'],
    ['http://', 'endpoint-url-invalid'],
    ['two words', 'endpoint-url-invalid'],
    ['https://a b/v1', 'endpoint-url-invalid'],
    ['javascript:alert(1)', 'endpoint-url-invalid'],
    ['ftp://example.com', 'endpoint-url-scheme'],
    ['file:///etc/passwd', 'endpoint-url-scheme'],
    ['https://me:secret@example.com/v1', 'endpoint-url-credentials'],
    ['me:secret@example.com/v1', 'endpoint-url-credentials'],
  ] as const;
  for (const [typed, code] of rows) {
    const result = normaliseBaseUrl(typed);
    assert.equal(result.ok ? result.baseUrl : result.notice.code, code, typed);
    assert.equal(JSON.stringify(result).includes('secret'), false);
  }
});

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
