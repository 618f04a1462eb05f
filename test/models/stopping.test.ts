/** Stalls and stops: the person is never left waiting for a server that has gone quiet, nor after Esc. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import test from 'node:test';
import type { ReplyEvent } from '../../src/chat/engine.ts';
import { openAiEngine } from '../../src/models/openai-engine.ts';
import { dispatcherWith } from '../../src/models/patience.ts';
import { ask, collect, endpointAt, picture, requestOf } from './asking.ts';
import { rawServer } from './raw-server.ts';

const HALF = 'data: {"choices":[{"index":0,"delta":{"content":"Hal"}}]}\n\n';

const stalled = (code: string, host: string): ReplyEvent =>
  ({
    type: 'failure',
    failure: { kind: 'endpoint', notice: { code, data: { host, seconds: 1 } } },
  }) as ReplyEvent;

test('a server that never begins', async t => {
  const server = await rawServer(t, () => {});
  assert.deepEqual(await ask(endpointAt(server.baseUrl, { firstByteMs: 400 })), [
    stalled('reply-never-began', server.host),
  ]);
  assert.equal(server.seen.length, 1);
});

test('headers are no byte of an answer', async t => {
  const server = await rawServer(t, response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
  });
  assert.deepEqual(await ask(endpointAt(server.baseUrl, { firstByteMs: 200 })), [
    stalled('reply-never-began', server.host),
  ]);
});

test('a stream that stands still keeps its text', async t => {
  const server = await rawServer(t, response => {
    response.write(HALF);
  });
  assert.deepEqual(await ask(endpointAt(server.baseUrl, { idleMs: 40 })), [
    { type: 'text', text: 'Hal' },
    stalled('reply-stalled', server.host),
  ]);
});

test('an error whose body never ends is told all the same', async t => {
  const server = await rawServer(t, response => {
    response.writeHead(400);
    response.write('{"error":{"message":"boo');
  });
  const [event] = await ask(endpointAt(server.baseUrl, { firstByteMs: 300 }));
  assert.equal(event?.type, 'failure');
});

test('a whole answer counts, though the server keeps the line open', async t => {
  const server = await rawServer(t, response => {
    response.write('data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n');
  });
  assert.deepEqual(await ask(endpointAt(server.baseUrl, { idleMs: 40 })), [
    { type: 'text', text: 'Hi' },
    { type: 'finish', reason: 'stop' },
  ]);
});

test('last words are waited for shortly, not for the whole patience', {
  skip: process.env.LONG ? false : 'takes three seconds',
}, async t => {
  const server = await rawServer(t, response => {
    response.write('data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n');
  });
  assert.deepEqual(await ask(endpointAt(server.baseUrl, { idleMs: 3_600_000 })), [
    { type: 'text', text: 'Hi' },
    { type: 'finish', reason: 'stop' },
  ]);
});

test('stopping ends the reply without a word, and the request with it', async t => {
  const responses: ServerResponse[] = [];
  const server = await rawServer(t, (response, _seen, index) => {
    responses.push(response);
    if (index === 1) response.writeHead(200).flushHeaders();
    if (index === 2) response.write(HALF);
    if (index === 3) {
      response.writeHead(429, { 'retry-after': '50' });
      response.end();
    }
  });
  const engine = openAiEngine(endpointAt(server.baseUrl));
  for (const [index, until] of ['the request', 'the headers', 'the text', 'the wait'].entries()) {
    const stop = new AbortController();
    const events: ReplyEvent[] = [];
    const reply = (async () => {
      for await (const event of engine.answer(requestOf({ signal: stop.signal }))) {
        events.push(event);
        stop.abort();
      }
    })();
    while (server.seen.length <= index) await new Promise(resolve => setImmediate(resolve));
    const response = responses[index];
    assert.ok(response);
    const closed = response.closed ? Promise.resolve() : once(response, 'close');
    if (index < 2) stop.abort();
    await reply;
    await closed;
    const expected = [[], [], ['text'], ['retry']][index];
    assert.deepEqual(
      events.map(({ type }) => type),
      expected,
      until,
    );
  }
});

test('a stopped turn asks nothing', async t => {
  const server = await rawServer(t, response => void response.end());
  assert.deepEqual(await ask(endpointAt(server.baseUrl), { signal: AbortSignal.abort() }), []);
  assert.equal(server.seen.length, 0);
});

test('stopping while pictures are read', async t => {
  const server = await rawServer(t, response => void response.end());
  const stop = new AbortController();
  const image = picture('#1', new Uint8Array(3));
  const events = ask(endpointAt(server.baseUrl), {
    messages: [{ role: 'user', parts: [{ type: 'image', image }] }],
    signal: stop.signal,
    bytesOf: () => {
      stop.abort();
      return new Promise(() => {});
    },
  });
  assert.deepEqual(await events, []);
  assert.equal(server.seen.length, 0);
});

test('leaving the loop ends the request', async t => {
  const closes: Promise<unknown>[] = [];
  const server = await rawServer(t, response => {
    closes.push(once(response, 'close'));
    response.write(HALF);
  });
  for await (const event of openAiEngine(endpointAt(server.baseUrl)).answer(requestOf())) {
    assert.equal(event.type, 'text');
    break;
  }
  await Promise.all(closes);
  assert.equal(closes.length, 1);
});

test('a fetch that throws anything becomes a failure', async () => {
  const fetch = () => {
    throw new TypeError('Cannot convert argument to a ByteString');
  };
  const events = await ask(endpointAt('http://127.0.0.1:1/v1'), { fetch });
  assert.deepEqual(
    events.map(({ type }) => type),
    ['retry', 'retry', 'failure'],
  );
});

test('two turns at once do not disturb each other', async t => {
  const server = await rawServer(t, (response, { body }) => {
    const content = JSON.parse(body).messages[0].content;
    response.end(`data: {"choices":[{"delta":{"content":"${content}"},"finish_reason":"stop"}]}\n\n`);
  });
  const engine = openAiEngine(endpointAt(server.baseUrl));
  const replies = await Promise.all(
    ['a', 'b', 'c'].map(text =>
      collect(engine.answer(requestOf({ messages: [{ role: 'user', parts: [{ type: 'text', text }] }] }))),
    ),
  );
  assert.deepEqual(
    replies.map(([first]) => first),
    ['a', 'b', 'c'].map(text => ({ type: 'text', text })),
  );
});

test('the limits of Node’s own fetch can be moved', async t => {
  const server = await rawServer(t, () => {});
  const dispatcher = dispatcherWith({ headersTimeout: 1, bodyTimeout: 0 });
  assert.ok(dispatcher);
  const init: RequestInit = {};
  Object.assign(init, { dispatcher });
  await assert.rejects(fetch(server.baseUrl, init), (error: Error) => {
    assert.match(String(Reflect.get(Object(error.cause), 'code')), /UND_ERR_HEADERS_TIMEOUT/);
    return true;
  });
});
