/** Going on with earlier sessions on plain lines. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import test from 'node:test';
import { type FakeServer, startFakeServer } from '../../helpers/fake-server.ts';
import { openPlace, type Place } from '../../helpers/run-plain.ts';
import { asked, said, sent } from '../../helpers/sent.ts';

function idOf(session: string): string {
  return basename(session, '.jsonl').split('-').at(-1) ?? '';
}

/** One question, answered and kept. */
async function talked(place: Place, server: FakeServer, question = 'one', answer = 'first'): Promise<string> {
  server.reply(answer);
  const before = place.sessions();
  const { code, stderr } = await place.run({ server, input: [question] });
  assert.equal(code, 0, stderr);
  const [session] = place.sessions().filter(session => !before.includes(session));
  assert.ok(session);
  return session;
}

test('--continue goes on with the session last used, --resume with the one named by id, beginning or path', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  const first = await talked(place, server, 'one', 'first');
  const second = await talked(place, server, 'two', 'second');
  assert.notEqual(first, second);
  const history = (question: string, answer: string, next: string) => [
    asked(question),
    said(answer),
    asked(next),
  ];
  for (const [args, messages] of [
    [['--continue'], history('two', 'second', 'and then?')],
    [['--resume', idOf(first)], history('one', 'first', 'and then?')],
    [
      ['-r', idOf(second).slice(0, -1)],
      [...history('two', 'second', 'and then?'), said('more'), asked('and then?')],
    ],
    [
      ['--resume', first],
      [...history('one', 'first', 'and then?'), said('more'), asked('and then?')],
    ],
    [
      ['-c'],
      [
        ...history('one', 'first', 'and then?'),
        said('more'),
        asked('and then?'),
        said('more'),
        asked('and then?'),
      ],
    ],
  ] as const) {
    server.reply('more');
    const run = await place.run({ server, args: [...args, 'and then?'] });
    assert.deepEqual([run.stdout, run.code], ['more\n', 0], run.stderr);
    assert.deepEqual(await sent(server), messages);
  }
  assert.deepEqual(place.sessions(), [first, second].sort());
});

test('--continue without a session begins one and says so', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  server.reply('fine');
  const run = await place.run({ server, args: ['-c', 'how are you?'] });
  assert.deepEqual([run.stdout, run.code], ['fine\n', 0]);
  assert.match(run.stderr, /^There is no earlier session here\.$/m);
});

test('a question for a session that is not there is not asked at all', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  place.picture('coffee.png');
  await talked(place, server);
  for (const args of [
    ['--resume', 'nosuch', 'what was it?'],
    ['--resume', 'nosuch', 'coffee.png', 'what was it?'],
    ['--resume', 'nosuch'],
  ]) {
    const run = await place.run({ server, args, input: ['and this?'] });
    assert.deepEqual([run.stdout, run.code], ['', 3]);
    assert.match(run.stderr, /^There is no session “nosuch”; choose one from the list of sessions\.$/m);
  }
  assert.equal(server.requests.length, 1);
});

test('--resume without an id lists the sessions; the question waits for the choice', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  await talked(place, server, 'about cats', 'first');
  await talked(place, server, 'about dogs', 'second');
  server.reply('third');
  const run = await place.run({
    server,
    args: ['--resume', 'go on please'],
    input: ['nothing like it', 'cats', '9', '1'],
  });
  assert.deepEqual([run.stdout, run.code], ['third\n', 0]);
  assert.deepEqual(await sent(server), [asked('about cats'), said('first'), asked('go on please')]);
  assert.match(run.stderr, /^1\. about dogs, just now, 1 turn, 0 pictures, fake-vision\n2\. about cats, /m);
  assert.match(run.stderr, /:\nnothing fits\n.*:\n1\. about cats, /);

  const unanswered = await place.run({ server, args: ['--resume', 'go on please'] });
  assert.deepEqual([unanswered.stdout, unanswered.code], ['', 2]);
  assert.equal(server.requests.length, 3);
});

