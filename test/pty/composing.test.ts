/** The prompt line in a real terminal: its cursor, pastes, drops, line breaks, history, completion, the person's editor. */
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fixtureBytes } from '../helpers/fake-server/answers.ts';
import { openChat } from './chat.ts';

const UP = '\u001b[A';
const DOWN = '\u001b[B';

suite('composing', { concurrency: 2 }, () => {
  test('the cursor stands in the cell after Chinese text, and moves by characters', async () => {
    await using chat = await openChat();
    const { terminal } = chat;
    await chat.idle();
    terminal.write('你好，wor👍🏽');
    await chat.idleWith('你好，wor👍🏽');
    assert.deepEqual(terminal.cursor(), { x: 13, y: 2, visible: true });
    terminal.write('\u001b[D\u001b[D\u001b[D\u001b[D\u001b[D');
    await terminal.waitFor(({ cursor }) => cursor().x === 6);
    terminal.write('\u007f\u007f');
    await chat.idleWith('，wor👍🏽');
    assert.deepEqual(terminal.cursor(), { x: 2, y: 2, visible: true });
  });

  test('a paste of several lines waits for Enter', async () => {
    await using chat = await openChat();
    const { terminal, server } = chat;
    await chat.idle();
    terminal.paste('one\ntwo\r\n三');
    await chat.idleWith('one\n  two\n  三');
    assert.equal(server.requests.length, 0);
    server.reply('Well.');
    terminal.write('\r');
    await chat.idle('Well.');
    assert.deepEqual(
      server.requests.map(({ question }) => question),
      ['one\ntwo\n三'],
    );
  });

  test('a long paste is a chip and is sent whole', async () => {
    await using chat = await openChat();
    const { terminal, server } = chat;
    await chat.idle();
    const long = Array.from({ length: 300 }, (_, index) => `line ${index} 第 ${index} 行`).join('\n');
    terminal.write('Sum up: ');
    terminal.paste(long);
    terminal.write(' Thanks.');
    await chat.idleWith('Sum up: [paste #1 300 lines] Thanks.');
    server.reply('Done.');
    terminal.write('\r');
    await chat.idle('Done.');
    assert.equal(server.requests[0]?.question, `Sum up: ${long} Thanks.`);
  });

  test('dropped paths attach, in every spelling of a terminal', async () => {
    await using chat = await openChat({ columns: 120 });
    const { terminal, home } = chat;
    for (const name of ['a b.jpg', "it's.jpg", '三 四.jpg'])
      writeFileSync(join(home, name), fixtureBytes('rocket.jpg'));
    writeFileSync(join(home, 'c.png'), fixtureBytes('coffee.png'));
    await chat.idle();
    terminal.paste(`'${home}/a b.jpg' `);
    await chat.idle('#1 a b.jpg');
    terminal.write('/detach\r');
    await chat.idle('#1 will not be sent');
    terminal.paste(`${home}/a\\ b.jpg `);
    await chat.idle('#2 a b.jpg');
    terminal.paste(`${home}/c.png`);
    await chat.idle('#3 c.png');
    terminal.write('/detach #2 #3\r');
    await chat.idle('#3 will not be sent');
    terminal.paste(`'${home}/it'\\''s.jpg' "${home}/c.png"`);
    await chat.idle("#4 it's.jpg", '#5 c.png');
    terminal.write('/detach #4\r');
    await chat.idle('#4 will not be sent');
    terminal.paste(`file://${encodeURI(`${home}/三 四.jpg`)}`);
    await chat.idle('#6 三 四.jpg');
    terminal.paste(`${home}/none.jpg`);
    await chat.idleWith(`${home}/none.jpg`);
  });

  test('Ctrl+J, Alt+Enter, Shift+Enter and a backslash before Enter break the line', async () => {
    await using chat = await openChat();
    const { terminal, server } = chat;
    await chat.idle('fake-vision');
    terminal.write('a\nb');
    terminal.write('\u001b\rc');
    terminal.write('\u001b[13;2ud');
    terminal.write('\\\re');
    terminal.write('\\');
    terminal.write('\r');
    terminal.write('f');
    await chat.idleWith('a\n  b\n  c\n  d\n  e\n  f');
    server.reply('Yes.');
    terminal.write('\r');
    await chat.idle('Yes.');
    assert.equal(server.requests[0]?.question, 'a\nb\nc\nd\ne\nf');
  });

  test('earlier questions come back with Up and Ctrl+R, also in the next run', async () => {
    await using chat = await openChat();
    const { terminal, server } = chat;
    server.reply('A.', 'B.', 'C.');
    await chat.idle();
    chat.say('What is a rocket?');
    await chat.idle('A.');
    chat.say('And a 火箭?');
    await chat.idle('B.');
    terminal.write(`draft${UP}`);
    await chat.idleWith('And a 火箭?');
    terminal.write(UP);
    await chat.idleWith('What is a rocket?');
    terminal.write(`${DOWN}${DOWN}`);
    await chat.idleWith('draft');
    terminal.write('\u0015/exit\r');
    await terminal.exited;

    server.conversation = 'the next run';
    await using later = chat.again();
    await later.idle();
    later.terminal.write(`${UP}${UP}`);
    await later.idleWith('And a 火箭?');
    later.terminal.write('\u0015\u0012rock');
    await later.sees('› What is a rocket?', 'search back: rock');
    later.terminal.write('\r');
    await later.idleWith('What is a rocket?');
    later.terminal.write('\r');
    await later.idle('C.');
    assert.equal(server.requests[2]?.question, 'What is a rocket?');
  });

  test('Tab offers commands with what they do; arrows choose, Enter takes, Escape closes', async () => {
    await using chat = await openChat();
    const { terminal } = chat;
    await chat.idle();
    terminal.write('/re\t');
    await chat.sees('› /retry', 'ask the last question again', '/resume');
    terminal.write(DOWN);
    await terminal.waitFor(/^› \/resume \[ID\|PATH\] +go on with an earlier session$/m);
    terminal.write(`${DOWN}${UP}\r`);
    await terminal.waitFor(/^› \/resume\n127/m);
    terminal.write('\u0015/re\t');
    await chat.sees('› /retry');
    terminal.write('\u001b');
    await chat.idleWith('/re');
  });

  test('a picker narrows down to what is typed', async () => {
    await using chat = await openChat({
      server: { models: ['alpha-vision', 'beta-vision', 'gamma-text'].map(id => ({ id, vision: true })) },
    });
    const { terminal } = chat;
    await chat.idle();
    chat.say('/model');
    await chat.sees('Which model?', 'alpha-vision', 'gamma-text');
    terminal.write('vis');
    await terminal.waitFor(({ screen }) => !screen().includes('gamma-text'));
    terminal.write('ion');
    terminal.write(`${DOWN}\r`);
    await chat.idle('Answers come from beta-vision now.', '· beta-vision');
    chat.say('/model');
    await chat.sees('› beta-vision');
    terminal.write('\u001b');
    await chat.idle();
  });

  test('the prompt is written in the editor of the person', async () => {
    const script =
      '#!/bin/sh\nprintf "before: "; cat "$1"; read answer; printf "%s\\n二" "$answer" >> "$1"\n';
    await using chat = await openChat({ env: { EDITOR: './editor' } });
    const { terminal, home } = chat;
    writeFileSync(join(home, 'editor'), script);
    chmodSync(join(home, 'editor'), 0o755);
    await chat.idle();
    terminal.write('from the prompt ');
    await chat.idleWith('from the prompt');
    terminal.write('\u0007');
    await chat.sees('before: from the prompt');
    assert.equal(terminal.bracketedPaste, false);
    // The editor has a terminal in its ordinary mode: it echoes, and Enter ends a line.
    terminal.write('from the editor\r');
    await chat.idleWith('from the prompt from the editor\n  二');
    assert.equal(terminal.bracketedPaste, true);
  });
});
