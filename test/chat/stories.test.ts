/** Stories of the conversation as `update` tells them: what is sent, what is kept, what comes back into the prompt. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Action } from '../../src/chat/action.ts';
import { messagesOf, replay } from '../../src/chat/conversation.ts';
import type { Effect } from '../../src/chat/effect.ts';
import type { PreparedImage } from '../../src/chat/image-ref.ts';
import type { LogRecord } from '../../src/chat/record.ts';
import { initialState, type State } from '../../src/chat/state.ts';
import { createUpdate } from '../../src/chat/update.ts';
import { completeLine } from '../../src/commands/complete.ts';
import { submitLine } from '../../src/commands/submit.ts';
import { submittedText } from '../../src/line/line.ts';
import type { Locale } from '../../src/text/locale.ts';

const update = createUpdate({ submit: submitLine, complete: completeLine });
const ENDPOINT = { baseUrl: 'http://localhost/v1', host: 'localhost', model: 'm' };

function picture(letter: string): PreparedImage {
  return {
    source: `/${letter}.png`,
    label: `${letter}.png`,
    original: letter.repeat(64),
    recipe: [],
    sent: letter.repeat(64),
    type: 'image/png',
    width: 2,
    height: 1,
    bytes: 70,
  };
}

/** A conversation driven by hand; time goes on by a second an action. */
function talk(locale: Locale = 'en', endpoint: State['endpoint'] = ENDPOINT) {
  let state = initialState({ locale, endpoint });
  let count = 0;
  const effects: Effect[] = [];
  let records: LogRecord[] = [];
  const act = (action: Action): void => {
    count += 1;
    const [next, more] = update(state, action, { id: `e${count}`, now: count * 1000 });
    state = next;
    for (const effect of more) {
      effects.push(effect);
      if (effect.type === 'start-session') records = [];
      if (effect.type === 'append') records.push(...effect.records);
    }
    if (!state.turn) assert.deepEqual(replay(records).conversation, state.conversation);
  };
  const turn = () => state.turn?.id ?? 'none';
  return {
    state: () => state,
    act,
    effects,
    say: (text: string) => act({ type: 'line-submitted', text }),
    type: (text: string) =>
      act({ type: 'pressed', press: { type: 'edit', action: { type: 'insert', text } }, columns: 80 }),
    press: (type: 'submit' | 'escape' | 'interrupt' | 'up') =>
      act({ type: 'pressed', press: { type }, columns: 80 }),
    attach: (letter: string) => act({ type: 'image-attached', request: 'r', image: picture(letter) }),
    text: (text: string) => act({ type: 'reply-event', turn: turn(), event: { type: 'text', text } }),
    finish: () => act({ type: 'reply-event', turn: turn(), event: { type: 'finish', reason: 'stop' } }),
    fail: () =>
      act({
        type: 'reply-event',
        turn: turn(),
        event: {
          type: 'failure',
          failure: { kind: 'endpoint', notice: { code: 'reply-vanished', data: {} } },
        },
      }),
    sent: () => effects.filter(effect => effect.type === 'send').map(effect => effect.messages),
    told: () =>
      effects.flatMap(effect =>
        effect.type === 'print' && effect.printed.kind === 'notice' ? [effect.printed.notice.code] : [],
      ),
    line: () => submittedText(state.line),
  };
}

function answer(story: ReturnType<typeof talk>, text: string): void {
  story.text(text);
  story.finish();
}

test('the third request holds the picture once, both earlier questions and both replies, in order', () => {
  const story = talk();
  story.attach('a');
  story.say('explain this slide');
  answer(story, '# A slide\n\nIt names **DistilBERT**.');
  story.say('what is missing in that analysis? please add it');
  answer(story, 'The year.');
  story.say('you mention DistilBERT: tell me more');
  const [first, second, third] = story.sent();
  const image = { ...picture('a'), name: '#1' };
  assert.deepEqual(third, [
    {
      role: 'user',
      parts: [
        { type: 'image', image },
        { type: 'text', text: 'explain this slide' },
      ],
    },
    { role: 'assistant', text: '# A slide\n\nIt names **DistilBERT**.' },
    { role: 'user', parts: [{ type: 'text', text: 'what is missing in that analysis? please add it' }] },
    { role: 'assistant', text: 'The year.' },
    { role: 'user', parts: [{ type: 'text', text: 'you mention DistilBERT: tell me more' }] },
  ]);
  assert.deepEqual(second, third?.slice(0, 3));
  assert.deepEqual(first, third?.slice(0, 1));
});

