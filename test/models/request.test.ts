import assert from 'node:assert/strict';
import test from 'node:test';
import type { ImageRef } from '../../src/chat/image-ref.ts';
import type { Message } from '../../src/chat/message.ts';
import { dataUrlLength, dataUrlOf, dataUrls } from '../../src/models/data-url.ts';
import { openAiEngine } from '../../src/models/openai-engine.ts';
import { pictureAt, toRequest } from '../../src/models/request.ts';
import { requestBytes } from '../../src/models/request-bytes.ts';
import { ask, collect, endpointAt, picture, question, requestOf } from './asking.ts';
import { rawServer, seeded } from './raw-server.ts';

const FINE = 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n';
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]);
const PNG_URL = 'data:image/png;base64,iVBOR/8=';

const text = (words: string) => ({ type: 'text', text: words }) as const;
const shown = (image: ImageRef) => ({ type: 'image', image }) as const;
const wire = (messages: readonly Message[]) =>
  toRequest(messages, {
    model: 'm',
    stream: true,
    streamOptions: true,
    dataUrlOf: image => image.name,
  }).messages;

test('three turns with a picture, byte for byte', async t => {
  const server = await rawServer(t, response => void response.end(FINE));
  const engine = openAiEngine(endpointAt(server.baseUrl));
  let reads = 0;
  const bytesOf = (_image: ImageRef, which: 'sent' | 'original') => {
    assert.equal(which, 'sent');
    reads += 1;
    return Promise.resolve(PNG);
  };
  const messages: Message[] = [
    { role: 'system', text: 'Be brief.' },
    { role: 'user', parts: [shown(picture('#1', PNG)), text('What is "this"? 猫')] },
  ];
  await collect(engine.answer(requestOf({ messages, bytesOf })));
  messages.push({ role: 'assistant', text: 'A cat.' }, question('"url":"" and \\"url\\":\\"\\"?'));
  await collect(engine.answer(requestOf({ messages, bytesOf })));
  messages.push({ role: 'assistant', text: 'Sure.' });
  messages.push({ role: 'user', parts: [shown(picture('#2', PNG)), text('And this?')] });
  await collect(engine.answer(requestOf({ messages, bytesOf })));

  const head = '{"model":"some-model","messages":[';
  const tail = '],"stream":true,"stream_options":{"include_usage":true}}';
  const first =
    '{"role":"system","content":"Be brief."},' +
    `{"role":"user","content":[{"type":"image_url","image_url":{"url":"${PNG_URL}"}},` +
    '{"type":"text","text":"What is \\"this\\"? 猫"}]}';
  const second =
    ',{"role":"assistant","content":"A cat."},' +
    '{"role":"user","content":"\\"url\\":\\"\\" and \\\\\\"url\\\\\\":\\\\\\"\\\\\\"?"}';
  const third =
    ',{"role":"assistant","content":"Sure."},' +
    '{"role":"user","content":[{"type":"text","text":"#2"},' +
    `{"type":"image_url","image_url":{"url":"${PNG_URL}"}},{"type":"text","text":"And this?"}]}`;
  assert.deepEqual(
    server.seen.map(({ body }) => body),
    [head + first + tail, head + first + second + tail, head + first + second + third + tail],
  );
  assert.equal(reads, 2, 'each picture is read and encoded once');
});

test('the bytes are those of the JSON, whatever people write', () => {
  const random = seeded(7);
  const letters = [
    '"url":""',
    '"',
    '\\',
    'url',
    ':',
    '{',
    '}',
    '\n',
    '\u0000',
    '猫',
    '\u2028',
    '"image_url":{"url":""}',
  ];
  const words = () =>
    Array.from(
      { length: Math.floor(random() * 8) },
      () => letters[Math.floor(random() * letters.length)],
    ).join('');
  for (let round = 0; round < (process.env.LONG ? 5000 : 200); round += 1) {
    const urls = new Map<ImageRef, Uint8Array>();
    const parts = Array.from({ length: Math.floor(random() * 5) }, () => {
      if (random() < 0.5) return text(words());
      const image = picture(`#${1 + Math.floor(random() * 3)}`, PNG);
      urls.set(image, dataUrlOf('image/png', new TextEncoder().encode(words())));
      return shown(image);
    });
    const messages: Message[] = [
      { role: 'user', parts },
      { role: 'assistant', text: words() },
      question(words()),
    ];
    const options = { model: words(), stream: true, streamOptions: false, temperature: 0.5 };
    const whole = toRequest(messages, {
      ...options,
      dataUrlOf: image => Buffer.from(urls.get(image) ?? []).toString(),
    });
    assert.equal(Buffer.from(requestBytes(messages, options, urls)).toString(), JSON.stringify(whole));
  }
});

