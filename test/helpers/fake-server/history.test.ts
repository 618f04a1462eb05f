import assert from 'node:assert/strict';
import test from 'node:test';
import { startFakeServer } from '../fake-server.ts';
import { assistant, bodyOf, post, say, system, user } from './say.ts';
import type { WireMessage } from './wire.ts';

const hello = user('hello');
const turn = [hello, assistant('one')];
const historyTable: readonly (readonly [name: string, good: boolean, messages: readonly WireMessage[]])[] = [
  ['the whole conversation', true, [...turn, user('more')]],
  ['a changed answer', false, [hello, assistant('one '), user('more')]],
  ['a changed question', false, [user('hello '), assistant('one'), user('more')]],
  [
    'a question in another shape',
    false,
    [{ role: 'user', content: 'hello' }, assistant('one'), user('more')],
  ],
  ['a forgotten turn', false, [user('more')]],
  ['the same question again', false, [hello]],
  ['a new system prompt', false, [system('be brief'), ...turn, user('more')]],
  ['an answer that was never given', false, [...turn, user('more'), assistant('two'), user('again')]],
];

for (const [name, good, messages] of historyTable) {
  test(`${good ? 'takes' : 'refuses'} ${name}`, async () => {
    await using server = await startFakeServer();
    server.conversation = 'talk';
    server.reply('one', 'two');
    await say(server, [hello]);
    const response = await post(server, bodyOf(messages));
    await response.text();
    assert.deepEqual(
      server.problems.map(({ rule }) => rule),
      good ? [] : ['history'],
    );
    assert.equal(response.status, good ? 200 : 400);
  });

  test(`takes ${name} when the person changed it`, async () => {
    await using server = await startFakeServer();
    server.conversation = 'talk';
    server.reply('one', 'two', 'three');
    await say(server, [hello]);
    server.expectChange();
    await say(server, messages);
    await say(server, [...messages, assistant('two'), user('so?')]);
    assert.deepEqual(server.problems, []);
    await say(server, [...messages, assistant('two'), user('so?'), assistant('3'), user('and?')]);
    assert.deepEqual(
      server.problems.map(({ rule }) => rule),
      ['history'],
    );
  });
}

test('after a failed turn the question leaves, or is asked again', async () => {
  await using server = await startFakeServer();
  server.conversation = 'talk';
  server.reply('one', { misbehave: 'status-500' }, { misbehave: 'cut-before-first-byte' }, 'two', 'three');
  await say(server, [hello]);
  await say(server, [...turn, user('more')]);
  await say(server, [...turn, user('more')]).catch(() => {});
  await say(server, [...turn, user('else')]);
  assert.deepEqual(server.problems, []);
  await say(server, [...turn, user('else'), user('more')]);
  assert.deepEqual(
    server.problems.map(({ rule }) => rule),
    ['roles', 'history'],
  );
});

test('a client that hangs up may keep what it has read, and nothing else', async () => {
  for (const [kept, good] of [
    ['aaaa', true],
    ['', true],
    ['aaaab', false],
  ] as const) {
    await using server = await startFakeServer();
    server.conversation = 'talk';
    server.reply({ text: 'aaaa'.repeat(5), chunkSize: 4, misbehave: 'stall-mid-stream' }, 'two');
    const leaving = new AbortController();
    const response = await post(server, bodyOf([hello]), { signal: leaving.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    while (reader && !seen.includes('aaaa')) seen += (await reader.read()).value ?? '';
    leaving.abort();
    await say(server, kept === '' ? [user('more')] : [hello, assistant(kept), user('more')]);
    assert.equal(server.problems.length === 0, good, JSON.stringify(server.problems));
    assert.equal(server.answers[0]?.ending, 'hung-up');
  }
});

test('conversations are told apart by their first question', async () => {
  await using server = await startFakeServer();
  server.reply('one', 'two', 'three');
  await say(server, [user('a')]);
  await say(server, [user('b')]);
  await say(server, [user('a'), assistant('one'), user('more')]);
  assert.deepEqual(server.problems, []);
});
