/** Ends that are not the end of the input. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import test from 'node:test';
import { lastReply, messagesOf } from '../../../src/chat/conversation.ts';
import { tokensOf } from '../../helpers/fake-server/plan.ts';
import { startFakeServer } from '../../helpers/fake-server.ts';
import { openPlace, type Place } from '../../helpers/run-plain.ts';
import { asked, sent } from '../../helpers/sent.ts';

const LONG = Array.from({ length: 400 }, (_, index) => `Sentence number ${index} of a long reply.\n\n`).join(
  '',
);

/** The text of the last reply as the log of the last session has it. */
function kept(place: Place): string {
  return place.sessions().length === 0 ? '' : (lastReply(place.conversation())?.text ?? '');
}

function locks(place: Place): readonly string[] {
  return existsSync(place.sessionsDir)
    ? readdirSync(place.sessionsDir).filter(name => name.endsWith('.lock'))
    : [];
}

test('Ctrl+C during a reply keeps what came and exits with 130', async t => {
  await using server = await startFakeServer({ tokensPerSecond: 100 });
  server.conversation = 'talk';
  const place = openPlace(t);
  server.reply(LONG);
  const run = place.start({ server, input: ['tell me', 'not asked'] });
  await run.until(({ stdout }) => stdout().includes('number 1 '));
  run.child.kill('SIGINT');
  const { stdout, stderr, code } = await run.ended;
  assert.equal(code, 130);
  assert.match(stderr, /^Stopped; what came is kept\.$/m);
  const reply = lastReply(place.conversation());
  assert.deepEqual(reply?.end, { reason: 'stopped' });
  assert.ok(LONG.startsWith(reply?.text ?? 'nothing'));
  assert.equal(stdout, `${reply?.text}`.replace(/\n?$/, '\n'));
  assert.deepEqual(locks(place), []);

  server.reply('As I said.');
  const again = await place.run({ server, args: ['-c'], input: ['go on'] });
  assert.deepEqual([again.stdout, again.code], ['As I said.\n', 0]);
  assert.equal((await sent(server))[1]?.content, reply?.text);
  assert.deepEqual(server.problems, []);
});