test('a failed turn without text gives words and pictures back, above what was typed meanwhile, and leaves no trace', () => {
  const story = talk();
  story.attach('a');
  story.say('what is it?');
  story.type('and this');
  story.fail();
  assert.equal(story.line(), 'what is it?\nand this');
  assert.deepEqual(story.state().pending, ['#1']);
  assert.deepEqual(messagesOf(story.state().conversation), []);
  story.say('/detach #1');
  story.say('hello');
  assert.deepEqual(story.sent().at(-1), [{ role: 'user', parts: [{ type: 'text', text: 'hello' }] }]);
});

test('a failed turn with text stays and is sent as it is next time', () => {
  const story = talk();
  story.say('one?');
  story.text('Half of ');
  story.fail();
  assert.equal(story.line(), '');
  story.say('two?');
  assert.deepEqual(
    story
      .sent()
      .at(-1)
      ?.map(message => (message.role === 'assistant' ? message.text : message.role)),
    ['user', 'Half of ', 'user'],
  );
});

test('asking again that fails keeps the former reply', () => {
  const story = talk();
  story.say('one?');
  answer(story, 'First.');
  story.say('/retry');
  story.fail();
  assert.deepEqual(messagesOf(story.state().conversation).at(-1), { role: 'assistant', text: 'First.' });
  assert.equal(story.line(), '');
});

test('lines queue while a reply streams; after a stop questions come back and commands do not', () => {
  const story = talk();
  story.say('one?');
  story.say('two?');
  story.say('/undo');
  assert.equal(story.state().queue.length, 2);
  story.press('escape');
  assert.equal(story.line(), 'one?\ntwo?');
  assert.deepEqual(story.state().queue, []);

  const other = talk();
  other.say('one?');
  other.say('two?');
  answer(other, 'First.');
  assert.equal(other.sent().length, 2);
});

test('a picture without words is asked about in the language of the person, and comes back without words', () => {
  for (const [locale, words] of [
    ['en', 'What is in this picture?'],
    ['zh', '这张图片里有什么？'],
  ] as const) {
    const story = talk(locale);
    story.attach('a');
    story.say('');
    const [question] = story.sent()[0] ?? [];
    assert.deepEqual(question?.role === 'user' ? question.parts[1] : null, { type: 'text', text: words });
    story.fail();
    assert.equal(story.line(), '');
    assert.deepEqual(story.state().pending, ['#1']);
  }
});

test('a question waits for its pictures, and comes back when one of them fails', () => {
  const story = talk();
  story.say('/attach a.png b.png -- which is older?');
  const requests = story.effects.flatMap(effect => (effect.type === 'load-image' ? [effect.request] : []));
  assert.equal(requests.length, 2);
  const [one = '', two = ''] = requests;
  story.act({ type: 'image-attached', request: one, image: picture('a') });
  story.act({ type: 'load-ended', request: one });
  assert.equal(story.sent().length, 0);
  story.act({ type: 'image-failed', request: two, notice: { code: 'attach-nothing', data: {} } });
  story.act({ type: 'load-ended', request: two });
  assert.equal(story.sent().length, 0);
  assert.equal(story.line(), 'which is older?');
  assert.deepEqual(story.state().pending, ['#1']);
});

test('Ctrl+C stops the reply, then clears the line, then asks, then leaves', () => {
  const story = talk();
  story.say('one?');
  story.text('Half');
  story.press('interrupt');
  assert.equal(story.state().turn, null);
  story.type('words');
  story.press('interrupt');
  assert.equal(story.line(), '');
  story.press('interrupt');
  assert.equal(story.state().leaving, false);
  story.press('interrupt');
  assert.equal(story.state().leaving, true);
  assert.deepEqual(story.effects.at(-1), { type: 'exit', code: 0 });
});