test('an example goes on in a copy, with its pictures, and stays as it is', async t => {
  await using server = await startFakeServer();
  server.conversation = 'example';
  const place = openPlace(t);
  place.picture('coffee.png');
  server.reply('A cup.');
  await place.run({ server, args: ['coffee.png', 'what is it?'] });
  const [original] = place.sessions();
  assert.ok(original);
  const other = join(place.home, 'other');
  const examples = join(other, 'examples');
  mkdirSync(other);
  cpSync(place.sessionsDir, examples, { recursive: true });
  const example = join(examples, basename(original));
  const before = readFileSync(example, 'utf8');
  server.reply('Blue.', 'Round.');
  const run = await place.run({
    server,
    args: ['--sessions', other, '--resume', idOf(original)],
    input: ['which colour?', 'which form?'],
  });
  assert.deepEqual([run.stdout, run.code], ['Blue.\nRound.\n', 0]);
  assert.match(
    run.stderr,
    /^This is an example, so the chat goes on in a copy \(\w+\); the example stays as it is\.$/m,
  );
  assert.deepEqual((await sent(server)).slice(0, 4), [
    asked('[coffee.png]\nwhat is it?'),
    said('A cup.'),
    asked('which colour?'),
    said('Blue.'),
  ]);
  assert.equal(readFileSync(example, 'utf8'), before);
  assert.deepEqual(readdirSync(examples).sort(), [basename(original), 'store'].sort());
  const copies = readdirSync(other).filter(name => name.endsWith('.jsonl'));
  assert.equal(copies.length, 1);
  // The copy has pictures of its own.
  server.reply('Yes.');
  const again = await place.run({ server, args: ['--sessions', other, '-c', 'a cup then?'] });
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(server.problems, []);
});

test('of two on one session the second is told and goes on in a copy', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  const session = await talked(place, server);
  const holder = place.start({ server, args: ['--continue'] });
  await holder.until(({ stderr }) => stderr().includes('Going on with'));
  server.conversation = 'copy';
  server.reply('from the copy');
  const run = await place.run({ server, args: ['--continue'], input: ['copy?'] });
  assert.deepEqual([run.stdout, run.code], ['from the copy\n', 0]);
  assert.match(run.stderr, /^Another vision-chat is writing this session, so the chat goes on in a copy/m);
  server.conversation = 'original';
  server.reply('from the original');
  holder.send('original?');
  holder.end();
  const held = await holder.ended;
  assert.deepEqual([held.stdout, held.code], ['from the original\n', 0]);
  for (const request of server.requests.slice(-2))
    assert.deepEqual(request.body.messages.slice(0, 2), [asked('one'), said('first')]);
  assert.equal(place.sessions().length, 2);
  assert.match(readFileSync(session, 'utf8'), /original\?/);
  assert.doesNotMatch(readFileSync(session, 'utf8'), /copy\?/);
  assert.ok(!readdirSync(place.sessionsDir).some(name => name.endsWith('.lock')));
});

test('--no-save leaves nothing at all, and reads an earlier session without touching it', async t => {
  await using server = await startFakeServer();
  server.conversation = 'silent';
  const place = openPlace(t);
  place.picture('coffee.png');
  server.reply('A cup.', 'Hot.');
  const before = place.files();
  const run = await place.run({
    server,
    args: ['--no-save', 'coffee.png', 'what is it?'],
    input: ['how is it?'],
  });
  assert.deepEqual([run.stdout, run.code], ['A cup.\nHot.\n', 0]);
  assert.deepEqual(place.files(), before);
  assert.equal(existsSync(place.sessionsDir), false);

  server.conversation = 'kept';
  server.reply('Kept.');
  await place.run({ server, args: ['coffee.png', 'what is kept?'] });
  const kept = place.files();
  server.reply('Again.');
  const again = await place.run({ server, args: ['--no-save', '--continue'], input: ['again?'] });
  assert.deepEqual([again.stdout, again.code], ['Again.\n', 0]);
  assert.deepEqual(await sent(server), [
    asked('[coffee.png]\nwhat is kept?'),
    said('Kept.'),
    asked('again?'),
  ]);
  assert.deepEqual(place.files(), kept);
});

test('without a model the server is asked for its own, and the session goes on with that server and model', async t => {
  await using server = await startFakeServer({
    models: [
      { id: 'text-only', vision: false },
      { id: 'sees', vision: true },
    ],
    modelDialect: 'openrouter',
  });
  const place = openPlace(t);
  const run = await place.run({ args: ['--base-url', server.url], input: ['hello', 'and more'] });
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(
    server.requests.map(({ body }) => body.model),
    ['sees', 'sees'],
  );
  assert.deepEqual(server.visits, ['GET /v1/models']);
  const again = await place.run({ args: ['-c'], input: ['again'] });
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(
    server.requests.map(({ body }) => body.model),
    ['sees', 'sees', 'sees'],
  );
});

test('a session of one turn goes on with the server that it was held with', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  await place.run({ args: ['--base-url', server.url], input: ['hello'] });
  const run = await place.run({ args: ['-c'], input: ['again'] });
  assert.equal(run.code, 0, run.stderr);
  assert.match(
    run.stderr,
    new RegExp(`^This session goes on with its own server, ${new URL(server.url).host}: `, 'm'),
  );
  assert.equal(server.requests.length, 2);
});
