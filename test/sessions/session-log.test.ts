import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import type { LogRecord } from '../../src/chat/record.ts';
import { decodeLog, encodeHeader, encodeRecord } from '../../src/sessions/format.ts';
import { createLog, openLog, type SessionLog } from '../../src/sessions/session-log.ts';
import { start } from './program.ts';
import { diceOf, recordOf, seeded } from './random-records.ts';
import { CREATED, end, endpoint, image, reply, temporaryFolder, text, title, until, user } from './sample.ts';

const ID = 'abcd2345';
const NAME = '2026-11-24T04-05-06Z-abcd2345.jsonl';
const create = (dir: string): SessionLog => createLog(dir, { id: ID, created: CREATED });
const records = (path: string): readonly LogRecord[] => decodeLog(readFileSync(path, 'utf8')).records;
const mode = (path: string): number => statSync(path).mode & 0o777;

function reopen(path: string): SessionLog {
  const opened = openLog(path);
  assert.ok(opened.ok);
  return opened.log;
}

test('a session without a question leaves nothing', t => {
  const dir = join(temporaryFolder(t), 'sessions');
  const log = create(dir);
  assert.equal(log.append([endpoint('llava'), image('#1')]), null);
  assert.equal(log.append([title('Cats')]), null);
  assert.equal(log.flush(), null);
  assert.equal(log.close(), null);
  assert.equal(existsSync(dir), false);
});

test('the first question makes the file, with all that came before it, for its owner only', t => {
  const dir = join(temporaryFolder(t), 'state', 'sessions');
  const umask = process.umask(0);
  t.after(() => process.umask(umask));
  const log = create(dir);
  assert.equal(log.path, join(dir, NAME));
  const before = [endpoint('llava'), image('#1')];
  const question = user('u', null, 'What?', '#1');
  log.append(before);
  log.append([question]);
  assert.equal(
    readFileSync(log.path, 'utf8'),
    encodeHeader({ id: ID, created: CREATED }) + [...before, question].map(encodeRecord).join(''),
  );
  assert.equal(mode(log.path), 0o600);
  assert.equal(mode(`${log.path}.lock`), 0o600);
  assert.equal(mode(dir), 0o700);
  assert.equal(mode(dirname(dir)), 0o700);
  log.close();
  assert.deepEqual(readdirSync(dir), [NAME]);
});

test('a folder that exists keeps its mode', t => {
  const dir = join(temporaryFolder(t), 'sessions');
  const umask = process.umask(0);
  mkdirSync(dir, { mode: 0o755 });
  process.umask(umask);
  const log = create(dir);
  log.append([user('u', null, 'q')]);
  log.close();
  assert.equal(mode(dir), 0o755);
});

test('a copy begins with the records of the original, once there is a question', t => {
  const dir = temporaryFolder(t);
  const initial = [user('u1', null, 'q'), reply('r1', 'u1'), text('r1', 'a'), end('r1')];
  const log = createLog(dir, { id: ID, created: CREATED, initial });
  log.append([title('Copy')]);
  log.flush();
  assert.deepEqual(readdirSync(dir), []);
  log.append([user('u2', 'r1', 'more')]);
  assert.deepEqual(records(log.path), [...initial, title('Copy'), user('u2', 'r1', 'more')]);
  log.close();
});

test('reply text is held back for a moment, in one piece, and goes before any other record', async t => {
  const log = create(temporaryFolder(t));
  log.append([user('u', null, 'q'), reply('r', 'u')]);
  for (const word of ['one ', 'two ', 'three ']) log.append([text('r', word)]);
  assert.equal(records(log.path).length, 2);
  log.append([end('r')]);
  assert.deepEqual(records(log.path), [
    user('u', null, 'q'),
    reply('r', 'u'),
    text('r', 'one two three '),
    end('r'),
  ]);
  log.append([text('r', 'late')]);
  await until(() => records(log.path).length === 5);
  log.append([text('r', 'x'), text('s', 'y'), text('s', 'z')]);
  log.flush();
  assert.deepEqual(records(log.path).slice(4), [text('r', 'late'), text('r', 'x'), text('s', 'yz')]);
  log.append([text('s', '!')]);
  log.close();
  assert.deepEqual(records(log.path).slice(7), [text('s', '!')]);
});

test('what random appends leave on disk is what they said, pieces of text joined', t => {
  const rounds = process.env.LONG ? 500 : 40;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const dir = temporaryFolder(t);
    const dice = diceOf(seeded(seed));
    let log = create(dir);
    const all: LogRecord[] = [user('first', null, 'q')];
    assert.equal(log.append(all), null);
    for (let step = 0; step < 20; step += 1) {
      const batch = Array.from({ length: dice.upTo(3) }, () => recordOf(dice, step));
      all.push(...batch);
      assert.equal(log.append(batch), null);
      if (dice.upTo(5) === 0) log.flush();
      if (dice.upTo(5) === 0) {
        log.close();
        log = reopen(log.path);
      }
    }
    log.close();
    assert.deepEqual(joined(records(log.path)), joined(all), `seed ${seed}`);
  }
});

