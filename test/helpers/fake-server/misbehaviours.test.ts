import assert from 'node:assert/strict';
import test from 'node:test';
import { startFakeServer } from '../fake-server.ts';
import { HARMLESS_TEXT, HOSTILE_TEXT } from './misbehave/hostile.ts';
import { misbehaviourNames, misbehaviours } from './misbehaviours.ts';
import { replyOf } from './plan.ts';
import { assistant, bodyOf, post, say, user } from './say.ts';
import type { Script } from './script.ts';

const hello = user('hello');
const turn = [hello, assistant('one')];

/** These never end by themselves. */
const endless = misbehaviourNames.filter(name => name.startsWith('stall'));

for (const name of misbehaviourNames) {
  test(`misbehaves: ${name}`, async () => {
    await using server = await startFakeServer({ allow: ['max_tokens', 'temperature'] });
    server.conversation = 'talk';
    const text = '**Two** words, 两个词 👩‍👩‍👧, and `more`.';
    server.reply('one', { text, misbehave: name }, 'three');
    await say(server, [hello]);
    const again = [...turn, user('more')];
    const leaving = new AbortController();
    const more = { max_tokens: 5, temperature: 0.2 };
    const response = post(server, bodyOf(again, more), { signal: leaving.signal }).then(async response => {
      await response.body?.pipeTo(new WritableStream());
      return response.status;
    });
    if (endless.includes(name)) {
      const request = server.requests;
      while (request.length < 2) await new Promise(setImmediate);
      leaving.abort();
    }
    const status = await response.catch(() => 0);
    await server.idle();
    const [, request] = server.requests;
    const [, played] = server.answers;
    assert.ok(request && played);
    assert.equal(status, played.ending === 'complete' ? played.status : 0);
    const refused =
      /^(status|context|shape|not-vision|image-parse|invalid-image|content-(filter|policy))|-refused|^hostile-(error|html)$/;
    assert.equal(status >= 400, refused.test(name), String(status));

    // What the client may make of it passes, and what it may not is found.
    const { accepts = [played.said] }: Script = misbehaviours[name](replyOf({ text }, request, ''));
    for (const kept of accepts) {
      const next = kept === '' ? [...turn, user('next')] : [...again, assistant(kept), user('next')];
      await using other = await startFakeServer({ allow: ['max_tokens', 'temperature'] });
      other.conversation = 'talk';
      other.reply('one', { text, misbehave: name }, 'three');
      await say(other, [hello]);
      if (endless.includes(name)) continue;
      await say(other, again, more).catch(() => {});
      await say(other, next, more);
      assert.deepEqual(other.problems, []);
    }
    await say(server, [...again, assistant(`${text}!`), user('next')], more);
    assert.deepEqual(
      server.problems.map(({ rule }) => rule),
      ['history'],
    );
  });
}

test('the harmless text holds nothing that a terminal would obey', () => {
  assert.doesNotMatch(
    HARMLESS_TEXT,
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u,
  );
  assert.match(HOSTILE_TEXT, /\u001b\[2J/);
});
