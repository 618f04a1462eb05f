/** Slash commands on plain lines. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { messagesOf } from '../../../src/chat/conversation.ts';
import { COMMANDS } from '../../../src/commands/registry.ts';
import { startFakeServer } from '../../helpers/fake-server.ts';
import { openPlace, type Place, type PlainRun } from '../../helpers/run-plain.ts';
import { asked, said, sent, told } from '../../helpers/sent.ts';

/** Stderr without the opening. */
function words({ stderr }: PlainRun): readonly string[] {
  return stderr.split('\n').slice(1, -1);
}

test('/images lists what is pending and what was sent, /detach takes out what is pending only', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  place.picture('coffee.png');
  place.picture('rocket.jpg');
  server.reply('Two things.', 'A cup.');
  const run = await place.run({
    server,
    input: [
      '/images',
      '/attach coffee.png rocket.jpg',
      '/images',
      '/detach #2',
      '/detach 9, #2',
      'one?',
      '/attach rocket.jpg',
      '/detach',
      '/detach',
      '/detach #1',
      'two?',
      '/images',
      '/undo',
      '/undo',
      '/images',
    ],
  });
  const chip = (number: number, name: string) =>
    run.stderr.split('\n').find(line => line.startsWith(`#${number} ${name}`)) ?? 'none';
  const [one, two, three] = [chip(1, 'coffee.png'), chip(2, 'rocket.jpg'), chip(3, 'rocket.jpg')];
  assert.equal(
    run.stdout,
    [
      `${one} · goes with the next question`,
      `${two} · goes with the next question`,
      'Two things.',
      'A cup.',
      `${one} · in 1 question`,
      '',
    ].join('\n'),
  );
  assert.deepEqual(words(run), [
    'No pictures yet; /attach PATH adds one.',
    one,
    two,
    '#2 will not be sent.',
    'There is no picture #9 in this conversation; /images lists them.',
    'There is no picture #2 in this conversation; /images lists them.',
    three,
    '#3 will not be sent.',
    'Name the picture to take out, as in /detach #1; /images lists them.',
    '#1 was sent already and stays in the conversation; /undo takes back the question that holds it.',
    'Went back one turn; what was undone stays in the session log.',
    '› one?',
    `  ${one}`,
    'Went back one turn; what was undone stays in the session log.',
    'No pictures yet; /attach PATH adds one.',
  ]);
  assert.equal(run.code, 2);
  assert.deepEqual(await sent(server), [asked('[coffee.png]\none?'), said('Two things.'), asked('two?')]);
  assert.deepEqual(server.problems, []);
});

test('/model names a model, or lists them to pick one by number', async t => {
  await using server = await startFakeServer({ modelDialect: 'openrouter' });
  const place = openPlace(t);
  const run = await place.run({
    server,
    input: [
      'one',
      '/model fake-vision-mini',
      'two',
      '/model',
      '1',
      'three',
      '/model',
      'mini',
      '1',
      'four',
      '/model',
      '/title T',
      'five',
      '/model',
      '',
      'six',
    ],
  });
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(
    server.requests.map(({ body }) => body.model),
    [
      'fake-vision',
      'fake-vision-mini',
      'fake-text',
      'fake-vision-mini',
      'fake-vision-mini',
      'fake-vision-mini',
    ],
  );
  const list = [
    'Type a number, words to filter by, or nothing to go back:',
    '1. fake-text, text only',
    '2. fake-vision, sees pictures',
    '3. fake-vision-mini, sees pictures',
  ];
  assert.deepEqual(words(run), [
    'Answers come from fake-vision-mini now.',
    ...list,
    'Answers come from fake-text now.',
    ...list,
    list[0],
    '1. fake-vision-mini, sees pictures',
    'Answers come from fake-vision-mini now.',
    ...list,
    'This session is called “T” now.',
    ...list,
  ]);
  assert.deepEqual(server.problems, []);
});

test('/model on a server that lists none is told, and the talk goes on', async t => {
  await using server = await startFakeServer({ modelDialect: 'not-found' });
  const place = openPlace(t);
  server.reply('Yes.');
  const run = await place.run({ server, input: ['/model', 'still there?'] });
  assert.deepEqual([run.stdout, run.code], ['Yes.\n', 4]);
  assert.equal(words(run).length, 1);
});