test('Ctrl+C before the first word, while nothing is asked, or while a picture is fetched: 130 at once', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  server.reply({ misbehave: 'stall-before-headers' });
  const waiting = place.start({ server, input: ['tell me'] });
  await waiting.until(() => server.requests.length === 1);
  waiting.child.kill('SIGINT');
  const stopped = await waiting.ended;
  assert.deepEqual([stopped.stdout, stopped.code], ['', 130]);
  assert.deepEqual(messagesOf(place.conversation()), []);

  const idle = place.start({ server });
  await idle.until(({ stderr }) => stderr().includes('/help lists'));
  idle.child.kill('SIGINT');
  assert.equal((await idle.ended).code, 130);

  const visits: string[] = [];
  const web = createServer(request => void visits.push(request.url ?? '')).listen(0, '127.0.0.1');
  await once(web, 'listening');
  t.after(() => web.close());
  const address = web.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slow.png`;
  const fetching = place.start({
    server,
    args: ['--allow-private-hosts'],
    input: [`/attach ${url}`, 'what is it?'],
  });
  await fetching.until(() => visits.length > 0);
  fetching.child.kill('SIGINT');
  const unfetched = await fetching.ended;
  assert.equal(unfetched.code, 130);
  assert.doesNotMatch(unfetched.stderr, /took longer/);
  assert.equal(server.requests.length, 1);
});

for (const signal of ['SIGTERM', 'SIGHUP'] as const)
  test(`${signal} during a reply keeps what came and leaves no lock`, async t => {
    await using server = await startFakeServer({ tokensPerSecond: 100 });
    const place = openPlace(t);
    server.reply(LONG);
    const run = place.start({ server, input: ['tell me'] });
    await run.until(({ stdout }) => stdout().includes('number 1 '));
    run.child.kill(signal);
    const { stdout, signal: by } = await run.ended;
    assert.equal(by, signal);
    const reply = lastReply(place.conversation());
    assert.deepEqual(reply?.end, { reason: 'stopped' });
    assert.ok((reply?.text ?? '').startsWith(stdout.trimEnd()));
    assert.deepEqual(locks(place), []);
  });

test('a reader that goes away, as head does, ends it quietly; what came is in the log', async t => {
  await using server = await startFakeServer({ tokensPerSecond: 200 });
  const place = openPlace(t);
  server.reply(LONG);
  const run = place.start({ server, input: ['tell me', 'not asked'] });
  await run.until(({ stdout }) => stdout().includes('number 0 '));
  run.child.stdout?.destroy();
  const { stderr, code } = await run.ended;
  assert.equal(code, 0);
  assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  assert.ok(kept(place).includes('number 0 '));
  assert.deepEqual(locks(place), []);
  assert.equal(server.requests.length, 1);
});

test('kill -9 in the middle of a reply: the next request holds all that was on disk', async t => {
  await using server = await startFakeServer({ tokensPerSecond: 60 });
  server.conversation = 'talk';
  const place = openPlace(t);
  place.picture('coffee.png');
  server.reply('A cup.', LONG);
  const run = place.start({ server, input: ['/attach coffee.png', 'what is it?', 'tell me more'] });
  // While it streams, and not only at its end.
  await run.until(() => kept(place).includes('number 3 '));
  run.child.kill('SIGKILL');
  assert.equal((await run.ended).signal, 'SIGKILL');
  const text = kept(place);
  await server.idle();
  const written = server.answers.at(-1)?.said ?? '';
  assert.ok(written.startsWith(text));
  const lost = tokensOf(written.slice(text.length)).length;
  // A second's worth, and as much again for a busy machine.
  assert.ok(lost <= 120, `${lost} tokens were lost`);

  server.reply('Well.');
  const again = await place.run({ server, args: ['--continue'], input: ['go on'] });
  assert.deepEqual([again.stdout, again.code], ['Well.\n', 0], again.stderr);
  assert.match(
    again.stderr,
    /^This answer was cut when the program ended; \/continue goes on, \/retry asks again\.$/m,
  );
  const [question, answer, second, partial, ...rest] = await sent(server);
  assert.deepEqual(
    [question, answer?.content, second, rest],
    [asked('[coffee.png]\nwhat is it?'), 'A cup.', asked('tell me more'), [asked('go on')]],
  );
  assert.equal(partial?.content, text);
  assert.deepEqual(server.problems, []);
});

test('kill -9 while a reply stands still: all of it is there', async t => {
  await using server = await startFakeServer();
  server.conversation = 'talk';
  const place = openPlace(t);
  const text = 'Ten words that came before all of it stood still.';
  server.reply({ text: `${text}${text}`, chunkSize: text.length, misbehave: 'stall-mid-stream' });
  const run = place.start({ server, input: ['tell me'] });
  await run.until(() => kept(place) === text);
  run.child.kill('SIGKILL');
  await run.ended;
  server.reply('Well.');
  const again = await place.run({ server, args: ['--continue'], input: ['go on'] });
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(
    (await sent(server)).map(({ content }) => content),
    ['tell me', text, 'go on'],
  );
  assert.deepEqual(server.problems, []);
});

test('kill -9 before the first word: the question is back for the next start, and out of the messages', async t => {
  await using server = await startFakeServer();
  server.conversation = 'talk';
  const place = openPlace(t);
  server.reply('Hello.', { misbehave: 'stall-before-first-byte' });
  const run = place.start({ server, input: ['hello', 'tell me'] });
  await run.until(() => server.requests.length === 2);
  run.child.kill('SIGKILL');
  await run.ended;
  server.reply('Well.');
  const again = await place.run({ server, args: ['--continue'], input: ['go on'] });
  assert.deepEqual([again.stdout, again.code], ['Well.\n', 0]);
  assert.deepEqual(
    (await sent(server)).map(({ content }) => content),
    ['hello', 'Hello.', 'go on'],
  );
  assert.deepEqual(server.problems, []);
});
