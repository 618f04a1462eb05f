/** Keys typed before the program, or its screen, is there: none is lost, none means something else. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { openChat } from './chat.ts';

const asked = (chat: { server: { requests: readonly { question: string }[] } }) =>
  chat.server.requests.map(({ question }) => question);

suite('keys that come early', { concurrency: 2 }, () => {
  test('a question and Enter typed before anything is there', async () => {
    await using chat = await openChat();
    chat.server.reply('Good day.');
    chat.say('hello 你好');
    await chat.idle('Good day.');
    assert.deepEqual(asked(chat), ['hello 你好']);
  });

  test('two questions typed before anything is there are asked one after the other', async () => {
    await using chat = await openChat();
    chat.server.reply('First.', 'Second.');
    chat.say('one');
    chat.say('two');
    await chat.idle('First.', 'Second.');
    assert.deepEqual(asked(chat), ['one', 'two']);
  });

  test('keys that edit', async () => {
    await using chat = await openChat();
    chat.terminal.write('ab\u001b[DX\u001b[FY 你');
    await chat.sees('› aXbY 你');
    await chat.idleWith('aXbY 你');
  });

  test('every key typed while the screen takes over', async () => {
    await using chat = await openChat();
    const { terminal } = chat;
    await terminal.waitFor('›');
    const text = 'the quick brown fox jumps over the lazy dog 敏捷的棕狐';
    for (const character of text) {
      terminal.write(character);
      await new Promise(setImmediate);
    }
    await chat.idleWith(text);
    terminal.write('\r');
    await chat.idle('fox');
    assert.deepEqual(asked(chat), [text]);
  });

  test('a paste that comes with the first prompt does not submit', async () => {
    await using chat = await openChat();
    const { terminal } = chat;
    await terminal.waitFor(({ bracketedPaste }) => bracketedPaste);
    terminal.paste('a\nb\nc');
    await chat.idleWith('a\n  b\n  c');
    assert.deepEqual(asked(chat), []);
  });

  test('what was echoed by the terminal itself does not stand before the banner', async () => {
    await using chat = await openChat();
    chat.terminal.write('early');
    await chat.idleWith('early');
    assert.match(chat.terminal.screen(), /^vision-chat [\d.]+\n\n› early\n\S+ · fake-vision$/);
  });
});
