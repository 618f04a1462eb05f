import assert from 'node:assert/strict';
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { LogRecord } from '../../src/chat/record.ts';
import { encodeHeader, encodeRecord } from '../../src/sessions/format.ts';
import { lastSession, listSessions } from '../../src/sessions/list.ts';
import { createLog } from '../../src/sessions/session-log.ts';
import { CREATED, end, endpoint, image, reply, temporaryFolder, text, title, user } from './sample.ts';

/** Writes a session that changed last in the given second of 2026-11-24T05:00. */
function session(dir: string, id: string, second: number, records: readonly LogRecord[], more = ''): string {
  const path = join(dir, `2026-11-24T04-05-06Z-${id}.jsonl`);
  writeFileSync(path, encodeHeader({ id, created: CREATED }) + records.map(encodeRecord).join('') + more);
  const time = new Date(`2026-11-24T05:00:${String(second).padStart(2, '0')}Z`);
  utimesSync(path, time, time);
  return path;
}

const TALK = [
  endpoint('llava'),
  image('#1'),
  user('u1', null, '  \n What is\tthis?\nSay it briefly.', '#1'),
  reply('r1', 'u1'),
  text('r1', 'A cat.'),
  end('r1'),
  user('u2', 'r1', 'Why?'),
];

test('a folder that is not there, and an empty one, have no sessions', async t => {
  const dir = temporaryFolder(t);
  assert.deepEqual(await listSessions(join(dir, 'none')), []);
  assert.deepEqual(await listSessions(dir), []);
  assert.equal(await lastSession(dir), null);
});

test('sessions are summed up, the last changed first', async t => {
  const dir = temporaryFolder(t);
  const talk = session(dir, 'talk2345', 10, TALK);
  const named = session(dir, 'name2345', 30, [user('u', null, 'q'), title('Old'), title('Three cats')]);
  const bare = session(dir, 'bare2345', 20, [endpoint('llava'), user('u', null, '', '#1')]);
  const common = (path: string) => ({ path, bytes: statSync(path).size, seen: 'whole', busy: false });
  const list = await listSessions(dir);
  assert.deepEqual(list, [
    {
      ...common(named),
      id: 'name2345',
      title: 'Three cats',
      time: '2026-11-24T05:00:30.000Z',
      turns: 1,
      pictures: 0,
      model: '',
    },
    {
      ...common(bare),
      id: 'bare2345',
      title: '',
      time: '2026-11-24T05:00:20.000Z',
      turns: 1,
      pictures: 0,
      model: 'llava',
    },
    {
      ...common(talk),
      id: 'talk2345',
      title: 'What is this?',
      time: '2026-11-24T05:00:10.000Z',
      turns: 2,
      pictures: 1,
      model: 'gpt-4o',
    },
  ]);
  assert.deepEqual(await lastSession(dir), list[0]);
});

test('a title taken back gives way to the first question', async t => {
  const dir = temporaryFolder(t);
  session(dir, 'talk2345', 1, [...TALK, title('Cats'), title('')]);
  assert.equal((await lastSession(dir))?.title, 'What is this?');
});

test('what is no session is left out, also as the last', async t => {
  const dir = temporaryFolder(t);
  const path = session(dir, 'talk2345', 10, TALK);
  writeFileSync(join(dir, 'empty.jsonl'), '');
  writeFileSync(join(dir, 'foreign.jsonl'), '{"role":"user"}\n');
  writeFileSync(join(dir, 'newer.jsonl'), '{"format":"vision-chat","version":9}\n');
  writeFileSync(join(dir, 'notes.txt'), 'hello');
  mkdirSync(join(dir, 'folder.jsonl'));
  mkdirSync(join(dir, 'store'));
  assert.deepEqual(
    (await listSessions(dir)).map(summary => summary.path),
    [path],
  );
  assert.equal((await lastSession(dir))?.path, path);
});

test('damage and unknown records do not keep a session from the list', async t => {
  const dir = temporaryFolder(t);
  session(dir, 'talk2345', 10, TALK, 'garbage\n{"type":"vote"}\n{"type":"user","id":"u3","par');
  const { title: found, turns } = (await lastSession(dir)) ?? {};
  assert.deepEqual({ found, turns }, { found: 'What is this?', turns: 2 });
});

test('a session that a person named goes by the id within', async t => {
  const dir = temporaryFolder(t);
  writeFileSync(join(dir, 'my cats.jsonl'), encodeHeader({ id: 'cats2345', created: CREATED }));
  assert.equal((await lastSession(dir))?.id, 'cats2345');
});

test('of a large session the ends are read, and what was counted is the least', async t => {
  const dir = temporaryFolder(t);
  const filler = Array.from({ length: 3000 }, (_, index) => [
    user(`m${index}`, null, `question ${index} ${'x'.repeat(300)}`),
    text('r', 'y'.repeat(100)),
  ]).flat();
  session(dir, 'long2345', 10, [...TALK, ...filler, reply('last', null), title('Long talk')]);
  const summary = await lastSession(dir);
  assert.ok(summary && summary.bytes > 1_000_000);
  const { title: found, seen, model, turns, pictures } = summary;
  const told = { found, seen, model, pictures };
  assert.deepEqual(told, { found: 'Long talk', seen: 'ends', model: 'gpt-4o', pictures: 1 });
  assert.ok(turns > 100 && turns < 3002);
});

test('a session that is open is busy', async t => {
  const dir = temporaryFolder(t);
  const log = createLog(dir, { id: 'open2345', created: CREATED });
  log.append([user('u', null, 'q')]);
  const left = session(dir, 'talk2345', 10, TALK);
  writeFileSync(`${left}.lock`, '{"pid":1,"bootId":"other","startTime":null}');
  const busyOf = async () => Object.fromEntries((await listSessions(dir)).map(({ id, busy }) => [id, busy]));
  assert.deepEqual(await busyOf(), { open2345: true, talk2345: false });
  log.close();
  assert.deepEqual(await busyOf(), { open2345: false, talk2345: false });
});
