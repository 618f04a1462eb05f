import assert from 'node:assert/strict';
import test from 'node:test';
import { replay, transcriptOf } from '../../src/chat/conversation.ts';
import type { LogRecord } from '../../src/chat/record.ts';
import { decodeLog, encodeHeader, encodeRecord } from '../../src/sessions/format.ts';
import { diceOf, recordOf, seeded } from './random-records.ts';
import { CREATED, end, image, reply, text, user } from './sample.ts';

const header = { id: 'abcd2345', created: CREATED };
const first = encodeHeader(header);
const encode = (records: readonly LogRecord[]): string => first + records.map(encodeRecord).join('');
/** A session with one more line, as it stands. */
const withLine = (line: unknown): string =>
  `${first}${typeof line === 'string' ? line : JSON.stringify(line)}\n`;
const codes = (log: string): readonly string[] => decodeLog(log).problems.map(({ code }) => code);

test('the first line names format, version, id and time', () => {
  assert.equal(
    first,
    '{"format":"vision-chat","version":1,"id":"abcd2345","created":"2026-11-24T04:05:06.789Z"}\n',
  );
});

test('what was encoded is decoded, whatever the records', () => {
  const rounds = process.env.LONG ? 5000 : 300;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const dice = diceOf(seeded(seed));
    const records = Array.from({ length: dice.upTo(20) }, (_, index) => recordOf(dice, index));
    assert.deepEqual(decodeLog(encode(records)), { header, records, problems: [] }, `seed ${seed}`);
  }
});

test('a log cut anywhere gives its whole lines and at most one torn line', () => {
  const dice = diceOf(seeded(7));
  const records = Array.from({ length: 12 }, (_, index) => recordOf(dice, index));
  const bytes = Buffer.from(encode(records));
  const step = process.env.LONG ? 1 : 7;
  for (let length = Buffer.byteLength(first); length < bytes.length; length += step) {
    const cut = bytes.subarray(0, length);
    const decoded = decodeLog(cut.toString('utf8'));
    assert.deepEqual(decoded.records, records.slice(0, decoded.records.length));
    const whole = cut.filter(byte => byte === 0x0a).length - 1;
    assert.ok(decoded.records.length === whole || decoded.records.length === whole + 1);
    const isTorn = decoded.records.length === whole && cut.at(-1) !== 0x0a;
    assert.deepEqual(decoded.problems, isTorn ? [{ code: 'session-torn-line', data: {} }] : []);
  }
});

test('no bytes make the decoder throw or let control characters through', () => {
  const rounds = process.env.LONG ? 20_000 : 1000;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const dice = diceOf(seeded(seed));
    const bytes = Buffer.from(encode(Array.from({ length: 5 }, (_, index) => recordOf(dice, index))));
    for (let hit = 0; hit <= dice.upTo(6); hit += 1) bytes[dice.upTo(bytes.length - 1)] = dice.upTo(255);
    const { records } = decodeLog(bytes.toString('utf8'));
    // biome-ignore format: one class of characters
    for (const found of strings(records)) assert.doesNotMatch(found, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/, `seed ${seed}`);
  }
});

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['nothing', '', 'session-empty'],
  ['zeros after a loss of power', '\0\0\0\0', 'session-empty'],
  ['blank lines', '\n\n', 'session-empty'],
  ['words', 'Dear diary\n', 'session-foreign'],
  ['JSON of another kind', '{"role":"user"}\n', 'session-foreign'],
  ['a list', '[1]\n', 'session-foreign'],
  ['a torn header', '{"format":"vision-chat","ver', 'session-foreign'],
  ['an id that is a path', first.replace('abcd2345', '../../etc'), 'session-foreign'],
  ['a time that is none', first.replace(CREATED, '2026-99-99T00:00:00Z'), 'session-foreign'],
  ['version 0', first.replace('"version":1', '"version":0'), 'session-foreign'],
  ['a newer version', first.replace('"version":1', '"version":2'), 'session-newer'],
];
for (const [name, log, code] of REFUSED) {
  test(`refused: ${name}`, () => {
    const { header: found, records, problems } = decodeLog(log);
    assert.equal(found, null);
    assert.deepEqual(records, []);
    assert.deepEqual(
      problems.map(problem => problem.code),
      [code],
    );
  });
}

test('a mark of byte order, blank lines and carriage returns do no harm', () => {
  const records = [user('u', null, 'hello')];
  const log = `\ufeff${encode(records).replaceAll('\n', '\r\n\r\n')}`;
  assert.deepEqual(decodeLog(log), { header, records, problems: [] });
});

