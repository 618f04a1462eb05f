/** Programs killed in the middle of a chat: what they said is saved must be there. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { replay } from '../../src/chat/conversation.ts';
import type { LogRecord } from '../../src/chat/record.ts';
import { openLog } from '../../src/sessions/session-log.ts';
import { start } from './program.ts';
import { diceOf, seeded } from './random-records.ts';
import { temporaryFolder, title, until } from './sample.ts';

const SERIES = process.env.LONG ? 12 : 1;
const RUNS = process.env.LONG ? 25 : 12;
const AT_ONCE = 3;
/** The most that may be missing of a reply that was growing, in milliseconds. */
const HELD_BACK_MS = 1000;

type Piece = { readonly ms: number; readonly id: string; readonly words: string };

for (let series = 0; series < SERIES; series += 1) {
  const first = series * RUNS + 1;
  const name = `seeds ${first} to ${first + RUNS - 1}`;
  test(`kill -9 at any moment loses nothing saved and at most a second of a reply: ${name}`, async t => {
    const seeds = Array.from({ length: RUNS }, (_, index) => first + index);
    const worker = async (): Promise<void> => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) await crash(t, seed);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  });
}

async function crash(t: TestContext, seed: number): Promise<void> {
  const dir = temporaryFolder(t);
  const dice = diceOf(seeded(seed));
  // Some are killed late in a long reply, where text is really held back.
  const isLong = seed % 6 === 0;
  const pieces = isLong ? 100_000 : dice.pick([0, 3, 40]);
  const moment = isLong ? 1500 + dice.upTo(1000) : 1 + dice.upTo(dice.pick([5, 100, 300]));
  const program = start(t, 'chat', [dir, String(pieces)]);
  await until(() => program.hasEnded() || program.lines.length >= moment);
  program.kill('SIGKILL');
  await program.ended;

  const saved: LogRecord[] = [];
  const said: Piece[] = [];
  for (const line of program.lines) {
    if (line.startsWith('saved ')) saved.push(...(JSON.parse(line.slice(6)) as LogRecord[]));
    const [, ms, id = '', words = ''] = /^piece (\d+) (\S+) (.*)$/.exec(line) ?? [];
    if (ms !== undefined) said.push({ ms: Number(ms), id, words });
  }
  assert.ok(!program.lines.some(line => line.startsWith('trouble')), `seed ${seed}`);

  const name = readdirSync(dir).find(file => file.endsWith('.jsonl'));
  assert.ok(name !== undefined, `seed ${seed}: no file`);
  const opened = openLog(join(dir, name));
  assert.ok(opened.ok, `seed ${seed}: the lock of a dead process must not count`);
  const { records, problems } = opened.decoded;
  assert.ok(problems.every(({ code }) => code === 'session-torn-line'));

  const turns = records.filter(record => record.type !== 'reply-text');
  assert.deepEqual(turns.slice(0, saved.length), saved, `seed ${seed}`);
  assert.ok(turns.length <= saved.length + 1, `seed ${seed}: more than was ever said`);
  checkReplies(records, said, seed);

  assert.equal(opened.log.append([title('Goes on')]), null);
  opened.log.close();
  const again = openLog(join(dir, name));
  assert.ok(again.ok);
  assert.deepEqual(again.decoded.records.at(-1), title('Goes on'));
  again.log.close();
}

function checkReplies(records: readonly LogRecord[], pieces: readonly Piece[], seed: number): void {
  const { conversation, refused } = replay(records);
  assert.deepEqual(refused, []);
  const killed = pieces.at(-1)?.ms ?? 0;
  for (const entry of conversation.entries.values()) {
    if (entry.kind !== 'reply') continue;
    const mine = pieces.filter(({ id }) => id === entry.id);
    const said = mine.map(({ words }) => words).join('');
    const due = entry.end ? mine : mine.filter(({ ms }) => ms < killed - HELD_BACK_MS);
    const least = due.map(({ words }) => words).join('');
    assert.ok(entry.text.startsWith(least), `seed ${seed}: text missing of ${entry.id}`);
    // The last piece may have been kept before it could be said.
    assert.ok(said.startsWith(entry.text) || entry.text.startsWith(said), `seed ${seed}: other text`);
  }
}
