import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { LogRecord } from '../../src/chat/record.ts';
import { decodeLog, encodeHeader, encodeRecord } from '../../src/sessions/format.ts';
import {
  type OpenedSession,
  type OpenOptions,
  openSession,
  storeOf,
} from '../../src/sessions/open-session.ts';
import { sessionFileName } from '../../src/sessions/session-id.ts';
import { start } from './program.ts';
import { CREATED, end, image, reply, temporaryFolder, text, title, user } from './sample.ts';

const TALK = [
  image('#1'),
  user('u1', null, 'What is this?', '#1'),
  reply('r1', 'u1'),
  text('r1', 'A cat.'),
  end('r1'),
];

type Copying = { readonly from: string; readonly to: string; readonly hashes: readonly string[] };

/** A folder for sessions, what is needed to open one, and what was copied. */
function house(t: TestContext, lost: readonly string[] = []) {
  const dir = join(temporaryFolder(t), 'sessions');
  mkdirSync(dir);
  const copied: Copying[] = [];
  const options: OpenOptions = {
    dir,
    newId: () => 'copy2345',
    now: () => new Date('2026-12-01T00:00:00Z'),
    copyPictures: async (from, to, hashes) => {
      copied.push({ from, to, hashes });
      return lost;
    },
  };
  return { dir, options, copied };
}

function write(dir: string, id: string, records: readonly LogRecord[] = TALK): string {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, sessionFileName(id, CREATED));
  writeFileSync(path, encodeHeader({ id, created: CREATED }) + records.map(encodeRecord).join(''));
  return path;
}

async function open(t: TestContext, target: string, options: OpenOptions): Promise<OpenedSession> {
  const result = await openSession(target, options);
  assert.ok(result.ok, JSON.stringify(result));
  t.after(() => result.opened.log.close());
  return result.opened;
}

for (const [name, targetOf] of [
  ['its id', () => 'cats2345'],
  ['its id in capitals', () => 'CATS2345'],
  ['the beginning of its id', () => 'ca'],
  ['its path', (path: string) => path],
] as const) {
  test(`a session is found by ${name} and goes on in its own file`, async t => {
    const { dir, options, copied } = house(t);
    const path = write(dir, 'cats2345');
    write(dir, 'dogs2345');
    const { log, ...opened } = await open(t, targetOf(path), options);
    assert.deepEqual(opened, { id: 'cats2345', path, records: TALK, problems: [], forkedFrom: null });
    assert.equal(log.append([title('Cats')]), null);
    log.close();
    assert.deepEqual(decodeLog(readFileSync(path, 'utf8')).records, [...TALK, title('Cats')]);
    assert.deepEqual(copied, []);
  });
}

test('an id that is the beginning of another is itself', async t => {
  const { dir, options } = house(t);
  write(dir, 'cats');
  write(dir, 'cats2345');
  assert.equal((await open(t, 'cats', options)).id, 'cats');
});

test('what is torn or damaged is told', async t => {
  const { dir, options } = house(t);
  const header = encodeHeader({ id: 'cats2345', created: CREATED });
  writeFileSync(write(dir, 'cats2345'), `${header}?\n{"ty`);
  const { problems } = await open(t, 'cats2345', options);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['session-damaged-lines', 'session-torn-line'],
  );
});

test('the beginning of several ids is not enough', async t => {
  const { dir, options } = house(t);
  write(dir, 'cats2345');
  write(dir, 'camel234');
  assert.deepEqual(await openSession('ca', options), {
    ok: false,
    notice: { code: 'session-ambiguous', data: { target: 'ca', found: ['camel234', 'cats2345'] } },
  });
});

test('two files of one id are told apart by their names', async t => {
  const { dir, options } = house(t);
  const content = readFileSync(write(dir, 'cats2345'), 'utf8');
  writeFileSync(join(dir, 'backup.jsonl'), content);
  const result = await openSession('cats2345', options);
  assert.deepEqual(!result.ok && result.notice.data, {
    target: 'cats2345',
    found: ['2026-11-24T04-05-06Z-cats2345.jsonl', 'backup.jsonl'],
  });
  assert.equal((await open(t, join(dir, 'backup.jsonl'), options)).id, 'cats2345');
});

for (const [target, near] of [
  ['cast2345', [{ id: 'cats2345', title: 'What is this?' }]],
  ['zoo', [{ id: 'park2345', title: 'A day at the Zoo' }]],
  ['zzzzzzzz', []],
  ['../../etc/passwd.none', []],
  ['missing.jsonl', []],
  ['', []],
] as const) {
  test(`not found: “${target}”`, async t => {
    const { dir, options } = house(t);
    write(dir, 'cats2345');
    write(dir, 'park2345', [user('u', null, 'q'), title('A day at the Zoo')]);
    const result = await openSession(target, options);
    assert.deepEqual(result, { ok: false, notice: { code: 'session-not-found', data: { target, near } } });
  });
}

