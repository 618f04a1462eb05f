import assert from 'node:assert/strict';
import test from 'node:test';
import { type SseEvent, sseParser } from '../../src/models/sse.ts';
import { cut, seeded } from './raw-server.ts';

const ROWS: readonly {
  readonly name: string;
  readonly text: string;
  readonly events: readonly SseEvent[];
}[] = [
  {
    name: 'plain',
    text: 'data: a\n\ndata: b\n\n',
    events: [
      { event: '', data: 'a' },
      { event: '', data: 'b' },
    ],
  },
  {
    name: 'CRLF',
    text: 'data: a\r\n\r\ndata: b\r\n\r\n',
    events: [
      { event: '', data: 'a' },
      { event: '', data: 'b' },
    ],
  },
  {
    name: 'CR',
    text: 'data: a\r\rdata: b\r\r',
    events: [
      { event: '', data: 'a' },
      { event: '', data: 'b' },
    ],
  },
  { name: 'no space after the colon', text: 'data:a\n\n', events: [{ event: '', data: 'a' }] },
  { name: 'only one space is eaten', text: 'data:  a\n\n', events: [{ event: '', data: ' a' }] },
  { name: 'several data lines', text: 'data: {\ndata: }\n\n', events: [{ event: '', data: '{\n}' }] },
  {
    name: 'several data lines with CRLF',
    text: 'data: {\r\ndata: }\r\n\r\n',
    events: [{ event: '', data: '{\n}' }],
  },
  { name: 'comments', text: ': keep-alive\n\n:\ndata: a\n\n', events: [{ event: '', data: 'a' }] },
  { name: 'a ping without data', text: 'event: ping\n\ndata: a\n\n', events: [{ event: '', data: 'a' }] },
  { name: 'empty data', text: 'data:\n\ndata: \n\ndata\n\ndata: a\n\n', events: [{ event: '', data: 'a' }] },
  { name: 'id and retry', text: 'id: 7\nretry: 10\ndata: a\n\n', events: [{ event: '', data: 'a' }] },
  { name: 'a named event', text: 'event: error\ndata: a\n\n', events: [{ event: 'error', data: 'a' }] },
  { name: 'a name is for one event', text: 'event: x\n\ndata: a\n\n', events: [{ event: '', data: 'a' }] },
  { name: 'a byte order mark', text: '\ufeffdata: a\n\n', events: [{ event: '', data: 'a' }] },
  {
    name: 'no blank line at the end',
    text: 'data: a\n\ndata: b',
    events: [
      { event: '', data: 'a' },
      { event: '', data: 'b' },
    ],
  },
  { name: 'characters of four bytes', text: 'data: 猫🐈é\n\n', events: [{ event: '', data: '猫🐈é' }] },
  { name: 'nothing', text: '', events: [] },
];

function parse(pieces: readonly Uint8Array[]): SseEvent[] {
  const parser = sseParser();
  return [...pieces.flatMap(piece => parser.push(piece)), ...parser.end()];
}

test('events are the same however the bytes are cut', () => {
  const random = seeded(1);
  for (const { name, text, events } of ROWS) {
    const bytes = new TextEncoder().encode(text);
    assert.deepEqual(parse([bytes]), events, name);
    assert.deepEqual(parse(cut(bytes, 1, random)), events, `${name}, one byte at a time`);
    for (let round = 0; round < (process.env.LONG ? 500 : 20); round += 1)
      assert.deepEqual(parse(cut(bytes, 1 + Math.floor(random() * 9), random)), events, `${name}, cut`);
  }
});

test('an event that never ends is refused, a long one is not', () => {
  const parser = sseParser();
  const megabyte = new Uint8Array(1024 * 1024).fill(0x61);
  parser.push(new TextEncoder().encode('data: '));
  for (let index = 0; index < 8; index += 1) parser.push(megabyte);
  assert.equal(parser.push(new TextEncoder().encode('\n\n'))[0]?.data.length, 8 * 1024 * 1024);
  parser.push(new TextEncoder().encode('data: '));
  assert.throws(() => {
    for (let index = 0; index < 40; index += 1) parser.push(megabyte);
  }, RangeError);
});
