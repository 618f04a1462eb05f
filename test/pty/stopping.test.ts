/** Ctrl+Z and `fg` in a shell with job control; a second program on a session that is in use. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { type Chat, openChat } from './chat.ts';

const SHELL = {
  shell: ['bash', '--norc', '--noprofile', '--noediting', '-i'],
  env: { PS1: 'shell> ' },
  rows: 40,
} as const;

async function openInShell(): Promise<Chat> {
  const chat = await openChat(SHELL);
  await chat.terminal.waitFor(/^shell>$/m);
  chat.say('"$NODE" "$CLI"');
  await chat.idle('fake-vision');
  return chat;
}

function sessionsIn({ home }: Chat): readonly string[] {
  return readdirSync(join(home, '.local/share/vision-chat/sessions')).filter(name => name.endsWith('.jsonl'));
}

suite('stopping', { concurrency: 2 }, () => {
  test('Ctrl+Z gives the terminal back and keeps the session; fg draws the prompt again', async () => {
    await using chat = await openInShell();
    const { terminal, server } = chat;
    server.conversation = 'stopped';
    server.reply('A rocket.', 'Five engines.');
    chat.say('What is it?');
    await chat.idle('A rocket.');
    terminal.write('How many ');
    await chat.idleWith('How many');
    terminal.write('\u001a');
    await terminal.waitFor(/Stopped .*\nshell>$/);
    assert.deepEqual([terminal.bracketedPaste, terminal.cursor().visible], [false, true]);
    assert.doesNotMatch(terminal.screen(), /How many/);
    chat.say('stty -a | grep -c " icanon .* echo "');
    await terminal.waitFor(/\n1\nshell>$/);
    // Another program is told that the stopped one has the session.
    chat.say('printf /exit | "$NODE" "$CLI" --plain --continue');
    await chat.sees('Another vision-chat is writing this session');
    await terminal.waitFor(/shell>$/);
    chat.say('fg');
    await chat.idleWith('How many');
    assert.deepEqual(terminal.cursor().x, 11);
    terminal.write('engines?\r');
    await chat.idle('Five engines.');
    chat.say('/exit');
    await terminal.waitFor(/shell>$/);
    assert.equal(terminal.clears, 0);
    assert.deepEqual(server.problems, []);
    assert.deepEqual(
      server.requests.map(({ question }) => question),
      ['What is it?', 'How many engines?'],
    );
  });

  test('an answer goes on after fg', async () => {
    await using chat = await openInShell();
    const { terminal, server } = chat;
    const words = Array.from({ length: 60 }, (_, index) => `word${index}`);
    server.reply({ text: words.join(' '), tokensPerSecond: 120 });
    chat.say('Tell me.');
    await chat.sees('word3', 'Esc stops');
    terminal.write('\u001a');
    await terminal.waitFor(/Stopped .*\nshell>$/);
    assert.doesNotMatch(terminal.screen(), /word59/);
    chat.say('fg');
    await chat.idle('word59');
    const lines = terminal.screen();
    assert.equal(
      lines
        .slice(lines.indexOf('word0'))
        .match(/word\d+/g)
        ?.join(' '),
      words.join(' '),
    );
  });

  test('a second program on a session is told, and goes on in a copy', async () => {
    await using chat = await openChat({ pictures: ['rocket.jpg'], args: ['rocket.jpg', 'What is it?'] });
    const { server, terminal } = chat;
    server.conversation = 'original';
    server.reply('A rocket.');
    await chat.idle('A rocket.');

    await using other = chat.again({ args: ['--continue'] });
    await other.idle('A rocket.', 'Another vision-chat is writing this session', 'goes on in a copy');
    server.conversation = 'copy';
    server.reply('Here.', 'There.');
    other.say('Where?');
    await other.idle('Here.');
    server.conversation = 'original';
    chat.say('And now?');
    await chat.idle('There.');
    assert.equal(sessionsIn(chat).length, 2);
    assert.deepEqual(server.problems, []);
    assert.deepEqual(
      server.requests.map(({ question, pictures }) => [question, pictures.length]),
      [
        ['What is it?', 1],
        ['Where?', 1],
        ['And now?', 1],
      ],
    );
    assert.doesNotMatch(terminal.screen(), /Where/);
  });
});
