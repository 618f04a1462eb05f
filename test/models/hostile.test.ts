/** Whatever a server sends, a reply ends once, in clean words, and nothing is thrown. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ReplyEvent } from '../../src/chat/engine.ts';
import { bodyReader } from '../../src/models/body-reader.ts';
import { readErrorBody } from '../../src/models/error-shapes.ts';
import { failureOf } from '../../src/models/failure.ts';
import { replyTo } from '../../src/models/reply.ts';
import { masked, quoted } from '../../src/models/secrets.ts';
import { sentence } from '../../src/text/catalogue.ts';
import { endpointAt, KEY } from './asking.ts';
import { cut, seeded } from './raw-server.ts';

const ASKED = { endpoint: endpointAt('http://localhost/v1'), pictures: 1, picture: null, near: [] };
const NAMES = [
  'choices',
  'delta',
  'message',
  'content',
  'reasoning',
  'refusal',
  'finish_reason',
  'usage',
  'prompt_tokens',
  'error',
  'metadata',
  'raw',
  'code',
  'detail',
  'type',
  'text',
  'index',
];
const LEAVES = [
  null,
  true,
  0,
  -1,
  503,
  '',
  'stop',
  'Hi',
  '<think>',
  '</think>',
  `\u001b[2J${KEY}`,
  '\ud83d',
  '\udc08',
  '{"error":{"message":"x"}}',
  '__proto__',
];

function grown(random: () => number, depth: number): unknown {
  if (depth === 0 || random() < 0.3) return LEAVES[Math.floor(random() * LEAVES.length)];
  if (random() < 0.3)
    return Array.from({ length: 1 + Math.floor(random() * 2) }, () => grown(random, depth - 1));
  return Object.fromEntries(
    NAMES.filter(() => random() < 0.3).map(name => [name, grown(random, depth - 1)] as const),
  );
}

function body(random: () => number): string {
  if (random() < 0.1) return JSON.stringify(grown(random, 5));
  const frames = Array.from({ length: Math.floor(random() * 6) }, () => {
    const value = random() < 0.5 ? grown(random, 5) : { choices: [{ index: 0, delta: grown(random, 3) }] };
    const json = JSON.stringify(value);
    return `${random() < 0.1 ? 'event: error\n' : ''}data: ${random() < 0.05 ? json.slice(1) : json}\n\n`;
  });
  return frames.join('') + (random() < 0.5 ? 'data: [DONE]\n\n' : '');
}

test('any body ends the reply once, in clean words', () => {
  const random = seeded(11);
  for (let round = 0; round < (process.env.LONG ? 50_000 : 2000); round += 1) {
    const bytes = new TextEncoder().encode(body(random));
    const reply = replyTo(ASKED);
    const reader = bodyReader(reply);
    const events: ReplyEvent[] = [];
    let ending = null;
    for (const piece of cut(bytes, 50, random)) {
      const step = reader.push(piece);
      events.push(...step.events);
      ending = step.ending;
      if (ending) break;
    }
    if (!ending) {
      const step = reader.end();
      events.push(...step.events);
      ending = step.ending ?? assert.fail('an end is an end');
    }
    events.push(...reply.end(ending));
    const ends = events.filter(({ type }) => type === 'finish' || type === 'failure');
    assert.equal(ends.length, 1);
    assert.equal(ends[0], events.at(-1));
    for (const event of events) {
      if (event.type === 'text' || event.type === 'reasoning') {
        assert.doesNotMatch(event.text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        assert.equal(event.text.isWellFormed(), true);
      }
      if (event.type !== 'failure') continue;
      const said = sentence(event.failure.notice, random() < 0.5 ? 'en' : 'zh');
      assert.doesNotMatch(said, /undefined|\[object|[\u0000-\u001f\u007f-\u009f]/);
      assert.equal(said.includes(KEY), false);
    }
  }
});

test('any error body becomes a notice in clean words', () => {
  const random = seeded(12);
  for (let round = 0; round < (process.env.LONG ? 50_000 : 2000); round += 1) {
    const status = [400, 401, 403, 404, 413, 422, 429, 500][Math.floor(random() * 8)] ?? 400;
    const { notice } = failureOf(readErrorBody(status, JSON.stringify(grown(random, 5))), ASKED);
    const said = sentence(notice, 'en');
    assert.doesNotMatch(said, /undefined|\[object|[\u0000-\u001f\u007f-\u009f]/);
    assert.equal(said.includes(KEY), false);
    assert.equal(said.length < 700, true);
  }
});

test('pages are reduced to their title', () => {
  const rows = [
    ['<html><head><title> 502 Bad\n Gateway </title></head></html>', '502 Bad Gateway'],
    ['<!DOCTYPE html><body><h1>Oops</h1><p>x</p></body>', 'Oops'],
    ['<html><style>a{}</style><script>x()</script><p>No way &lt;here&gt;</p></html>', 'No way <here>'],
    ['<html>', ''],
  ] as const;
  for (const [page, title] of rows) assert.equal(quoted(readErrorBody(502, page).message, null), title);
});

test('keys are masked wherever they stand', () => {
  const rows = [
    [`a ${KEY} b`, KEY, 'a *** b'],
    [`key=${KEY}&x`, KEY, 'key=***&x'],
    ['you gave sk-proj-aB_9*****xyz.', null, 'you gave ***'],
    ['Authorization: Bearer abc.def', null, 'Authorization: ***'],
    ['AIzaSyA1234567890', null, '***'],
    ['ollama is not running', 'ollama', 'ollama is not running'],
    ['the task-list risk-free', null, 'the task-list risk-free'],
  ] as const;
  for (const [text, key, expected] of rows) assert.equal(masked(text, key), expected);
  assert.equal(quoted(`${'x'.repeat(235)}${KEY}`, KEY).includes(KEY.slice(0, 4)), false);
});