function joined(list: readonly LogRecord[]): readonly LogRecord[] {
  const result: LogRecord[] = [];
  for (const record of list) {
    const last = result.at(-1);
    if (record.type === 'reply-text' && last?.type === 'reply-text' && last.id === record.id) {
      result[result.length - 1] = { ...last, text: last.text + record.text };
    } else result.push(record);
  }
  return result;
}

test('after close nothing is written, and others may write', t => {
  const log = create(temporaryFolder(t));
  log.append([user('u', null, 'q')]);
  log.close();
  const size = statSync(log.path).size;
  assert.equal(log.append([end('r')]), null);
  assert.equal(log.close(), null);
  assert.equal(statSync(log.path).size, size);
  reopen(log.path).close();
});

test('a session is open once, in this process and in others', async t => {
  const dir = temporaryFolder(t);
  const log = create(dir);
  log.append([user('u', null, 'q')]);
  const refused = openLog(log.path);
  assert.deepEqual(refused, {
    ok: false,
    reason: 'busy',
    notice: { code: 'session-locked', data: { path: log.path, pid: process.pid } },
  });
  const holder = start(t, 'hold', [log.path]);
  assert.equal(await holder.line(/./), `busy ${process.pid}`);
  log.close();
  const second = start(t, 'hold', [log.path]);
  await second.line(/^held/);
  const opened = openLog(log.path);
  assert.equal(!opened.ok && opened.reason, 'busy');
});

test('a torn last line is left behind by a line of its own', t => {
  const log = create(temporaryFolder(t));
  log.append([user('u', null, 'q')]);
  log.close();
  appendFileSync(log.path, '{"type":"reply-text","id":"r","te');
  const opened = openLog(log.path);
  assert.ok(opened.ok);
  assert.deepEqual(opened.decoded.problems, [{ code: 'session-torn-line', data: {} }]);
  const torn = readFileSync(log.path, 'utf8');
  opened.log.append([title('Cats')]);
  opened.log.append([title('Dogs')]);
  opened.log.close();
  const lines = [title('Cats'), title('Dogs')].map(encodeRecord).join('');
  assert.equal(readFileSync(log.path, 'utf8'), `${torn}\n${lines}`);
});

test('opening and closing changes nothing, torn or not', t => {
  const path = join(temporaryFolder(t), NAME);
  for (const content of [
    encodeHeader({ id: ID, created: CREATED }),
    `${encodeHeader({ id: ID, created: CREATED })}{"ty`,
  ]) {
    writeFileSync(path, content);
    reopen(path).close();
    assert.equal(readFileSync(path, 'utf8'), content);
  }
});

test('what is no session is not opened, not locked and not changed', t => {
  const dir = temporaryFolder(t);
  const path = join(dir, 'x.jsonl');
  const refusals: readonly (readonly [string, string])[] = [
    ['', 'session-empty'],
    ['hello\n', 'session-foreign'],
  ];
  for (const [content, code] of refusals) {
    writeFileSync(path, content);
    const opened = openLog(path);
    assert.ok(!opened.ok && opened.reason === 'unusable');
    assert.equal(opened.notice.code, code);
    assert.equal(readFileSync(path, 'utf8'), content);
  }
  const folder = openLog(dir);
  assert.deepEqual(!folder.ok && folder.notice, {
    code: 'session-unreadable',
    data: { path: dir, code: 'EISDIR' },
  });
  const missing = openLog(join(dir, 'none.jsonl'));
  assert.equal(!missing.ok && missing.notice.code, 'session-unreadable');
  assert.deepEqual(readdirSync(dir), ['x.jsonl']);
});

test('a pipe is not waited for', t => {
  const path = join(temporaryFolder(t), 'pipe.jsonl');
  if (spawnSync('mkfifo', [path]).status !== 0) return t.skip('no mkfifo');
  const opened = openLog(path);
  assert.equal(!opened.ok && opened.notice.code, 'session-unreadable');
});

