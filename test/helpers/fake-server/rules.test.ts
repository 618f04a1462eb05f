import assert from 'node:assert/strict';
import test from 'node:test';
import { startFakeServer } from '../fake-server.ts';
import { assistant, bodyOf, post, say, system, user } from './say.ts';
import { isRecord } from './wire.ts';

const hello = user('hello');
const refusedBodies: Readonly<Record<string, readonly [rule: string, body: unknown]>> = {
  'no JSON': ['json', '{"model":'],
  'no messages': ['schema', bodyOf([])],
  'no model': ['schema', { messages: [hello] }],
  'a bare string as image_url': [
    'schema',
    { model: 'm', messages: [{ role: 'user', content: [{ type: 'image_url', image_url: 'data:' }] }] },
  ],
  'an unknown detail': [
    'schema',
    bodyOf([user({ type: 'image_url', image_url: { url: 'https://x.example/a.png', detail: 'ultra' } })]),
  ],
  temperature: ['fields', bodyOf([hello], { temperature: 0.5 })],
  max_tokens: ['fields', bodyOf([hello], { max_tokens: 5 })],
  store: ['fields', bodyOf([hello], { store: true })],
  'an unknown field in a message': ['fields', bodyOf([Object.assign(user('x'), { id: 1 })])],
  'two questions in a row': ['roles', bodyOf([hello, hello])],
  'an answer first': ['roles', bodyOf([assistant('x'), hello])],
  'an answer last': ['roles', bodyOf([hello, assistant('x')])],
  'two system messages': ['roles', bodyOf([system('a'), system('b'), hello])],
  'a late system message': ['roles', bodyOf([hello, assistant('x'), system('a'), hello])],
  'an empty answer': ['roles', bodyOf([hello, assistant(''), hello])],
  'no usage asked for': ['usage', { model: 'm', messages: [hello], stream: true }],
  'stream_options without stream': ['usage', bodyOf([hello], { stream: false })],
};

for (const [name, [rule, body]] of Object.entries(refusedBodies)) {
  test(`refuses ${name}`, async () => {
    await using server = await startFakeServer({ pictureUrls: true });
    server.reply('kept for the next one');
    const response = await post(server, body);
    assert.equal(response.status, 400);
    const error: unknown = await response.json();
    assert.ok(isRecord(error) && isRecord(error.error) && typeof error.error.message === 'string');
    assert.equal(server.problems[0]?.rule, rule, JSON.stringify(server.problems));
    assert.match(
      await say(server, [user('good')], { stream: false, stream_options: null }),
      /kept for the next one/,
    );
  });
}

test('allows the fields that it is told to allow', async () => {
  await using server = await startFakeServer({ allow: ['temperature', 'max_completion_tokens'] });
  await say(server, [hello], { temperature: 0.5, max_completion_tokens: 9 });
  assert.deepEqual(server.problems, []);
});