test('a hostile target is not printed as it is', async t => {
  const result = await openSession('a\u001b[2Jb', house(t).options);
  assert.deepEqual(!result.ok && result.notice.data, { target: 'a[2Jb', near: [] });
});

test('what is no session is refused', async t => {
  const { dir, options } = house(t);
  const outside = join(temporaryFolder(t), 'x.jsonl');
  for (const path of [join(dir, 'x.jsonl'), outside]) {
    writeFileSync(path, 'hello');
    const result = await openSession(path, options);
    assert.equal(!result.ok && result.notice.code, 'session-foreign');
  }
});

/** The records of a copy that went on with a question, its file checked to have been made by that question. */
function goOn({ log, path }: OpenedSession): readonly LogRecord[] {
  assert.equal(log.append([title('Copy')]), null);
  assert.equal(existsSync(path), false);
  assert.equal(log.append([user('u2', 'r1', 'And then?')]), null);
  log.close();
  const decoded = decodeLog(readFileSync(path, 'utf8'));
  assert.equal(decoded.header?.id, 'copy2345');
  return decoded.records;
}
const CONTINUED = [...TALK, title('Copy'), user('u2', 'r1', 'And then?')];

test('an example goes on in a copy, with its pictures, and stays as it is', async t => {
  const { dir, options, copied } = house(t);
  const path = write(join(dir, 'examples'), 'demo2345');
  const content = readFileSync(path, 'utf8');
  const opened = await open(t, path, options);
  const { log, ...rest } = opened;
  assert.deepEqual(rest, {
    id: 'copy2345',
    path: join(dir, '2026-12-01T00-00-00Z-copy2345.jsonl'),
    records: TALK,
    problems: [{ code: 'session-forked-example', data: { id: 'copy2345' } }],
    forkedFrom: { reason: 'example', path },
  });
  const hashes = ['a'.repeat(64), 'b'.repeat(64)];
  assert.deepEqual(copied, [{ from: storeOf(dirname(path)), to: storeOf(dir), hashes }]);
  assert.deepEqual(goOn(opened), CONTINUED);
  assert.equal(readFileSync(path, 'utf8'), content);
  assert.deepEqual(readdirSync(dirname(path)), ['2026-11-24T04-05-06Z-demo2345.jsonl']);
});

test('an example is found by its id when no session has it', async t => {
  const { dir, options } = house(t);
  write(join(dir, 'examples'), 'demo2345');
  assert.equal((await open(t, 'demo', options)).forkedFrom?.reason, 'example');
  write(dir, 'demo9999');
  assert.equal((await open(t, 'demo', options)).forkedFrom, null);
});

test('a session of elsewhere goes on in a copy, also when it was linked into the folder', async t => {
  const { dir, options } = house(t);
  const path = write(temporaryFolder(t), 'away2345');
  const opened = await open(t, path, options);
  assert.deepEqual(opened.forkedFrom, { reason: 'read-only', path });
  assert.deepEqual(opened.problems, [{ code: 'session-forked-read-only', data: { id: 'copy2345' } }]);
  assert.deepEqual(goOn(opened), CONTINUED);
  symlinkSync(path, join(dir, 'linked.jsonl'));
  assert.equal((await open(t, 'away2345', options)).forkedFrom?.reason, 'read-only');
});

test('a session where no lock can be made goes on in a copy', async t => {
  const { dir, options } = house(t);
  const path = write(dir, 'cats2345');
  // A folder in the place of the lock: this fails for root too.
  mkdirSync(`${path}.lock`);
  const opened = await open(t, path, options);
  assert.equal(opened.forkedFrom?.reason, 'read-only');
  assert.deepEqual(goOn(opened), CONTINUED);
});

test('a session that another program writes goes on in a copy; its pictures are in the same store', async t => {
  const { dir, options, copied } = house(t);
  const path = write(dir, 'cats2345');
  const holder = start(t, 'hold', [path]);
  await holder.line(/^held/);
  const opened = await open(t, 'cats2345', options);
  assert.deepEqual(opened.forkedFrom, { reason: 'busy', path });
  assert.deepEqual(opened.problems, [{ code: 'session-forked-busy', data: { id: 'copy2345' } }]);
  assert.deepEqual(copied, []);
  assert.deepEqual(goOn(opened), CONTINUED);
  assert.deepEqual(decodeLog(readFileSync(path, 'utf8')).records, TALK);
});

test('pictures that could not be copied are counted', async t => {
  const { options } = house(t, ['b'.repeat(64), 'a'.repeat(64)]);
  const records = [...TALK, image('#2', 'c'.repeat(64), 'd'.repeat(64))];
  const path = write(temporaryFolder(t), 'away2345', records);
  const missing = { code: 'session-pictures-missing', data: { count: 1 } };
  assert.deepEqual((await open(t, path, options)).problems.slice(1), [missing]);
  const failing = { ...options, copyPictures: () => Promise.reject(new Error('disk')) };
  const all = { code: 'session-pictures-missing', data: { count: 2 } };
  assert.deepEqual((await open(t, path, failing)).problems.slice(1), [all]);
});
