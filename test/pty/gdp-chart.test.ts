/** A chart named on the command line: a question queued, an answer stopped and asked for again, the session taken up. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { dense, type Language, openChat } from './chat.ts';
import { frameOf } from './golden.ts';

const WORDS = {
  en: {
    first: 'What does this chart show? Give me a table.',
    firstEnd: 'exchange rates are part of every change.',
    second: 'How fast did each economy grow?',
    secondEnd: 'would be lower for all four.',
    queued: 'queued:',
    third: 'Which of them will be ahead in 2030?',
    heard: 'A **careful** guess, no more:\n\n1. If China keeps growing by some **4 % a ye',
    rest: 'ar**,\n2. and the United States by 3.5 %,\n\nthey stay ahead until then.',
    half: '1. If China keeps growing by some 4 % a ye',
    forecastEnd: 'ahead until then.',
    stopped: 'Stopped; what came is kept.',
    resumed: 'the session: 3 turns',
    fourth: 'Thank you. Sum it up in a line.',
    sum: 'China grew **77 times**, the United States 7.5 times.',
    sumEnd: 'United States 7.5 times.',
  },
  zh: {
    first: '这张图表显示了什么？请列成表格。',
    firstEnd: '汇率的影响都包含在内。',
    second: '各国增长有多快？',
    secondEnd: '实际增长会更低。',
    queued: '排队中：',
    third: '到 2030 年谁会领先？',
    heard: '只能**谨慎**估计，仅供参考：\n\n1. 如果中国今后每年的增长率约为 **百',
    rest: '分之四**，\n2. 美国为百分之三点五，\n\n那么美国仍然领先。',
    half: '1. 如果中国今后每年的增长率约为 百',
    forecastEnd: '美国仍然领先。',
    stopped: '已停止；收到的内容已保留。',
    resumed: '会话：共 3 轮',
    fourth: '谢谢。请用一句话总结。',
    sum: '中国增长到 **77 倍**，美国增长到 7.5 倍。',
    sumEnd: '美国增长到 7.5 倍。',
  },
} as const;

suite('the chart of four economies', { concurrency: 2 }, () => {
  for (const language of ['en', 'zh'] as const)
    for (const columns of [40, 80, 200])
      test(`${language}, ${columns} columns`, () => story(language, columns));
});

async function story(language: Language, columns: number): Promise<void> {
  const words = WORDS[language];
  const picture = 'gdp_1980_2020.jpg';
  await using chat = await openChat({ language, columns, pictures: [picture], args: [picture, words.first] });
  const { terminal, server } = chat;
  server.conversation = 'chart';
  const frame = frameOf(chat);
  // Slow enough that the next question is typed before the end.
  server.reply({ tokensPerSecond: 600 });
  await chat.sees('GDP', 'Esc');
  chat.say(words.second);
  // It is cut to the width.
  await chat.sees(words.queued + words.second.slice(0, 8), 'Esc');
  await chat.idle(words.secondEnd);

  const forecast = words.heard + words.rest;
  const inTwo = { text: forecast, chunkSize: words.heard.length };
  server.reply({ ...inTwo, misbehave: 'stall-mid-stream' });
  chat.say(words.third);
  await chat.sees(words.half, 'Esc');
  frame.moment('half of an answer');
  terminal.write('\u001b');
  await chat.idle(words.stopped);
  server.expectChange();
  server.reply(inTwo);
  chat.say('/retry');
  await chat.idle(words.forecastEnd);
  frame.whole('queued, stopped and asked again');
  chat.say('/exit');
  assert.deepEqual(await terminal.exited, { code: 0, signal: null });

  await using later = chat.again({ args: ['--continue'] });
  await later.idle(words.forecastEnd);
  assert.ok(dense(later.terminal.history()).includes(dense(words.resumed)));
  server.reply(words.sum);
  later.say(words.fourth);
  await later.idle(words.sumEnd);
  frame.whole('taken up with --continue', later);
  later.terminal.write('\u0004');
  assert.deepEqual(await later.terminal.exited, { code: 0, signal: null });

  assert.deepEqual(server.problems, []);
  assert.deepEqual([terminal.clears, later.terminal.clears], [0, 0]);
  assert.equal(server.requests.length, 5);
  assert.deepEqual(
    server.requests.map(({ pictures }) => pictures.length),
    [1, 1, 1, 1, 1],
  );
  const last = server.requests.at(-1)?.body.messages ?? [];
  assert.deepEqual(last.at(-2), { role: 'assistant', content: forecast });
  frame.matches(`gdp-chart.${language}.${columns}`);
}
