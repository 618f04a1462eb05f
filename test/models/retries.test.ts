import assert from 'node:assert/strict';
import { createServer as createTcpServer } from 'node:net';
import test from 'node:test';
import type { ReplyEvent } from '../../src/chat/engine.ts';
import { openAiEngine } from '../../src/models/openai-engine.ts';
import { type RetryFacts, retryPlan } from '../../src/models/retry.ts';
import { ask, collect, endpointAt, requestOf } from './asking.ts';
import { rawServer } from './raw-server.ts';

const FINE =
  'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
const HI: readonly ReplyEvent[] = [
  { type: 'text', text: 'Hi' },
  { type: 'finish', reason: 'stop' },
];

const NOW = Date.parse('2026-11-23T12:00:00Z');

function plan(more: Partial<RetryFacts> & { readonly after?: Record<string, string> }) {
  const { after, ...facts } = more;
  return retryPlan({
    status: 503,
    headers: new Headers(after),
    retries: 0,
    random: () => 0,
    now: NOW,
    ...facts,
  });
}

test('what is worth another try, and when', () => {
  const no = { type: 'no' } as const;
  const wait = (waitMs: number) => ({ type: 'wait', waitMs }) as const;
  for (const status of [null, 408, 409, 429, 500, 502, 503, 529])
    assert.deepEqual(plan({ status }), wait(500));
  for (const status of [400, 401, 403, 404, 413, 422]) assert.deepEqual(plan({ status }), no);
  assert.deepEqual(plan({ retries: 1 }), wait(1000));
  assert.deepEqual(plan({ retries: 1, random: () => 1 }), wait(750));
  assert.deepEqual(plan({ retries: 2 }), no);
  assert.deepEqual(plan({ after: { 'x-should-retry': 'false' } }), no);
  assert.deepEqual(plan({ status: 400, after: { 'x-should-retry': 'true' } }), wait(500));
  assert.deepEqual(plan({ after: { 'retry-after': '3' } }), wait(3000));
  assert.deepEqual(plan({ after: { 'retry-after': '3', 'retry-after-ms': '20.6' } }), wait(21));
  assert.deepEqual(plan({ after: { 'retry-after': 'Mon, 23 Nov 2026 12:00:05 GMT' } }), wait(5000));
  assert.deepEqual(plan({ after: { 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' } }), wait(500));
  assert.deepEqual(plan({ after: { 'retry-after': 'soon', 'retry-after-ms': '-4' } }), wait(500));
  assert.deepEqual(plan({ after: { 'retry-after': '61' } }), { type: 'too-long', seconds: 61 });
  assert.deepEqual(plan({ status: 429, retries: 3, after: { 'retry-after': '1' } }), wait(1000));
  assert.deepEqual(plan({ status: 429, retries: 4, after: { 'retry-after': '1' } }), no);
  assert.deepEqual(plan({ status: 503, retries: 2, after: { 'retry-after': '1' } }), no);
});

test('a busy server is asked again, and the wait is told', async t => {
  const server = await rawServer(t, (response, _seen, index) => {
    if (index < 2) response.writeHead(index === 0 ? 503 : 429, { 'retry-after-ms': '1' });
    response.end(index < 2 ? '{}' : FINE);
  });
  assert.deepEqual(await ask(endpointAt(server.baseUrl)), [
    { type: 'retry', waitMs: 1, reason: { code: 'retry-failing', data: { host: server.host, status: 503 } } },
    { type: 'retry', waitMs: 1, reason: { code: 'retry-rate-limited', data: { host: server.host } } },
    ...HI,
  ]);
  assert.equal(new Set(server.seen.map(({ body }) => body)).size, 1);
});

test('a server that stays busy is given up', async t => {
  const server = await rawServer(t, response => {
    response.writeHead(500, { 'retry-after-ms': '1' });
    response.end('{"error":{"message":"boom"}}');
  });
  const events = await ask(endpointAt(server.baseUrl));
  assert.deepEqual(
    events.map(({ type }) => type),
    ['retry', 'retry', 'failure'],
  );
  assert.equal(server.seen.length, 3);
});

test('a long wait is left to the person', async t => {
  const server = await rawServer(t, response => {
    response.writeHead(429, { 'retry-after': '3600' });
    response.end();
  });
  assert.deepEqual(await ask(endpointAt(server.baseUrl)), [
    {
      type: 'failure',
      failure: {
        kind: 'endpoint',
        notice: { code: 'endpoint-asks-to-wait', data: { host: server.host, seconds: 3600 } },
      },
    },
  ]);
});

test('a connection that breaks before the first byte is tried again, after it never', async t => {
  const server = await rawServer(t, (response, _seen, index) => {
    if (index === 0) response.destroy();
    if (index === 1) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      response.socket?.destroy();
    }
    if (index === 2) response.end(FINE);
    if (index === 3)
      response.write('data: {"choices":[{"index":0,"delta":{"content":"Hal"}}]}\n\n', () =>
        response.destroy(),
      );
  });
  const first = await ask(endpointAt(server.baseUrl));
  const reason = { code: 'retry-connection', data: { host: server.host } } as const;
  assert.deepEqual(first, [
    { type: 'retry', waitMs: 375, reason },
    { type: 'retry', waitMs: 750, reason },
    ...HI,
  ]);
  const second = await ask(endpointAt(server.baseUrl));
  assert.deepEqual(second, [
    { type: 'text', text: 'Hal' },
    { type: 'failure', failure: { kind: 'endpoint', notice: { code: 'reply-cut', data: {} } } },
  ]);
  assert.equal(server.seen.length, 4);
});

test('nothing that listens, a name that nobody has, a port that is none, no HTTP, no TLS', async t => {
  const closed = createTcpServer();
  const port = await listening(closed);
  await new Promise(resolve => closed.close(resolve));
  const chatty = createTcpServer(socket => {
    socket.on('error', () => {});
    socket.end('220 mail.example.org ESMTP\r\n');
  });
  const mail = await listening(chatty);
  t.after(() => chatty.close());
  const rows = [
    [`http://127.0.0.1:${port}`, 'endpoint-connection-refused'],
    ['http://no-such-host.invalid/v1', 'endpoint-unknown-host'],
    ['http://127.0.0.1:9/v1', 'endpoint-url-unusable'],
    [`http://127.0.0.1:${mail}`, 'endpoint-no-http'],
    [`https://127.0.0.1:${mail}`, 'endpoint-no-tls'],
  ] as const;
  await Promise.all(
    rows.map(async ([baseUrl, code]) => {
      const events = await ask(endpointAt(baseUrl));
      const last = events.at(-1);
      assert.equal(last?.type === 'failure' && last.failure.notice.code, code, baseUrl);
    }),
  );
});

test('what an endpoint does not take is left out, and stays so', async t => {
  const server = await rawServer(t, (response, { body }) => {
    const asked = JSON.parse(body);
    const refuse = (message: string, more: object = {}) => {
      response.statusCode = 400;
      response.end(JSON.stringify({ error: { message, ...more } }));
    };
    if ('stream_options' in asked) refuse('Unknown name "stream_options": Cannot find field.');
    else if ('max_tokens' in asked)
      refuse("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", {
        code: 'unsupported_parameter',
        param: 'max_tokens',
      });
    else if ('temperature' in asked)
      refuse("'temperature' does not support 0.2 with this model. Only the default (1) is supported.", {
        code: 'unsupported_value',
        param: 'temperature',
      });
    else if (asked.stream)
      refuse('Your organization must be verified to stream this model.', { param: 'stream' });
    else
      response.end(
        JSON.stringify({ choices: [{ index: 0, message: { content: 'Hi' }, finish_reason: 'stop' }] }),
      );
  });
  const engine = openAiEngine(endpointAt(server.baseUrl, { maxOutputTokens: 50, temperature: 0.2 }));
  assert.deepEqual(await collect(engine.answer(requestOf())), [
    { type: 'note', note: { code: 'request-without', data: { parameter: 'temperature' } } },
    { type: 'note', note: { code: 'request-unstreamed', data: {} } },
    ...HI,
  ]);
  assert.deepEqual(await collect(engine.answer(requestOf())), HI);
  assert.equal(server.seen.length, 6);
  assert.deepEqual(JSON.parse(server.seen[5]?.body ?? ''), {
    model: 'some-model',
    messages: [{ role: 'user', content: 'What is this?' }],
    stream: false,
    max_completion_tokens: 50,
  });
});

test('a limit that is too high is said, not dropped', async t => {
  const server = await rawServer(t, response => {
    response.statusCode = 400;
    response.end('{"error":{"message":"max_tokens is too large: 999999. This model takes at most 16384."}}');
  });
  const events = await ask(endpointAt(server.baseUrl, { maxOutputTokens: 999_999 }));
  assert.equal(events.length, 1);
  assert.equal(server.seen.length, 1);
});

test('turns share connections', async t => {
  const ports = new Set<number | undefined>();
  const server = await rawServer(t, response => {
    ports.add(response.socket?.remotePort);
    response.end(FINE);
  });
  const engine = openAiEngine(endpointAt(server.baseUrl));
  for (let turn = 0; turn < 8; turn += 1) assert.deepEqual(await collect(engine.answer(requestOf())), HI);
  assert.equal(ports.size < 8, true);
});

function listening(server: ReturnType<typeof createTcpServer>): Promise<number> {
  return new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
}
