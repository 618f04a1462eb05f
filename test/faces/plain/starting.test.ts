/** The ways to start on plain lines. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import { fixtureBytes } from '../../helpers/fake-server/answers.ts';
import { startFakeServer } from '../../helpers/fake-server.ts';
import { KEY, openPlace } from '../../helpers/run-plain.ts';
import { asked, sent } from '../../helpers/sent.ts';

test('a picture and a question on the command line', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  place.picture('coffee.png', 'photo.jpg');
  server.reply('A cup.');
  const run = await place.run({ server, args: ['photo.jpg', 'what is this?'] });
  assert.deepEqual([run.stdout, run.code], ['A cup.\n', 0]);
  assert.deepEqual(await sent(server), [asked('[coffee.png]\nwhat is this?')]);
});

test('pictures by several words, globs, quotes, escapes, file: URLs and a folder with blanks', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  place.picture('coffee.png', 'my pictures/a cup.png');
  place.picture('rocket.jpg', 'it’s*.jpg');
  place.picture('gdp_1980_2020.jpg', 'charts/one.jpg');
  place.picture('handwriting_0.jpg', 'charts/two.jpg');
  const run = await place.run({
    server,
    input: [
      `/attach "my pictures/a cup.png" my\\ pictures/a\\ cup.png 'it’s*.jpg' charts/*.jpg`,
      '/attach ~/work/charts/one.jpg file://' +
        join(place.cwd, 'my%20pictures/a%20cup.png') +
        ' -- which is the cup?',
    ],
  });
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(
    run.stderr
      .split('\n')
      .slice(1, -1)
      .map(line => line.replace(/ \d+×.*/, '')),
    [
      '#1 a cup.png',
      'This picture is attached already, as #1.',
      '#2 it’s*.jpg',
      '#3 one.jpg',
      '#4 two.jpg',
      'This picture is attached already, as #3.',
      'This picture is attached already, as #1.',
    ],
  );
  assert.deepEqual(
    server.requests.map(({ pictures, question }) => [pictures.map(({ width }) => width), question]),
    [[[600, 640, 1320, 1500], '#1\n#2\n#3\n#4\nwhich is the cup?']],
  );
  assert.deepEqual(server.problems, []);
});

test('--sessions decides where sessions are', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  const run = await place.run({ server, args: ['--sessions', 'here'], input: ['hello'] });
  assert.equal(run.code, 0);
  assert.deepEqual(
    readdirSync(join(place.cwd, 'here')).map(name => name.replace(/^.*(?=\.jsonl$)/, '')),
    ['.jsonl'],
  );
  assert.equal(existsSync(place.sessionsDir), false);
});

test('neither limit nor temperature is sent unless set, and model and system prompt as given', async t => {
  await using server = await startFakeServer({
    allow: ['max_tokens', 'max_completion_tokens', 'temperature'],
  });
  const place = openPlace(t);
  await place.run({ server, input: ['hello'] });
  assert.deepEqual(Object.keys(server.requests[0]?.body ?? {}).sort(), [
    'messages',
    'model',
    'stream',
    'stream_options',
  ]);
  await place.run({
    server,
    args: ['--max-tokens', '77', '--temperature=0.5', '-m', 'other-vision', '--system', 'Be brief.'],
    input: ['hello'],
  });
  const { messages, ...body } = server.requests[1]?.body ?? { messages: [] };
  assert.deepEqual(body, {
    model: 'other-vision',
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 77,
    temperature: 0.5,
  });
  assert.deepEqual(messages, [{ role: 'system', content: 'Be brief.' }, asked('hello')]);
  // The resumed session keeps its own system prompt and model.
  await place.run({ server, args: ['-c'], input: ['more'] });
  assert.deepEqual(server.requests[2]?.body.model, 'other-vision');
  assert.deepEqual((await sent(server))[0], { role: 'system', content: 'Be brief.' });
});

test('a URL on the own network is fetched only when that is allowed', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  const visits: string[] = [];
  const web = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/plain' }).end(fixtureBytes('rocket.jpg'));
  }).listen(0, '127.0.0.1');
  await once(web, 'listening');
  t.after(() => web.close());
  const address = web.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/photos/a%20rocket?size=9`;
  const refused = await place.run({ server, input: [`/attach ${url}`, 'what is it?'] });
  assert.deepEqual([refused.stdout, refused.code, visits, server.requests.length], ['', 3, [], 0]);
  assert.match(refused.stderr, /is an address of a private network/);
  const allowed = await place.run({ server, args: ['--allow-private-hosts', url, 'what is it?'] });
  assert.equal(allowed.code, 0, allowed.stderr);
  assert.deepEqual(visits, ['/photos/a%20rocket?size=9']);
  assert.deepEqual(await sent(server), [asked('[rocket.jpg]\nwhat is it?')]);
});

test('what is shown instead of a conversation', async t => {
  const place = openPlace(t);
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  assert.deepEqual(await place.run({ args: ['--version'] }), {
    stdout: `${version}\n`,
    stderr: '',
    code: 0,
    signal: null,
  });
  const help = await place.run({ args: ['--nonsense', '--help'] });
  assert.deepEqual([help.stderr, help.code], ['', 0]);
  assert.match(help.stdout, /--no-save/);
  assert.match(help.stdout, /exit codes/i);
  assert.ok(help.stdout.endsWith('\n') && !help.stdout.endsWith('\n\n'));
  const chinese = await place.run({ args: ['--help', '--lang=zh'] });
  assert.match(chinese.stdout, /退出码|退出状态/);
  assert.deepEqual(place.files(), new Map());
});

test('a command line that cannot be understood says what was meant, and exits with 2', async t => {
  const place = openPlace(t);
  for (const [args, told] of [
    [['--contineu'], 'There is no flag --contineu: did you mean --continue?'],
    [['--zzzzzz'], 'There is no flag --zzzzzz: see --help.'],
    [['--temperature', '3'], 'The value of --temperature cannot be used: it must be a number from 0 to 2.'],
    [['missing.png', 'what is it?'], 'There is no file missing.png: check its name and folder.'],
    [['word'], '"word" is neither a file nor a URL: put a question in quotes, as in "What is this?".'],
    [['-c', '-r'], '--continue and --resume cannot go together: leave one of them out.'],
  ] as const)
    assert.deepEqual(await place.run({ args }), { stdout: '', stderr: `${told}\n`, code: 2, signal: null });
  const chinese = await place.run({ args: ['--contineu'], env: { LANG: 'zh_CN.UTF-8' } });
  assert.match(chinese.stderr, /^.*--contineu.*--continue.*\n$/);
  assert.deepEqual(place.files(), new Map());
});

test('--plain reads and writes the same, and arguments after -- are no flags', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  copyFileSync(place.picture('coffee.png'), join(place.cwd, '--help'));
  server.reply('A cup.');
  const run = await place.run({ server, args: ['--plain', '--', '--help', '--what is it?'] });
  assert.deepEqual([run.stdout, run.code], ['A cup.\n', 0], run.stderr);
  assert.deepEqual(await sent(server), [asked('[coffee.png]\n--what is it?')]);
  assert.equal(server.requests[0]?.key, KEY);
});
