/** Keys and headers go where they belong, and nowhere else. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { plainFetch } from '../../src/models/wire.ts';
import { ask, endpointAt, KEY } from './asking.ts';
import { rawServer } from './raw-server.ts';

const FINE = 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n';

const ENVIRONMENT = {
  OPENAI_API_KEY: 'key-of-the-environment',
  OPENAI_ADMIN_KEY: 'admin-of-the-environment',
  OPENAI_ORG_ID: 'org-of-the-environment',
  OPENAI_PROJECT_ID: 'project-of-the-environment',
  OPENAI_BASE_URL: 'http://127.0.0.1:9/never',
  OPENAI_CUSTOM_HEADERS: 'X-Secret: of-the-environment\nAuthorization: Bearer of-the-environment',
  OPENAI_LOG: 'debug',
};

test.before(() => Object.assign(process.env, ENVIRONMENT));
test.after(() => {
  for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
});

test('a foreign host gets its own key and nothing of the environment', async t => {
  const server = await rawServer(t, response => void response.end(FINE));
  t.mock.method(console, 'debug', () => assert.fail('the client wrote to the console'));
  await ask(endpointAt(server.baseUrl));
  const { headers } = server.seen[0] ?? assert.fail();
  assert.equal(headers.authorization, `Bearer ${KEY}`);
  assert.equal(JSON.stringify(headers).includes('of-the-environment'), false);
  assert.deepEqual(
    Object.keys(headers).filter(name => name.startsWith('x-')),
    [],
  );
});

test('a server without a key gets no authorization', async t => {
  const server = await rawServer(t, response => void response.end(FINE));
  await ask(endpointAt(server.baseUrl, { apiKey: null, keySource: null }));
  assert.equal(server.seen[0]?.headers.authorization, undefined);
});

test('custom headers follow the key of the environment', async t => {
  const server = await rawServer(t, response => void response.end(FINE));
  await ask(endpointAt(server.baseUrl, { keySource: 'OPENAI_API_KEY' }));
  assert.equal(server.seen[0]?.headers['x-secret'], 'of-the-environment');
});

test('pictures are not sent after a redirect', async t => {
  const other = await rawServer(t, response => void response.end(FINE));
  const server = await rawServer(t, response => {
    response.writeHead(307, { location: `${other.baseUrl}/chat/completions` });
    response.end();
  });
  const [event] = await ask(endpointAt(server.baseUrl));
  assert.equal(event?.type === 'failure' && event.failure.notice.code, 'endpoint-moved');
  assert.equal(other.seen.length, 0);
});

test('a key that no header can carry is said before any call', async () => {
  for (const apiKey of ['key\n', 'ключ', 'a key', '“key”', '']) {
    const endpoint = endpointAt('http://127.0.0.1:1', { apiKey, keySource: 'OPENAI_API_KEY' });
    assert.deepEqual(await ask(endpoint, { fetch: () => assert.fail('no call') }), [
      {
        type: 'failure',
        failure: {
          kind: 'endpoint',
          notice: { code: 'endpoint-key-characters', data: { source: 'OPENAI_API_KEY' } },
        },
      },
    ]);
  }
});

test('OpenAI’s own host keeps organisation and project', async () => {
  let headers = new Headers();
  const fetch = plainFetch(endpointAt('https://api.openai.com/v1'), (_url, init) => {
    headers = new Headers(init?.headers);
    return Promise.resolve(new Response());
  });
  await fetch('https://api.openai.com/v1', { headers: { 'OpenAI-Organization': 'org' } });
  assert.equal(headers.get('openai-organization'), 'org');
});