const TROUBLES: readonly (readonly [string, string, (path: string) => void, (path: string) => void])[] = [
  [
    'moved away and back',
    'session-vanished',
    path => renameSync(path, `${path}.away`),
    path => renameSync(`${path}.away`, path),
  ],
  [
    'written by another program',
    'session-changed',
    path => appendFileSync(path, 'x'),
    path => truncateSync(path, statSync(path).size - 1),
  ],
  [
    'replaced',
    'session-changed',
    path => {
      copyFileSync(path, `${path}.copy`);
      renameSync(path, `${path}.away`);
      renameSync(`${path}.copy`, path);
    },
    path => renameSync(`${path}.away`, path),
  ],
];
for (const [name, code, harm, repair] of TROUBLES) {
  test(`a file that is ${name}: said once, kept in memory, and all there afterwards`, t => {
    const log = create(temporaryFolder(t));
    const all = [user('u1', null, 'q1')];
    const add = (record: LogRecord) => {
      all.push(record);
      return log.append([record]);
    };
    log.append(all);
    harm(log.path);
    const harmed = readFileSync(existsSync(log.path) ? log.path : `${log.path}.away`, 'utf8');
    assert.deepEqual(add(reply('r1', 'u1')), { code, data: { path: log.path } });
    assert.equal(add(text('r1', 'answer')), null);
    assert.equal(add(end('r1')), null);
    assert.equal(readFileSync(existsSync(log.path) ? log.path : `${log.path}.away`, 'utf8'), harmed);
    repair(log.path);
    assert.deepEqual(add(user('u2', 'r1', 'q2')), { code: 'session-saved-again', data: { path: log.path } });
    assert.equal(add(title('Cats')), null);
    log.close();
    assert.deepEqual(records(log.path), all);
  });
}

test('a file shortened behind our back is not written over', t => {
  const log = create(temporaryFolder(t));
  log.append([user('u', null, 'q')]);
  truncateSync(log.path, 20);
  assert.equal(log.append([end('r')])?.code, 'session-changed');
  log.close();
  assert.equal(statSync(log.path).size, 20);
});

test('a folder deleted with the session in it brings nothing back and throws nothing', t => {
  const dir = join(temporaryFolder(t), 'sessions');
  const log = create(dir);
  log.append([user('u', null, 'q')]);
  rmSync(dir, { recursive: true });
  assert.equal(log.append([end('r')])?.code, 'session-vanished');
  assert.equal(log.close(), null);
  assert.equal(existsSync(dir), false);
});

test('where no file can be made: said once, and made when it can be', t => {
  const dir = join(temporaryFolder(t), 'sessions');
  writeFileSync(dir, 'a file in the place of the folder');
  const log = create(dir);
  assert.equal(log.append([title('Cats')]), null);
  assert.deepEqual(log.append([user('u', null, 'q')]), {
    code: 'session-not-saved',
    data: { path: log.path, code: 'EEXIST' },
  });
  assert.equal(log.append([reply('r', 'u')]), null);
  rmSync(dir);
  assert.equal(log.append([end('r')])?.code, 'session-saved-again');
  log.close();
  assert.deepEqual(records(log.path), [title('Cats'), user('u', null, 'q'), reply('r', 'u'), end('r')]);
});

test('a path below a file cannot be written, and close throws nothing', t => {
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  const log = create(join(file, 'sessions'));
  const notice = log.append([user('u', null, 'q')]);
  assert.deepEqual(notice, { code: 'session-not-saved', data: { path: log.path, code: 'ENOTDIR' } });
  assert.equal(log.close(), null);
});

test('a disk that fills up in the middle of a line: told once, whole lines only, nothing lost or doubled', async t => {
  if (spawnSync('prlimit', ['--version']).status !== 0) return t.skip('no prlimit');
  const dir = temporaryFolder(t);
  // A file may grow to 8 blocks of 512 or 1024 bytes: then a write ends early, and the next one fails, as on a full disk.
  const limited = ['/bin/sh', '-c', 'ulimit -S -f 8; exec "$@"', 'sh'];
  const program = start(t, 'fill', [dir], limited);
  const path = await program.line(/jsonl$/);
  let turn = 0;
  const turns = async (code: string): Promise<void> => {
    turn += 1;
    program.say(`word${turn} `);
    assert.equal(await program.line(new RegExp(`^${turn} `)), `${turn} ${code}`);
  };
  const told = async (): Promise<string> => {
    turn += 1;
    program.say(`word${turn} `);
    return program.line(new RegExp(`^${turn} `));
  };
  while ((await told()) === `${turn} ok`) assert.ok(turn < 20);
  assert.equal(program.lines.at(-1), `${turn} session-not-saved`);
  await turns('ok');
  await turns('ok');
  const full = readFileSync(path, 'utf8');
  assert.deepEqual(decodeLog(full).problems, []);
  assert.ok(full.endsWith('\n'));
  assert.equal(spawnSync('prlimit', ['--fsize=unlimited', '--pid', String(program.pid)]).status, 0);
  await turns('session-saved-again');
  await turns('ok');
  program.say('close');
  await program.line(/^closed$/);
  const questions = Array.from({ length: turn }, (_, index) =>
    user(`u${index + 1}`, index === 0 ? null : `u${index}`, `word${index + 1} `.repeat(700)),
  );
  assert.deepEqual(records(path), questions);
});