test('pictures have their name before them, except the first one alone', () => {
  const one = picture('#1', PNG);
  const two = picture('#2', PNG);
  const image = (name: string) => ({ type: 'image_url', image_url: { url: name } });
  assert.deepEqual(wire([{ role: 'user', parts: [shown(one)] }]), [{ role: 'user', content: [image('#1')] }]);
  assert.deepEqual(wire([{ role: 'user', parts: [shown(two), text('')] }]), [
    { role: 'user', content: [text('#2'), image('#2')] },
  ]);
  assert.deepEqual(wire([{ role: 'user', parts: [text('a'), shown(one), text('b'), shown(two)] }]), [
    { role: 'user', content: [text('a'), text('#1'), image('#1'), text('b'), text('#2'), image('#2')] },
  ]);
  const messages: Message[] = [question('x'), { role: 'user', parts: [shown(one), shown(two)] }];
  assert.equal(pictureAt(messages, 1, 3), two);
  for (const [message, part] of [
    [1, 0],
    [0, 0],
    [1, 9],
    [5, 0],
  ] as const)
    assert.equal(pictureAt(messages, message, part), null);
});

test('a message of texts alone is a string', () => {
  assert.deepEqual(
    wire([
      { role: 'user', parts: [text('a'), text('b')] },
      { role: 'user', parts: [] },
    ]),
    [
      { role: 'user', content: 'a\nb' },
      { role: 'user', content: '' },
    ],
  );
});

test('a limit and a temperature go out only if a person set them', async t => {
  const server = await rawServer(t, response => void response.end(FINE));
  await ask(endpointAt(server.baseUrl, { maxOutputTokens: 100, temperature: 0 }));
  assert.deepEqual(JSON.parse(server.seen[0]?.body ?? ''), {
    model: 'some-model',
    messages: [{ role: 'user', content: 'What is this?' }],
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 100,
    temperature: 0,
  });
});

test('pictures too heavy for one request are refused before any is read', async () => {
  const heavy = { ...picture('#1', PNG), bytes: 80 * 1024 * 1024 };
  const events = await ask(endpointAt('http://127.0.0.1:1'), {
    messages: [{ role: 'user', parts: [shown(heavy)] }],
    bytesOf: () => assert.fail('nothing is read'),
  });
  const maxBytes = 100 * 1024 * 1024;
  const data = { bytes: dataUrlLength(heavy), maxBytes };
  assert.deepEqual(events, [
    { type: 'failure', failure: { kind: 'image', notice: { code: 'pictures-too-heavy', data } } },
  ]);
});

test('a picture whose bytes are gone is named', async () => {
  const events = await ask(endpointAt('http://127.0.0.1:1'), {
    messages: [{ role: 'user', parts: [shown(picture('#4', PNG))] }],
    bytesOf: () => Promise.reject(new Error('ENOENT')),
  });
  assert.deepEqual(events, [
    {
      type: 'failure',
      failure: { kind: 'image', notice: { code: 'picture-bytes-missing', data: { name: '#4' } } },
    },
  ]);
});

test('data URLs are kept by hash, up to a bound, the longest unused goes first', async () => {
  const bytes = new Uint8Array(30);
  const url = dataUrlOf('image/png', bytes);
  assert.equal(url.length, dataUrlLength(picture('#1', bytes)));
  const store = dataUrls(url.length * 2);
  const reads: string[] = [];
  const bytesOf = (image: ImageRef) => {
    reads.push(image.name);
    return Promise.resolve(bytes);
  };
  for (const name of ['#1', '#2', '#1', '#3', '#1', '#2'] as const)
    await store.of(picture(name, bytes), bytesOf);
  assert.deepEqual(reads, ['#1', '#2', '#3', '#2']);
  assert.equal(store.keptBytes, url.length * 2);
});

test('Base64 is canonical for every length', () => {
  for (let length = 0; length < 9; length += 1) {
    const bytes = new Uint8Array(length).fill(0xfb);
    const url = Buffer.from(dataUrlOf('image/jpeg', bytes)).toString();
    assert.match(url, /^data:image\/jpeg;base64,([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
    assert.deepEqual(new Uint8Array(Buffer.from(url.split(',')[1] ?? '', 'base64')), bytes);
  }
});
