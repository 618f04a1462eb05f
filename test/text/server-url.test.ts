import assert from 'node:assert/strict';
import test from 'node:test';
import { readServerUrl } from '../../src/text/server-url.ts';

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
  for (const [typed, baseUrl] of rows) assert.deepEqual(readServerUrl(typed), { ok: true, baseUrl }, typed);
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
    const result = readServerUrl(typed);
    assert.equal(result.ok ? result.baseUrl : result.notice.code, code, typed);
    assert.equal(JSON.stringify(result).includes('secret'), false);
  }
});

test('an address is spelt in one way only', () => {
  const rows = [
    [' https://API.OpenAI.com:443/v1// ', 'https://api.openai.com/v1'],
    ['http://localhost:80/', 'http://localhost'],
    ['https://open.bigmodel.cn/api/paas/v4/', 'https://open.bigmodel.cn/api/paas/v4'],
    ['https://host/v1/responses/', 'https://host/v1'],
    ['https://host/Path', 'https://host/Path'],
  ] as const;
  for (const [typed, baseUrl] of rows) {
    assert.deepEqual(readServerUrl(typed), { ok: true, baseUrl }, typed);
    assert.deepEqual(readServerUrl(baseUrl), { ok: true, baseUrl }, baseUrl);
  }
});
