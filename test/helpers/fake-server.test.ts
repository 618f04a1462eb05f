import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import OpenAI from 'openai';
import sharp from 'sharp';
import { fixtureBytes, storyText } from './fake-server/answers.ts';
import { HOSTILE_TEXT } from './fake-server/misbehave/hostile.ts';
import { type ModelDialect, modelDialects } from './fake-server/models.ts';
import { tokensOf } from './fake-server/plan.ts';
import { assistant, bodyOf, picture, post, say, user } from './fake-server/say.ts';
import type { WireMessage, WirePart } from './fake-server/wire.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';

/** The text of a stream as the official client reads it. */
async function ask(server: FakeServer, messages: readonly WireMessage[]): Promise<string> {
  const client = new OpenAI({ baseURL: server.url, apiKey: 'sk-test', maxRetries: 0 });
  const stream = await client.chat.completions.create({
    model: 'fake-vision',
    messages: JSON.parse(JSON.stringify(messages)),
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
  return text;
}

const hello = user('hello');

for (const [language, ...questions] of [
  [
    'en',
    'Explain this slide, please.',
    'What is missing in that analysis? Please add it.',
    'You mention DistilBERT: tell me more.',
  ],
  ['zh', '请解释这张幻灯片。', '这份分析缺少了什么？请补充。', '你提到了 DistilBERT，请详细介绍。'],
] as const) {
  test(`the lecture in ${language}, through the official client`, async () => {
    await using server = await startFakeServer();
    server.conversation = 'lecture';
    const messages: WireMessage[] = [];
    for (const [index, name] of ['slide-explain', 'slide-missing', 'slide-distilbert'].entries()) {
      const question = questions[index] ?? '';
      messages.push(index === 0 ? user(picture(fixtureBytes('gpt-4v.jpg')), question) : user(question));
      const text = await ask(server, messages);
      assert.equal(text, storyText(name, language));
      messages.push(assistant(text));
    }
    assert.deepEqual(server.problems, []);
    assert.deepEqual(
      server.requests.map(({ pictures, question }) => [pictures[0]?.width, pictures[0]?.height, question]),
      questions.map(question => [1500, 1100, question]),
    );
  });
}

test('knows a fixture picture after scaling and re-encoding, and describes what it does not know', async () => {
  await using server = await startFakeServer();
  const small = await sharp(fixtureBytes('gdp_1980_2020.jpg')).resize(768).png().toBuffer();
  const table = await ask(server, [user(picture(small, 'image/png'), 'Which values does the chart show?')]);
  assert.equal(table, storyText('gdp-table', 'en'));
  for (const file of ['handwriting_0.jpg', 'coffee.png', 'rocket.jpg']) {
    const type = file.endsWith('png') ? 'image/png' : 'image/jpeg';
    assert.match(
      await ask(server, [user(picture(fixtureBytes(file), type), '这是什么？')]),
      /\p{Script=Han}/u,
    );
  }
  const red = { width: 30, height: 20, channels: 3 as const, background: '#f00' };
  const unknown = await sharp({ create: red }).png().toBuffer();
  assert.equal(
    await ask(server, [user(picture(unknown, 'image/png'), 'What is it?')]),
    `I see:\n\n1. **30 × 20** pixels, image/png, ${unknown.length} bytes, mean colour rgb(255, 0, 0)\n\nYou asked:\n\n> What is it?`,
  );
  assert.deepEqual(server.problems, []);
});

test('every story is told in both languages at a decent length', () => {
  for (const name of [
    'slide-explain',
    'slide-missing',
    'slide-distilbert',
    'gdp-table',
    'gdp-growth',
    'notes',
  ]) {
    assert.ok(storyText(name, 'en').split(/\s+/).length > 150, name);
    assert.ok((storyText(name, 'zh').match(/\p{Script=Han}/gu) ?? []).length > 150, name);
  }
});

test('refuses pictures that cannot be read, or are not what they claim to be', async () => {
  const jpeg = fixtureBytes('rocket.jpg');
  const webp = await sharp(jpeg).webp().toBuffer();
  const good = picture(jpeg);
  assert.ok(good.type === 'image_url');
  const { url } = good.image_url;
  const bad = (text: string): WirePart => ({ type: 'image_url', image_url: { url: text } });
  const parts: Readonly<Record<string, WirePart>> = {
    'wrong type': picture(jpeg, 'image/png'),
    'cut in half': picture(jpeg.subarray(0, jpeg.length >> 1)),
    'no picture': picture(Buffer.from('hello')),
    empty: bad('data:image/jpeg;base64,'),
    'line breaks': bad(url.replace(/(.{76})/g, '$1\n')),
    'no padding': bad(`data:image/png;base64,${Buffer.from('four').toString('base64').replace(/=+$/, '')}`),
    webp: picture(webp, 'image/webp'),
    'a URL': bad('https://example.org/a.png'),
  };
  for (const [name, part] of Object.entries(parts)) {
    await using server = await startFakeServer();
    const response = await post(server, bodyOf([user('look', part)]));
    assert.equal(response.status, 400, name);
    assert.match(await response.text(), /"code":"invalid_image_format"/, name);
    assert.deepEqual(
      server.problems.map(({ rule, request }) => ({ rule, request })),
      [{ rule: 'picture', request: 0 }],
      name,
    );
    assert.equal(server.requests.length, 1);
  }
  await using tolerant = await startFakeServer({ badPictures: true, formats: ['image/webp'] });
  assert.equal((await post(tolerant, bodyOf([user(picture(jpeg))]))).status, 400);
  assert.equal((await post(tolerant, bodyOf([user(picture(webp, 'image/webp'))]))).status, 200);
  assert.deepEqual(tolerant.problems, []);
});

test('knows the bytes and pixels of each picture', async () => {
  await using server = await startFakeServer();
  const jpeg = fixtureBytes('rocket.jpg');
  await ask(server, [user('a', picture(jpeg)), assistant('b'), user('c')]);
  const [found] = server.requests[0]?.pictures ?? [];
  assert.deepEqual(
    [found?.message, found?.part, found?.type, found?.width, found?.height, found?.detail],
    [0, 1, 'image/jpeg', 640, 427, null],
  );
  assert.ok(found && Buffer.from(found.bytes).equals(jpeg));
  assert.equal(
    found.sha256,
    Buffer.from(await crypto.subtle.digest('SHA-256', jpeg as BufferSource)).toString('hex'),
  );
});

test('a wrong key is refused and quoted; a missing one is refused', async () => {
  await using server = await startFakeServer({ key: 'sk-right' });
  const wrong = await post(server, bodyOf([hello]));
  assert.equal(wrong.status, 401);
  assert.match(await wrong.text(), /Incorrect API key provided: sk-test\..*invalid_api_key/);
  const missing = await post(server, bodyOf([hello]), { headers: { 'content-type': 'application/json' } });
  assert.equal(missing.status, 401);
  assert.equal((await fetch(`${server.url}/models`)).status, 401);
  assert.equal(server.requests.length, 2);
  assert.deepEqual(server.problems, []);
});

test('unknown models and wrong base URLs are not found', async () => {
  await using server = await startFakeServer({ models: [{ id: 'only', vision: true }] });
  assert.match(await say(server, [hello]), /The model `fake-vision` does not exist.*model_not_found/);
  const outside = await fetch(server.url.replace('/v1', '/chat/completions'), { method: 'POST', body: '{}' });
  assert.deepEqual([outside.status, await outside.text()], [404, '404 page not found']);
  assert.deepEqual(server.visits, ['POST /chat/completions']);
});

test('answers whole when asked not to stream', async () => {
  await using server = await startFakeServer();
  server.reply({ text: 'whole', reasoning: 'why' });
  const client = new OpenAI({ baseURL: server.url, apiKey: 'sk-test', maxRetries: 0 });
  const { choices, usage } = await client.chat.completions.create({
    model: 'fake-vision',
    messages: [{ role: 'user', content: 'hello' }],
  });
  assert.equal(choices[0]?.message.content, 'whole');
  assert.equal(usage?.completion_tokens, 2);
  assert.deepEqual(server.problems, []);
});

test('the plan rules chunks, reasoning, usage and finish reason', async () => {
  await using server = await startFakeServer();
  const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
  server.reply(async ({ question }) => ({
    text: `${question}!`,
    chunkSize: 2,
    usage,
    finishReason: 'length',
  }));
  const chunks = (await say(server, [hello])).split('\n\n').filter(line => line.startsWith('data: {'));
  assert.deepEqual(
    chunks.map(chunk => {
      const { choices, usage } = JSON.parse(chunk.slice(6));
      return usage ?? choices[0].finish_reason ?? choices[0].delta.content;
    }),
    ['', 'he', 'll', 'o!', 'length', usage],
  );
});

test('pieces of about a token join to the text', () => {
  for (const text of [
    HOSTILE_TEXT,
    'a\n\n  b `c` $x^2$ 中文，标点。👩‍👩‍👧 é',
    storyText('slide-missing', 'zh'),
  ])
    assert.equal(tokensOf(text).join(''), text);
});

for (const dialect of Object.keys(modelDialects).filter((name): name is ModelDialect => name !== 'stall')) {
  test(`lists models like ${dialect}`, async () => {
    await using server = await startFakeServer({ modelDialect: dialect });
    const response = await fetch(`${server.url}/models`);
    const text = await response.text();
    assert.equal(response.status, dialect === 'not-found' ? 404 : 200);
    const silent: readonly string[] = ['html', 'not-found', 'data-null', 'empty'];
    assert.equal(text.includes('fake-vision'), !silent.includes(dialect));
    assert.deepEqual(server.visits, ['GET /v1/models']);
  });
}

test('runs by hand', async () => {
  const main = fileURLToPath(new URL('fake-server/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', '--key', 'sk-test'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  child.stderr.on('data', chunk => log.push(String(chunk)));
  const [line] = await once(child.stdout, 'data');
  const client = new OpenAI({ baseURL: String(line).trim(), apiKey: 'sk-test', maxRetries: 0 });
  const answer = await client.chat.completions.create({
    model: 'fake-vision',
    messages: [{ role: 'user', content: 'hello' }],
  });
  assert.match(answer.choices[0]?.message.content ?? '', /You asked:\n\n> hello/);
  child.kill();
  await once(child, 'close');
  assert.match(log.join(''), /^#0 200 complete 1 messages \[\] "hello"/);
});
