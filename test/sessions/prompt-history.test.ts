import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { appendHistory, readHistory } from '../../src/sessions/prompt-history.ts';
import { diceOf, seeded, textOf } from './random-records.ts';
import { temporaryFolder } from './sample.ts';

test('no file is an empty history', t => {
  assert.deepEqual(readHistory(join(temporaryFolder(t), 'none')), { prompts: [], problem: null });
});

test('prompts come back in order, of several lines too, for their owner only', t => {
  const file = join(temporaryFolder(t), 'state', 'history.jsonl');
  const umask = process.umask(0);
  t.after(() => process.umask(umask));
  for (const prompt of ['one', 'two\nlines', '三', 'one']) assert.equal(appendHistory(file, prompt), null);
  assert.deepEqual(readHistory(file), { prompts: ['one', 'two\nlines', '三', 'one'], problem: null });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(dirname(file)).mode & 0o777, 0o700);
});

test('random prompts come back as they were', t => {
  const file = join(temporaryFolder(t), 'history.jsonl');
  const dice = diceOf(seeded(3));
  const prompts = Array.from({ length: 60 }, (_, index) => `${index}${textOf(dice)}`);
  for (const prompt of prompts) appendHistory(file, prompt);
  assert.deepEqual(readHistory(file).prompts, prompts);
});

test('the same prompt again and an empty one are not kept', t => {
  const file = join(temporaryFolder(t), 'history.jsonl');
  for (const prompt of ['a', 'a', '', '  \n', 'a', 'b', 'a']) assert.equal(appendHistory(file, prompt), null);
  assert.deepEqual(readHistory(file).prompts, ['a', 'b', 'a']);
});

test('damaged lines are skipped, hostile characters and doubles taken out, a torn line closed', t => {
  const file = join(temporaryFolder(t), 'history.jsonl');
  const lines = [
    '{"text":"a"}',
    'garbage',
    '{"text":7}',
    '[]',
    '{"text":"a"}',
    '{"text":"b\\u001b[2J"}',
    '{"te',
  ];
  writeFileSync(file, lines.join('\n'));
  assert.deepEqual(readHistory(file), { prompts: ['a', 'b[2J'], problem: null });
  assert.equal(appendHistory(file, 'c\u0007'), null);
  assert.deepEqual(readHistory(file).prompts, ['a', 'b[2J', 'c']);
  assert.ok(readFileSync(file, 'utf8').startsWith(lines.join('\n')));
});

test('the last thousand are kept, and the file is made smaller now and then', t => {
  const file = join(temporaryFolder(t), 'history.jsonl');
  const line = (index: number) => `${JSON.stringify({ text: `p${index}` })}\n`;
  writeFileSync(file, Array.from({ length: 1199 }, (_, index) => line(index)).join(''));
  const lines = () => readFileSync(file, 'utf8').split('\n').length - 1;
  appendHistory(file, 'p1199');
  assert.equal(lines(), 1200);
  assert.equal(readHistory(file).prompts.length, 1000);
  appendHistory(file, 'p1200');
  assert.equal(lines(), 1000);
  const { prompts } = readHistory(file);
  assert.deepEqual([prompts.at(0), prompts.at(-1)], ['p201', 'p1200']);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(dirname(file)), ['history.jsonl']);
});

test('where it cannot be read or written a notice says so', t => {
  const dir = temporaryFolder(t);
  const folder = join(dir, 'folder');
  mkdirSync(folder);
  const data = { path: folder, code: 'EISDIR' };
  assert.deepEqual(readHistory(folder), { prompts: [], problem: { code: 'history-unreadable', data } });
  assert.deepEqual(appendHistory(folder, 'a'), { code: 'history-not-saved', data });
  writeFileSync(join(dir, 'file'), '');
  const below = join(dir, 'file', 'history');
  const refused = { code: 'history-not-saved', data: { path: below, code: 'ENOTDIR' } };
  assert.deepEqual(appendHistory(below, 'a'), refused);
});
