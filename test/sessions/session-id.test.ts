import assert from 'node:assert/strict';
import test from 'node:test';
import { idInFileName, newSessionId, sessionFileName } from '../../src/sessions/session-id.ts';

test('an id is base32 of five bytes', () => {
  const idOf = (...bytes: number[]) => newSessionId(() => Uint8Array.from(bytes));
  assert.equal(idOf(0, 0, 0, 0, 0), 'aaaaaaaa');
  assert.equal(idOf(255, 255, 255, 255, 255), '77777777');
  // RFC 4648, section 10: "fooba".
  assert.equal(idOf(0x66, 0x6f, 0x6f, 0x62, 0x61), 'mzxw6ytb');
});

test('ids are not given twice', () => {
  const ids = Array.from({ length: 1000 }, () => newSessionId());
  assert.equal(new Set(ids).size, 1000);
  for (const id of ids) assert.match(id, /^[a-z2-7]{8}$/);
});

test('a file name carries time and id', () => {
  const name = sessionFileName('abcd2345', '2026-11-24T04:05:06.789Z');
  assert.equal(name, '2026-11-24T04-05-06Z-abcd2345.jsonl');
  assert.equal(idInFileName(`/some/where/${name}`), 'abcd2345');
  for (const other of ['cats.jsonl', `${name}.lock`, name.replace('Z-', 'Z')]) {
    assert.equal(idInFileName(other), null);
  }
});
