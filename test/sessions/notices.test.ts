import assert from 'node:assert/strict';
import test from 'node:test';
import { type Notice, sentence } from '../../src/text/catalogue.ts';

const path = '/home/me/x.jsonl';
const NOTICES: readonly (readonly [Notice, string, string])[] = [
  [
    { code: 'session-damaged-lines', data: { lines: [7], count: 1 } },
    'Line 7 of the session file is damaged and is left out; the rest is there.',
    '会话文件的第 7 行已损坏并略去；其余内容都在。',
  ],
  [
    { code: 'session-damaged-lines', data: { lines: [7, 9], count: 12 } },
    '12 lines of the session file are damaged and are left out (7, 9, …); the rest is there.',
    '会话文件有 12 行已损坏并略去（第 7、9…… 行）；其余内容都在。',
  ],
  [
    { code: 'session-not-saved', data: { path, code: 'ENOSPC' } },
    'The chat is not being saved: the disk is full (/home/me/x.jsonl); it goes on in memory and saving is tried again with each message.',
    '对话没有保存：磁盘已满（/home/me/x.jsonl）；对话仍在内存中继续，每条消息都会再次尝试保存。',
  ],
  [
    { code: 'session-not-found', data: { target: 'cast', near: [{ id: 'cats2345', title: 'A cat' }] } },
    'There is no session “cast”; did you mean cats2345 (A cat)?',
    '没有会话“cast”；您要找的是不是 cats2345（A cat）？',
  ],
  [
    { code: 'session-ambiguous', data: { target: 'ca', found: ['camel234', 'cats2345'] } },
    'Several sessions begin with “ca”: camel234, cats2345; type more of the id.',
    '有多个会话以“ca”开头：camel234、cats2345；请多输入几个字符。',
  ],
];
for (const [notice, en, zh] of NOTICES) {
  test(`said: ${notice.code} ${JSON.stringify(notice.data)}`, () => {
    assert.deepEqual([sentence(notice, 'en'), sentence(notice, 'zh')], [en, zh]);
  });
}
