/** The first picture: attached with Tab, explained, followed up twice, listed. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { storyText } from '../helpers/fake-server/answers.ts';
import { wordsOf } from '../helpers/fake-server/wire.ts';
import { type Language, openChat } from './chat.ts';
import { frameOf } from './golden.ts';

const WORDS = {
  en: {
    questions: [
      'Please explain this slide.',
      'What is missing in that analysis? Please add it.',
      'You mention DistilBERT: tell me more.',
    ],
    ends: ['for the task itself.', 'and ask well.', 'stay with BERT or RoBERTa.'],
    listed: 'in 1 question',
  },
  zh: {
    questions: ['请解释这张幻灯片。', '这个分析缺少了什么？请补充。', '你提到了 DistilBERT，请多讲一些。'],
    ends: ['学习量越来越少。', '把问题问好。', '请继续使用BERT或RoBERTa。'],
    listed: '用于 1 个问题',
  },
} as const;

const ANSWERS = ['slide-explain', 'slide-missing', 'slide-distilbert'] as const;

suite('the first picture', { concurrency: 2 }, () => {
  for (const language of ['en', 'zh'] as const)
    for (const columns of [40, 80, 200])
      test(`${language}, ${columns} columns`, () => story(language, columns));
});

async function story(language: Language, columns: number): Promise<void> {
  const { questions, ends, listed } = WORDS[language];
  await using chat = await openChat({ language, columns, pictures: ['gpt-4v.jpg'] });
  const { terminal, server } = chat;
  server.conversation = 'slide';
  const frame = frameOf(chat);
  await chat.idle();
  terminal.write('/\t');
  await chat.sees('/detach');
  frame.moment('Tab after / offers the commands');
  terminal.write('at\t');
  await terminal.waitFor(/^› \/attach$/m);
  terminal.write('gp\t');
  await terminal.waitFor(/^› \/attach gpt-4v\.jpg$/m);
  frame.moment('Tab completes command and path');
  terminal.write('\r');
  await chat.idle('#1 gpt-4v.jpg 1500×1100 128 kB');
  frame.moment('attached');

  for (const [index, question] of questions.entries()) {
    chat.say(question);
    await chat.idle(ends[index] ?? '');
  }
  chat.say('/images');
  await chat.idle(listed);
  frame.whole('three questions later');
  chat.say('/exit');
  assert.deepEqual(await terminal.exited, { code: 0, signal: null });
  frame.moment('after leaving');

  assert.deepEqual(server.problems, []);
  assert.equal(terminal.clears, 0);
  const last = server.requests.at(-1)?.body.messages ?? [];
  assert.deepEqual(
    last.map(message => [message.role, wordsOf(message)]),
    questions.flatMap((question, index) => [
      ['user', question],
      ...(index < 2 ? [['assistant', storyText(ANSWERS[index] ?? 'slide-explain', language)]] : []),
    ]),
  );
  assert.equal(server.requests.at(-1)?.pictures.length, 1);
  frame.matches(`first-picture.${language}.${columns}`);
}