test('/undo, /edit, /retry and /system change what the next request holds', async t => {
  await using server = await startFakeServer();
  server.conversation = 'changes';
  const place = openPlace(t);
  const changing = (text: string) => () => text;
  server.reply('1', '2', '3', '4', '5', '6', changing('7'));
  const run = place.start({ server });
  let answers = 0;
  const line = async (text: string, isChange = false) => {
    if (isChange) server.expectChange();
    run.send(text);
    answers += 1;
    await run.until(({ stdout }) => stdout().split('\n').length > answers);
  };
  await line('one');
  await line('two');
  run.send('/undo');
  await line('two again', true);
  await line('/retry', true);
  run.send('/edit');
  await line('two at last', true);
  run.send('/edit');
  await line('', true);
  run.send('/system Be brief.');
  run.send('/system');
  await line('three', true);
  run.end();
  const { code, stdout, stderr } = await run.ended;
  assert.deepEqual([stdout, code], ['1\n2\n3\n4\n5\n6\n7\n', 0]);
  const start = [asked('one'), said('1')];
  for (const [index, messages] of [
    [1, [...start, asked('two')]],
    [2, [...start, asked('two again')]],
    [3, [...start, asked('two again')]],
    [4, [...start, asked('two at last')]],
    [5, [...start, asked('two at last')]],
    [6, [told('Be brief.'), ...start, asked('two at last'), said('6'), asked('three')]],
  ] as const)
    assert.deepEqual(await sent(server, index), messages);
  assert.deepEqual(server.problems, []);
  assert.deepEqual(stderr.split('\n').slice(1, -1), [
    'Went back one turn; what was undone stays in the session log.',
    '› one',
    '› two again',
    'The last question is back in the prompt; its former answer stays in the session log.',
    'The last question is back in the prompt; its former answer stays in the session log.',
    'System prompt: Be brief.',
    'System prompt: Be brief.',
  ]);
  assert.deepEqual(
    messagesOf(place.conversation()).map(message => (message.role === 'user' ? message.parts : message.text)),
    [
      'Be brief.',
      [{ type: 'text', text: 'one' }],
      '1',
      [{ type: 'text', text: 'two at last' }],
      '6',
      [{ type: 'text', text: 'three' }],
      '7',
    ],
  );
});

test('/edit takes the pictures of the question along', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  place.picture('coffee.png');
  server.reply('A mug.', 'A cup.');
  const first = place.start({ server, args: ['coffee.png', 'what is it?'] });
  await first.until(({ stdout }) => stdout() === 'A mug.\n');
  server.expectChange();
  first.send('/edit');
  first.send('which vessel is it?');
  first.end();
  assert.deepEqual((await first.ended).stdout, 'A mug.\nA cup.\n');
  assert.deepEqual(await sent(server), [asked('[coffee.png]\nwhich vessel is it?')]);
  assert.deepEqual(server.problems, []);
});

test('/new, /title and /resume: sessions by name, listed, picked by number', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  const run = await place.run({
    server,
    input: [
      'about cats',
      '/title',
      '/title Cats and more',
      '/new',
      'about dogs',
      '/resume',
      'cats',
      '1',
      'more of them',
      '/resume',
      '',
      'and more',
    ],
  });
  assert.equal(run.code, 0, run.stderr);
  assert.equal(place.sessions().length, 2);
  assert.deepEqual(
    server.requests.map(({ question, body }) => [question, body.messages.length]),
    [
      ['about cats', 1],
      ['about dogs', 1],
      ['more of them', 3],
      ['and more', 5],
    ],
  );
  assert.match(run.stderr, /^1\. Cats and more, just now, 1 turn, 0 pictures, fake-vision$/m);
  assert.match(run.stderr, /^Going on with “Cats and more”: 1 turn\.$/m);
  assert.deepEqual(server.problems, []);
});

test('/continue goes on after an answer that was cut at its limit', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  server.reply({ text: 'One, two,', finishReason: 'length' }, 'three.');
  const run = await place.run({ server, input: ['/continue', 'count to three', '/continue'] });
  assert.deepEqual([run.stdout, run.code], ['One, two,\nthree.\n', 0]);
  assert.deepEqual(words(run), [
    'There is no reply to continue yet.',
    'The answer was cut at the output limit or the end of the context; /continue goes on.',
  ]);
  assert.deepEqual(await sent(server), [
    asked('count to three'),
    said('One, two,'),
    asked('Continue exactly where you stopped, without repeating anything.'),
  ]);
});

test('/help lists every command; /copy has no terminal; //x is a question', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  server.reply('Hm.');
  const run = await place.run({
    server,
    input: ['/copy', '//help', '/copy', '/help', '/EXIT', 'not asked'],
  });
  assert.equal(run.code, 0, run.stderr);
  const [answer, ...listed] = run.stdout.trimEnd().split('\n');
  assert.equal(answer, 'Hm.');
  assert.deepEqual(
    listed.slice(0, COMMANDS.length).map(line => /^\/([a-z]+)[^:]*: \S/.exec(line)?.[1]),
    COMMANDS.map(({ name }) => name),
  );
  assert.deepEqual(words(run).slice(0, 2), [
    'There is no reply to copy yet.',
    'There is no terminal whose clipboard could be reached.',
  ]);
  assert.deepEqual(server.requests.map(({ question }) => question).slice(0, 1), ['/help']);
  assert.ok(!server.requests.some(({ question }) => question === 'not asked'));
});

test('the same in Chinese', async t => {
  await using server = await startFakeServer();
  const place: Place = openPlace(t, 'zh_CN.UTF-8');
  server.reply('好的。');
  const run = await place.run({ server, input: ['/atach', '/images', '你好'] });
  assert.deepEqual([run.stdout, run.code], ['好的。\n', 2]);
  assert.deepEqual(words(run), [
    '没有命令 /atach；是不是想用 /attach？输入 //atach 可作为文字发送。',
    '还没有图片；用 /attach 路径 添加一张。',
  ]);
});