test('undo goes back a turn and names are never given again', () => {
  const story = talk();
  story.attach('a');
  story.say('one?');
  answer(story, 'First.');
  story.say('/undo');
  assert.deepEqual(messagesOf(story.state().conversation), []);
  story.attach('b');
  assert.deepEqual(story.state().pending, ['#2']);
  story.say('two?');
  assert.equal(story.sent().at(-1)?.length, 1);
});

test('edit takes the last question back with its pictures', () => {
  const story = talk();
  story.attach('a');
  story.say('one?');
  answer(story, 'First.');
  story.say('/edit');
  assert.equal(story.line(), 'one?');
  assert.deepEqual(story.state().pending, ['#1']);
});

test('a new session takes the waiting pictures along', () => {
  const story = talk();
  story.attach('a');
  story.say('one?');
  answer(story, 'First.');
  story.attach('b');
  story.say('/new');
  assert.deepEqual(story.state().pending, ['#1']);
  assert.equal(story.state().conversation.images.get('#1')?.sent, 'b'.repeat(64));
});

test('an unknown command and a path are never sent; a doubled slash is', () => {
  const story = talk();
  story.say('/imags');
  assert.deepEqual(story.told().at(-1), 'unknown-command');
  story.say('/home/me/x.png what is it?');
  assert.deepEqual(story.effects.at(-1)?.type, 'load-image');
  assert.equal(story.sent().length, 0);
  const other = talk();
  other.say('//imags is a word');
  assert.deepEqual(other.sent()[0], [{ role: 'user', parts: [{ type: 'text', text: '/imags is a word' }] }]);
});

test('without a server nothing is sent, the words stay, and one is asked for', () => {
  const story = talk('en', null);
  story.say('one?');
  assert.equal(story.line(), 'one?');
  assert.equal(story.state().overlay?.kind, 'dialog');
  for (const [typed, kept] of [
    ['sk-abcdefgh', { type: 'save-endpoint', baseUrl: 'https://api.openai.com/v1', key: 'sk-abcdefgh' }],
    ['two words', null],
    ['http://', null],
  ] as const) {
    const other = talk('en', null);
    other.act({ type: 'setup-wanted' });
    other.act({ type: 'dialog-changed', value: typed });
    other.act({ type: 'dialog-submitted' });
    const saved = other.effects.find(effect => effect.type === 'save-endpoint') ?? null;
    assert.deepEqual(saved, kept);
    if (kept === null) assert.equal(other.state().overlay?.kind, 'dialog');
  }
  const local = talk('en', null);
  local.act({ type: 'setup-wanted' });
  local.act({ type: 'dialog-changed', value: 'localhost:11434/v1' });
  local.act({ type: 'dialog-submitted' });
  local.act({ type: 'dialog-submitted' });
  assert.deepEqual(local.effects, [
    { type: 'save-endpoint', baseUrl: 'http://localhost:11434/v1', key: null },
  ]);
});

test('a session that the program died over goes on: a cut reply is marked, an unanswered question comes back', () => {
  const story = talk();
  story.say('one?');
  story.text('Half');
  const records = story.effects.flatMap(effect => (effect.type === 'append' ? effect.records : []));
  const resumed = talk();
  // The records of before are in the log already; `talk` compares with those appended since, so it is driven by hand here.
  const [state, effects] = update(
    resumed.state(),
    { type: 'session-opened', records, notices: [] },
    { id: 'z', now: 0 },
  );
  const reply = [...state.conversation.entries.values()].find(entry => entry.kind === 'reply');
  assert.deepEqual(reply?.kind === 'reply' && [reply.text, reply.end?.reason], ['Half', 'failed']);
  const told = effects.flatMap(effect =>
    effect.type === 'print' && effect.printed.kind === 'notice' ? [effect.printed.notice.code] : [],
  );
  assert.deepEqual(told, ['session-opened', 'reply-cut-by-exit']);

  const unanswered = records.filter(record => record.type === 'user');
  const [other] = update(
    resumed.state(),
    { type: 'session-opened', records: unanswered, notices: [] },
    { id: 'z', now: 0 },
  );
  assert.equal(submittedText(other.line), 'one?');
  assert.deepEqual(messagesOf(other.conversation), []);
});
