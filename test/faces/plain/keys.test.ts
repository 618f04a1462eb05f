/** Which key goes where. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { startFakeServer } from '../../helpers/fake-server.ts';
import { KEY, openPlace } from '../../helpers/run-plain.ts';

test('the key of OPENAI_API_KEY goes to OPENAI_BASE_URL and to no server named elsewhere', async t => {
  await using own = await startFakeServer({ key: KEY });
  await using other = await startFakeServer();
  const place = openPlace(t);
  const home = await place.run({ server: own, input: ['hello'] });
  assert.equal(home.code, 0, home.stderr);
  assert.equal(own.requests[0]?.key, KEY);

  for (const extra of [
    { args: ['--base-url', other.url], env: {} },
    { args: [], env: { VISION_CHAT_BASE_URL: other.url } },
  ]) {
    const before = other.requests.length;
    other.conversation = `${before}`;
    const run = await place.run({ server: own, ...extra, input: ['hello'] });
    assert.equal(run.code, 0, run.stderr);
    assert.equal(other.requests.length, before + 1);
    for (const { headers, text } of other.requests)
      assert.ok(!(JSON.stringify(headers) + text).includes(KEY));
  }
  // The session was held with the other server, so that is where it goes on, still without the key.
  const resumed = await place.run({ server: own, args: ['-c'], input: ['more'] });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(
    resumed.stderr,
    new RegExp(`^This session goes on with its own server, ${new URL(other.url).host}: `, 'm'),
  );
  assert.equal(own.requests.length, 1);
  assert.ok(!JSON.stringify(other.requests.map(({ headers }) => headers)).includes(KEY));
});

test('a key from a variable, from a file, or from the settings of its server', async t => {
  await using server = await startFakeServer({ key: 'mine' });
  const place = openPlace(t);
  writeFileSync(join(place.cwd, 'key.txt'), 'mine\n', { mode: 0o600 });
  const config = join(place.home, '.config', 'vision-chat');
  const url = ['--base-url', server.url];
  for (const { args, env } of [
    { args: [...url, '--api-key-env', 'MY_KEY'], env: { MY_KEY: 'mine' } },
    { args: [...url, '--api-key-file', 'key.txt'], env: {} },
    { args: [], env: { VISION_CHAT_BASE_URL: server.url, VISION_CHAT_API_KEY: 'mine' } },
  ]) {
    server.conversation = JSON.stringify(args);
    const run = await place.run({ args, env, input: ['hello'] });
    assert.equal(run.code, 0, run.stderr);
  }
  server.conversation = 'without';
  const without = await place.run({ args: url, input: ['hello'] });
  assert.equal(without.code, 4);
  assert.match(without.stderr, /asks for an API key and none is set/);
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'settings.json'), JSON.stringify({ keys: { [server.url]: 'mine' } }), {
    mode: 0o600,
  });
  const kept = await place.run({ args: url, input: ['hello'] });
  assert.equal(kept.code, 0, kept.stderr);
  assert.equal(server.requests.length, 4);
});

test('a script cannot be asked for a key: its next line is no answer to that', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  for (const line of ['/setup', '/model']) {
    const run = await place.run({ input: [line, 'sk-this-is-a-question', 'hello'] });
    assert.deepEqual([run.stdout, run.code], ['', 4], run.stderr);
  }
  server.reply('Hi.');
  const run = await place.run({ server, input: ['/setup', 'hello'] });
  assert.deepEqual([run.stdout, run.code], ['Hi.\n', 2]);
  assert.ok(![...place.files().keys()].some(path => path.includes('settings')));
});
