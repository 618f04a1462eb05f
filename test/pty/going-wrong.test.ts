/** All that goes wrong: no server yet, a missing file, refusals, a full and a torn line, hostile text, leaving by Ctrl+C. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { type Language, openChat } from './chat.ts';
import { frameOf } from './golden.ts';

const KEY = 'sk-secret-0123456789';

const WORDS = {
  en: {
    urlLabel: 'Key or URL:',
    keyLabel: 'Enter for none',
    kept: 'readable by you alone.',
    missing: 'nowhere.jpg; check the path.',
    question: 'What do you see?',
    refused: 'The server cannot read picture #1',
    answer: 'A rocket on its pad.',
    again: 'Is it day or night?',
    countdown: 'Trying again in 1 s',
    night: 'It is dusk.',
    cut: 'Tell me of the masts.',
    masts: 'Four masts stand around the pad, two near and two far. They catch lightning.',
    half: 'Four masts stand around the pad,',
    cutNotice: '/continue goes on from there',
    unknown: 'did you mean /images',
    hostile: 'What is written on it?',
    writing: 'It says:',
    leave: 'Press Ctrl+C again to leave',
  },
  zh: {
    urlLabel: '密钥或地址：',
    keyLabel: '没有则按 Enter',
    kept: '只有您能读取的',
    missing: 'nowhere.jpg，请检查路径。',
    question: '你看到了什么？',
    refused: '服务器无法读取图片 #1',
    answer: '发射台上的一枚火箭。',
    again: '是白天还是夜晚？',
    countdown: '1 秒后重试',
    night: '是黄昏。',
    cut: '请讲讲避雷塔。',
    masts: '发射台四周有四座避雷塔，两近两远，它们用来引导雷电。',
    half: '发射台四周有四座避雷塔，',
    cutNotice: '/continue',
    unknown: '/images',
    hostile: '上面写着什么？',
    writing: '上面写着：',
    leave: '再按一次 Ctrl+C 退出',
  },
} as const;

suite('things going wrong', { concurrency: 2 }, () => {
  for (const language of ['en', 'zh'] as const)
    for (const columns of [40, 80, 200])
      test(`${language}, ${columns} columns`, () => story(language, columns));
});

async function story(language: Language, columns: number): Promise<void> {
  const words = WORDS[language];
  await using chat = await openChat({
    language,
    columns,
    pictures: ['rocket.jpg'],
    server: { key: KEY, models: [{ id: 'fake-vision', vision: true }] },
    env: { OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined, OPENAI_MODEL: undefined },
  });
  const { terminal, server, home } = chat;
  server.conversation = 'rocket';
  const frame = frameOf(chat);

  await chat.sees(words.urlLabel);
  terminal.write(server.url.replace('http://', ''));
  await chat.sees(`${words.urlLabel}${server.url.replace('http://', '')}`);
  frame.moment('the first run: a server is named');
  terminal.write('\r');
  await chat.sees(words.keyLabel);
  terminal.write(KEY);
  await chat.sees('•'.repeat(KEY.length));
  frame.moment('its key is typed');
  terminal.write('\r');
  await chat.idle(words.kept);
  assert.equal(statSync(join(home, '.config/vision-chat/settings.json')).mode & 0o777, 0o600);

  chat.say('/attach nowhere.jpg');
  await chat.idle(words.missing);
  chat.say('/attach rocket.jpg');
  await chat.idle('#1 rocket.jpg');
  server.reply({ misbehave: 'image-parse-error' });
  chat.say(words.question);
  await chat.sees(words.refused, `#1 rocket.jpg`, `› ${words.question}`);
  await terminal.waitFor(({ cursor }) => cursor().x > 10);
  frame.moment('a refused picture: words and picture are back');
  server.reply(words.answer);
  terminal.write('\r');
  await chat.idle(words.answer);

  server.reply({ misbehave: 'status-429-retry-after' }, words.night);
  chat.say(words.again);
  await chat.sees(words.countdown);
  frame.moment('too many requests: the countdown');
  await chat.idle(words.night);

  server.reply({ text: words.masts, chunkSize: words.half.length, misbehave: 'cut-mid-stream' });
  chat.say(words.cut);
  await chat.idle(words.half, words.cutNotice);
  chat.say('/imags');
  await chat.idle(words.unknown);
  server.reply({ text: words.writing, misbehave: 'hostile-text' });
  chat.say(words.hostile);
  await chat.idle(']unterminated');
  frame.whole('told in a sentence each');

  terminal.write('abc');
  await terminal.waitFor(/^› abc$/m);
  terminal.write('\u0003');
  await chat.idle();
  terminal.write('\u0003');
  await chat.idle(words.leave);
  frame.moment('Ctrl+C cleared the line; a second one leaves');
  terminal.write('\u0003');
  assert.deepEqual(await terminal.exited, { code: 0, signal: null });
  frame.moment('after leaving');

  assert.deepEqual(server.problems, []);
  assert.equal(terminal.clears, 0);
  assert.ok(!terminal.bytes.includes(KEY) && !terminal.bytes.includes('\u001b]'));
  assert.deepEqual(
    server.answers.map(({ status, ending }) => `${status} ${ending}`),
    ['400 complete', '200 complete', '429 complete', '200 complete', '200 cut', '200 complete'],
  );
  frame.matches(`going-wrong.${language}.${columns}`);
}
