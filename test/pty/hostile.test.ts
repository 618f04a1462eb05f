/** Nothing from outside reaches the terminal as it came: names of files, what is pasted, what a server says. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fixtureBytes } from '../helpers/fake-server/answers.ts';
import { HARMLESS_TEXT, HOSTILE_TEXT } from '../helpers/fake-server/misbehave/hostile.ts';
import { dense, openChat } from './chat.ts';

/** What may stand in the output besides text: moves, erasing, colours, modes, the question for the kitty protocol. */
const OURS = /\u001b\[(?:\d*[ABCDEGHJK]|[\d;]*m|\d+;\d+H|\?(?:25|2004|2026)[hl]|\?u|<u|>\du)/g;

suite('hostile', { concurrency: 2 }, () => {
  test('names of files are shown clean in chips and messages, and not offered by Tab', async () => {
    await using chat = await openChat({ columns: 100 });
    const { terminal, home } = chat;
    for (const [name, picture] of [
      ['red\u001b[31m\u001b]0;title\u0007.jpg', 'rocket.jpg'],
      ['rtl\u202egpj.exe.jpg', 'handwriting_0.jpg'],
      ['two\nlines.jpg', 'gdp_1980_2020.jpg'],
      ['plain.jpg', 'coffee.png'],
    ] as const)
      writeFileSync(join(home, name), fixtureBytes(picture));
    writeFileSync(join(home, 'not\u001b[2J a picture.png'), 'text');
    await chat.idle('fake-vision');
    terminal.write('/attach \t');
    // Names that cannot be typed are not offered: there is one way to go on.
    await chat.idleWith('/attach plain.jpg');
    terminal.write('\u0015');
    await chat.idle();
    chat.say('/attach *');
    await chat.idle('not');
    await chat.idle('is not a picture');
    chat.server.reply('Rockets and a coffee.');
    chat.say('What is it?');
    await chat.idle('Rockets and a coffee.');
    chat.say('/images');
    await chat.idle('in 1 question');
    const rest = terminal.bytes.replace(OURS, '');
    assert.doesNotMatch(rest, /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e]/);
    const chips = terminal.screen().match(/^ {2}#\d .*\.jpg/gm);
    assert.deepEqual(chips?.slice(-4), [
      '  #1 plain.jpg',
      '  #2 red[31m]0;title.jpg',
      '  #3 rtlgpj.exe.jpg',
      '  #4 two lines.jpg',
    ]);
  });

  test('what is typed and pasted', async () => {
    await using chat = await openChat({ columns: 200 });
    const { terminal } = chat;
    await chat.idle('fake-vision');
    terminal.paste(HOSTILE_TEXT);
    await chat.sees(HARMLESS_TEXT.slice(-12));
    chat.server.reply({ text: 'Fine.', misbehave: 'hostile-text' });
    terminal.write('\r');
    await chat.idle('Fine.', ']unterminated');
    chat.server.reply({ misbehave: 'hostile-error' });
    chat.say('Again.');
    await chat.sees('refused the request');
    await chat.idleWith('Again.');
    const rest = terminal.bytes.replace(OURS, '');
    assert.doesNotMatch(
      rest,
      /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
    );
    assert.ok(dense(terminal.history()).includes(dense(HARMLESS_TEXT)));
  });

  test('only /copy touches the clipboard', async () => {
    await using chat = await openChat();
    const { terminal, server } = chat;
    server.reply({ text: 'Copy **this** 这个。', misbehave: 'hostile-text' });
    await chat.idle('fake-vision');
    chat.say('What?');
    await chat.idle(']unterminated');
    assert.doesNotMatch(terminal.bytes, /\u001b\]/);
    chat.say('/copy');
    await chat.idle('OSC 52');
    const [, copied = ''] = /\u001b\]52;c;([A-Za-z0-9+/=]*)\u0007/.exec(terminal.bytes) ?? [];
    const text = Buffer.from(copied, 'base64').toString();
    assert.equal(text, `Copy **this** 这个。\n\n${HARMLESS_TEXT}`);
    assert.equal(terminal.bytes.split('\u001b]').length, 2);
  });
});
