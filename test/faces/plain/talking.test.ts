/** The conversation that everything is built for, through a pipe. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { messagesOf } from '../../../src/chat/conversation.ts';
import { fixtureBytes, storyText } from '../../helpers/fake-server/answers.ts';
import { assistant, picture, user } from '../../helpers/fake-server/say.ts';
import { startFakeServer } from '../../helpers/fake-server.ts';
import { openPlace } from '../../helpers/run-plain.ts';

const SLIDE = picture(fixtureBytes('gpt-4v.jpg'));

for (const { locale, language, first, second, third, opening } of [
  {
    locale: 'en_US.UTF-8',
    language: 'en',
    first: 'explain this slide',
    second: 'what is missing in that analysis? please add it',
    third: 'you mention DistilBERT: tell me more',
    opening: (host: string) =>
      `vision-chat: questions and pictures go to ${host}, fake-vision; /help lists the commands.\n`,
  },
  {
    locale: 'zh_CN.UTF-8',
    language: 'zh',
    first: '请解释这张幻灯片',
    second: '这份分析缺少了什么？请补充',
    third: '你提到了 DistilBERT，请详细介绍',
    opening: (host: string) => `vision-chat：问题和图片发送到 ${host}，fake-vision；/help 列出命令。\n`,
  },
] as const) {
  test(`a slide and two follow-ups in ${language}: every request holds all before it, every answer comes raw`, async t => {
    await using server = await startFakeServer();
    server.conversation = 'slide';
    const place = openPlace(t, locale);
    place.picture('gpt-4v.jpg', 'slide.jpg');
    const run = await place.run({ server, input: ['/attach slide.jpg', first, second, third] });

    const [explained, added, told] = (['slide-explain', 'slide-missing', 'slide-distilbert'] as const).map(
      name => storyText(name, language),
    );
    const messages = [
      user(SLIDE, first),
      assistant(explained ?? ''),
      { role: 'user', content: second },
      assistant(added ?? ''),
      { role: 'user', content: third },
    ];
    assert.deepEqual(run, {
      stdout: `${explained}\n${added}\n${told}\n`,
      stderr: `${opening(new URL(server.url).host)}#1 slide.jpg 1500×1100 ${run.stderr.match(/\d+ kB/)?.[0]}\n`,
      code: 0,
      signal: null,
    });
    assert.deepEqual(
      server.requests.map(({ body }) => body.messages),
      [messages.slice(0, 1), messages.slice(0, 3), messages],
    );
    assert.deepEqual(server.problems, []);

    const kept = messagesOf(place.conversation());
    assert.deepEqual(
      kept.map(message =>
        message.role === 'user'
          ? message.parts.map(part => (part.type === 'text' ? part.text : part.image.name))
          : message.text,
      ),
      [['#1', first], explained, [second], added, [third], told],
    );
    assert.equal(place.sessions().length, 1);
  });
}

for (const [locale, question] of [
  ['en_US.UTF-8', 'What is in this picture?'],
  ['zh_CN.UTF-8', '这张图片里有什么？'],
] as const) {
  test(`a picture without words is sent by an empty line, with a question in ${locale}`, async t => {
    await using server = await startFakeServer();
    const place = openPlace(t, locale);
    place.picture('coffee.png');
    const { code } = await place.run({ server, input: ['/attach coffee.png', '', '', 'danke'] });
    assert.equal(code, 0);
    assert.deepEqual(
      server.requests.map(request => request.question),
      [question, 'danke'],
    );
    assert.deepEqual(server.problems, []);
  });
}

test('lines end in CRLF or LF, the last one in nothing, and a backslash at the end of a line joins the next', async t => {
  await using server = await startFakeServer();
  const place = openPlace(t);
  const { code } = await place.run({
    server,
    input: '\ufeffone\r\n\r\ntwo\\\r\nlines\nan \u001b[31mescape\u0000\nlast\\',
  });
  assert.equal(code, 0);
  assert.deepEqual(
    server.requests.map(request => request.question),
    ['one', 'two\nlines', 'an [31mescape', 'last\n'],
  );
});

test('what was sent is sent again byte for byte after --continue, whatever the line held', async t => {
  await using server = await startFakeServer();
  server.conversation = 'odd';
  const place = openPlace(t);
  const odd = 'a\u202eb \u{e0041}c\td 👩‍👩‍👧 \ufffd \u2028e';
  await place.run({ server, input: [odd, 'und?'] });
  await place.run({ server, args: ['--continue', `f\u009b ${odd}`] });
  await place.run({ server, args: ['--continue'], input: ['last'] });
  assert.equal(server.requests.length, 4);
  assert.deepEqual(server.problems, []);
});
