/** How a script learns what happened. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { startFakeServer } from '../../helpers/fake-server.ts';
import { KEY, openPlace } from '../../helpers/run-plain.ts';
import { asked, said, sent } from '../../helpers/sent.ts';

test('0: nothing asked, nothing failed', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  for (const input of ['', '\n\n', '/exit\nnot asked\n', '/help\n']) {
    const { code } = await place.run({ server, input });
    assert.equal(code, 0, input);
  }
  assert.deepEqual(server.requests, []);
  assert.deepEqual(place.sessions(), []);
});

test('3: a failed /attach ends a script and sends nothing, whatever follows', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  place.picture('coffee.png');
  mkdirSync(join(place.cwd, 'folder'));
  writeFileSync(join(place.cwd, 'empty.png'), '');
  writeFileSync(join(place.cwd, 'notes.jpg'), 'Dear diary');
  writeFileSync(join(place.cwd, 'torn.png'), '\u0089PNG\r\n\u001a\n', 'latin1');
  for (const [line, told] of [
    ['/attach missing.png', 'There is no file missing.png; check the path.'],
    ['/attach cofee.png', 'There is no file cofee.png; did you mean coffee.png?'],
    [
      '/attach folder',
      'folder is a folder; name a picture in it, or all of them with a pattern such as *.png.',
    ],
    ['/attach empty.png', 'empty.png is empty (0 bytes); save or download it again.'],
    [
      '/attach notes.jpg',
      'notes.jpg is not a picture but a text; attach a PNG, JPEG, WebP, GIF, TIFF or AVIF picture.',
    ],
    ['/attach *.webp', 'No file matches *.webp; check the pattern, or quote it if it is a name.'],
    ['/attach coffee.png missing.png -- what is it?', 'There is no file missing.png; check the path.'],
    ['/attach missing.png coffee.png -- what is it?', 'There is no file missing.png; check the path.'],
    ['/attach', 'Name at least one picture: /attach PATH or URL.'],
    ['/attach "coffee.png', 'A quotation mark is not closed; nothing was attached.'],
    ['/resume nosuch', 'There is no session “nosuch”; choose one from the list of sessions.'],
  ] as const) {
    const run = await place.run({ server, input: [line, 'what is it?', '/attach coffee.png', 'and this?'] });
    assert.deepEqual([run.stdout, run.code], ['', 3], line);
    const lines = run.stderr.replaceAll(`${place.cwd}/`, '').split('\n');
    assert.ok(lines.includes(told), `${line}: ${run.stderr}`);
  }
  const torn = await place.run({ server, input: ['/attach torn.png', 'what is it?'] });
  assert.deepEqual([torn.stdout, torn.code], ['', 3]);
  const named = await place.run({ server, args: ['notes.jpg', 'what is it?'], input: ['and?'] });
  assert.deepEqual([named.stdout, named.code], ['', 3]);
  assert.deepEqual(server.requests, []);
});

test('3: a picture that the server refuses is gone with its question; the next line is answered without a trace of it', async t => {
  await using server = await startFakeServer();
  server.conversation = 'talk';
  const place = openPlace(t);
  place.picture('coffee.png');
  place.picture('rocket.jpg');
  server.reply('Hello.', { misbehave: 'image-parse-error' }, 'Fine.', 'A rocket.');
  const run = await place.run({
    server,
    input: ['hello', '/attach coffee.png', 'what is it?', 'how are you?', '/attach rocket.jpg -- and this?'],
  });
  assert.deepEqual([run.stdout, run.code], ['Hello.\nFine.\nA rocket.\n', 3]);
  assert.match(run.stderr, /^The server cannot read picture #1; /m);
  assert.match(run.stderr, /^#1 will not be sent\.$/m);
  const before = [asked('hello'), said('Hello.'), asked('how are you?')];
  assert.deepEqual(await sent(server, 2), before);
  assert.deepEqual(await sent(server, 3), [...before, said('Fine.'), asked('#2\n[rocket.jpg]\nand this?')]);
  assert.deepEqual(server.problems, []);
});

test('/retry right after a question that came to nothing asks it again, with its pictures', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  place.picture('coffee.png');
  server.reply('Hello.', { misbehave: 'status-403' }, 'A cup.', { misbehave: 'status-403' }, 'Still a cup.');
  const run = await place.run({
    server,
    input: ['hello', '/attach coffee.png', '//what is it?', '/retry', '/attach coffee.png', '', '/retry'],
  });
  assert.deepEqual([run.stdout, run.code], ['Hello.\nA cup.\nStill a cup.\n', 4]);
  assert.deepEqual(await sent(server), [
    asked('hello'),
    said('Hello.'),
    asked('[coffee.png]\n/what is it?'),
    said('A cup.'),
    asked('#2\n[coffee.png]\nWhat is in this picture?'),
  ]);
  assert.deepEqual(server.problems, []);
});

test('4: no server is there, none is configured, or it wants another key', async t => {
  await using server = await startFakeServer({ key: 'another-key' });
  const place = openPlace(t);
  const gate = createServer().listen(0, '127.0.0.1');
  await once(gate, 'listening');
  const address = gate.address();
  const port = typeof address === 'object' ? address?.port : 0;
  gate.close();
  await once(gate, 'close');
  const nobody = await place.run({ server: { url: `http://127.0.0.1:${port}/v1` }, input: ['hello'] });
  assert.deepEqual([nobody.stdout, nobody.code], ['', 4]);
  assert.match(nobody.stderr, new RegExp(`^Nothing listens at 127\\.0\\.0\\.1:${port}; `, 'm'));

  const unset = await place.run({ input: ['hello', 'hello?'] });
  assert.deepEqual(unset, {
    stdout: '',
    stderr:
      'No endpoint is configured: set OPENAI_API_KEY, or name a server, as in --base-url http://localhost:11434/v1.\n',
    code: 4,
    signal: null,
  });

  const refused = await place.run({ server, input: ['hello'] });
  assert.deepEqual([refused.stdout, refused.code], ['', 4]);
  assert.match(
    refused.stderr,
    /refuses the API key \(from OPENAI_API_KEY\); .* The server says: Incorrect API key provided: \*\*\*\.$/m,
  );
  assert.ok(!refused.stderr.includes(KEY));
});

test('5: the model refuses or a filter cuts in, and the first failure is the one that is told', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  for (const [first, second, code] of [
    [{ misbehave: 'refusal' }, 'yes', 5],
    [{ misbehave: 'finish-content-filter' }, 'yes', 5],
    [{ misbehave: 'content-policy' }, 'yes', 5],
    [{ misbehave: 'content-policy' }, { misbehave: 'status-403' }, 5],
    [{ misbehave: 'status-403' }, { misbehave: 'refusal' }, 4],
    ['yes', { misbehave: 'refusal' }, 5],
  ] as const) {
    server.conversation = JSON.stringify([first, second]);
    server.reply(first, second);
    const run = await place.run({ server, input: ['one', 'two'] });
    assert.equal(run.code, code, run.stderr);
  }
});

test('2: a line that is no command of ours is told, not sent, and the talk goes on', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  server.reply('Yes.');
  const run = await place.run({ server, input: ['/atach coffee.png', 'are you there?'] });
  assert.deepEqual([run.stdout, run.code], ['Yes.\n', 2]);
  assert.match(
    run.stderr,
    /^There is no command \/atach; did you mean \/attach\? \(\/\/atach sends it as text\.\)$/m,
  );
  assert.deepEqual(await sent(server), [asked('are you there?')]);
});