test('damaged lines are named by their numbers, once for all of them', () => {
  const good = encodeRecord(user('u', null, 'hello'));
  const { records, problems } = decodeLog(`${first}garbage\n${good}{"type":"leaf"}\n\0\0${good}`);
  assert.deepEqual(records, [user('u', null, 'hello')]);
  assert.deepEqual(problems, [{ code: 'session-damaged-lines', data: { lines: [2, 4, 5], count: 3 } }]);
});

test('a thousand damaged lines are one problem with eight numbers', () => {
  const { problems } = decodeLog(`${first}${'x\n'.repeat(1000)}`);
  const data = { lines: [2, 3, 4, 5, 6, 7, 8, 9], count: 1000 };
  assert.deepEqual(problems, [{ code: 'session-damaged-lines', data }]);
});

test('records of unknown types are named', () => {
  const { records, problems } = decodeLog(`${withLine({ type: 'vote' })}{"type":"vote"}\n{"type":"video"}\n`);
  assert.deepEqual(records, []);
  assert.deepEqual(problems, [
    { code: 'session-unknown-records', data: { types: ['vote', 'video'], count: 3 } },
  ]);
});

const time = CREATED;
const entry = { id: 'e', parent: null, time };
const picture = (image('#1') as { readonly image: object }).image;
const MISSHAPEN: readonly (readonly [string, unknown])[] = [
  ['no object', 7],
  ['null', null],
  ['a list', []],
  ['no type', {}],
  ['a type that is a method', { type: 'toString', ...entry }],
  ['an id with a space', { type: 'user', ...entry, id: 'a b', parts: [] }],
  ['an empty id', { type: 'user', ...entry, id: '', parts: [] }],
  ['an id with an escape', { type: 'user', ...entry, id: '\u001b[2J', parts: [] }],
  ['no parent', { type: 'user', id: 'e', time, parts: [] }],
  ['a time without zone', { type: 'user', ...entry, time: '2026-11-24T04:05:06', parts: [] }],
  ['parts of no kind', { type: 'user', ...entry, parts: [{ type: 'sound' }] }],
  ['parts that are no list', { type: 'user', ...entry, parts: { length: 1 } }],
  ['a text that is a number', { type: 'reply-text', id: 'e', text: 4 }],
  ['a name of a picture that is a path', { type: 'image', time, image: { ...picture, name: '#../x' } }],
  [
    'a number of a picture beyond counting',
    { type: 'image', time, image: { ...picture, name: '#9007199254740993' } },
  ],
  ['a hash that is a path', { type: 'image', time, image: { ...picture, sent: '../../secret' } }],
  ['a hash in capitals', { type: 'image', time, image: { ...picture, original: 'A'.repeat(64) } }],
  ['a picture of no width', { type: 'image', time, image: { ...picture, width: 0 } }],
  ['a step of no recipe', { type: 'image', time, image: { ...picture, recipe: [{ op: 'run' }] } }],
  ['a step that is a method', { type: 'image', time, image: { ...picture, recipe: [{ op: 'toString' }] } }],
  [
    'a type of picture that is not sent',
    { type: 'image', time, image: { ...picture, type: 'image/svg+xml' } },
  ],
  ['an end for no reason', { type: 'reply-end', id: 'e', time, end: { reason: 'bored' } }],
  [
    'tokens below zero',
    {
      type: 'reply-end',
      id: 'e',
      time,
      end: { reason: 'stop' },
      usage: { promptTokens: -1, completionTokens: 0 },
    },
  ],
  [
    'a tone of no kind',
    { type: 'notice', ...entry, tone: 'loud', notice: { code: 'session-empty', data: {} } },
  ],
  [
    'a notice whose data make no sentence',
    {
      type: 'notice',
      ...entry,
      tone: 'info',
      notice: { code: 'session-damaged-lines', data: { lines: 3, count: 1 } },
    },
  ],
  ['a notice without data', { type: 'notice', ...entry, tone: 'info', notice: { code: 'session-empty' } }],
];
for (const [name, line] of MISSHAPEN) {
  test(`a damaged line: ${name}`, () => {
    const { records, problems } = decodeLog(withLine(line));
    assert.deepEqual(records, []);
    assert.deepEqual(problems, [{ code: 'session-damaged-lines', data: { lines: [2], count: 1 } }]);
  });
}

test('text for the screen is cleaned', () => {
  const hostile = 'a\u001b]52;c;aGk=\u0007b\u202ec\u{e0041}d';
  const lines = [
    { type: 'user', ...entry, parts: [{ type: 'text', text: hostile }] },
    { type: 'reply', ...entry, id: 'r', parent: 'e', model: hostile, host: `${hostile}\n` },
    { type: 'reply-text', id: 'r', text: hostile },
    { type: 'title', title: hostile, time },
    { type: 'image', time, image: { ...picture, label: hostile, source: `/x/${hostile}\n.png` } },
    {
      type: 'notice',
      ...entry,
      id: 'n',
      tone: 'info',
      notice: { code: 'session-unknown-notice', data: { code: hostile } },
    },
  ];
  const { records, problems } = decodeLog(first + lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  assert.deepEqual(problems, []);
  assert.equal(records.length, lines.length);
  const clean = 'a]52;c;aGk=bcd';
  assert.deepEqual(
    strings(records).filter(found => found.startsWith('a]') || found.startsWith('/x')),
    [clean, clean, clean, clean, clean, `/x/${clean} .png`, clean, clean],
  );
});

test('hostile characters cut into halves between two pieces of a reply are cleaned too', () => {
  const tag = '\u{e0041}';
  const smile = '😀';
  const pieces = [`a${tag[0]}`, `${tag[1]}b${smile[0]}`, `${smile[1]}c${smile[0]}`, 'd'];
  const log = encode([user('u', null, 'q'), reply('r', 'u'), ...pieces.map(piece => text('r', piece))]);
  const { conversation } = replay(decodeLog(log).records);
  const entry = conversation.entries.get('r');
  assert.equal(entry?.kind === 'reply' && entry.text, 'ab😀cd');
});

test('no line changes what objects inherit', () => {
  const line = '{"type":"title","title":"t","time":"2026-11-24T04:05:06Z","__proto__":{"polluted":1}}';
  const notice = `{"type":"notice","id":"n","parent":null,"time":"${time}","tone":"info","notice":{"code":"session-unknown-notice","data":{"code":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}}`;
  const { records } = decodeLog(`${first}${line}\n${notice}\n`);
  assert.deepEqual(records[0], { type: 'title', title: 't', time: '2026-11-24T04:05:06Z' });
  const data = records[1]?.type === 'notice' ? records[1].notice.data : null;
  assert.deepEqual(data, { code: 'x' });
  assert.equal(Object.getPrototypeOf(data), Object.prototype);
  assert.equal('polluted' in {}, false);
});

test('a notice of a newer version stays as a notice that there was one', () => {
  const failed = { reason: 'failed', notice: { code: 'models-tired', data: { hours: 3 } } };
  const { records } = decodeLog(withLine({ type: 'reply-end', id: 'r', time, end: failed }));
  const notice = { code: 'session-unknown-notice', data: { code: 'models-tired' } };
  assert.deepEqual(records, [{ type: 'reply-end', id: 'r', time, end: { reason: 'failed', notice } }]);
});

test('deep nesting and long lines are one damaged line each', () => {
  const deep = `{"type":"notice","id":"n","parent":null,"time":"${time}","tone":"info","notice":{"code":"session-empty","data":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}}`;
  assert.deepEqual(codes(withLine(deep)), ['session-damaged-lines']);
  assert.deepEqual(codes(withLine('['.repeat(1_000_000))), ['session-damaged-lines']);
});

const TALK: readonly LogRecord[] = [
  image('#1'),
  user('u1', null, 'What is this?', '#1'),
  reply('r1', 'u1'),
  text('r1', 'A cat.'),
  end('r1'),
  user('u2', 'r1', 'And its colour?'),
  reply('r2', 'u2'),
  text('r2', 'Orange.'),
  end('r2'),
];

for (const [index, lost] of TALK.entries()) {
  test(`one damaged line (${lost.type}) costs no other message`, () => {
    const lines = TALK.map(encodeRecord).map((line, at) => (at === index ? `${line.slice(0, -9)}\n` : line));
    const { records, problems } = decodeLog(first + lines.join(''));
    assert.deepEqual(problems, [{ code: 'session-damaged-lines', data: { lines: [index + 2], count: 1 } }]);
    const { conversation, refused } = replay(records);
    assert.deepEqual(refused, []);
    const kinds = transcriptOf(conversation).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['user', 'reply', 'user', 'reply']);
    const told = JSON.stringify(transcriptOf(conversation));
    for (const words of ['What is this?', 'A cat.', 'And its colour?', 'Orange.']) {
      const isLost = JSON.stringify(lost).includes(words);
      assert.equal(told.includes(words), !isLost, words);
    }
    assert.equal(conversation.images.has('#1'), lost.type !== 'image');
    if (lost.type === 'image') assert.match(told, /\{"type":"text","text":"\[#1\]"\}/);
    assert.deepEqual(decodeLog(encode(records)).records, records);
  });
}
