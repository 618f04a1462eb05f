/** Leaving in every way: the terminal is as it was, the exit code tells how it went, the conversation is on disk. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { type Chat, type ChatOptions, openChat, until } from './chat.ts';

/** Runs the program and tells how the terminal is after it. */
const AND_TELL =
  '(echo $BASHPID > pid; exec "$NODE" "$CLI"); echo "exit $?."; stty -a; echo "the end of the shell"';
const THROWS = encodeURIComponent(
  "process.on('SIGUSR2', () => { throw new Error('a slip \\u001b[31m\\u0007'); })",
);

async function openInShell(options: ChatOptions = {}): Promise<Chat> {
  const chat = await openChat({ shell: ['bash', '--norc', '-c', AND_TELL], rows: 40, ...options });
  await chat.idle('fake-vision');
  // A terminal that has the kitty protocol says so.
  await chat.terminal.waitFor(({ bytes }) => bytes.includes('\u001b[?u'));
  // Ink waits 200 ms for the answer, which a busy machine may miss: then the protocol stays off, and nothing is to be undone.
  chat.terminal.write('\u001b[?0u');
  return chat;
}

function pidOf({ home }: Chat): number {
  return Number(readFileSync(join(home, 'pid'), 'utf8'));
}

async function leftSane({ terminal }: Chat, code: number): Promise<void> {
  await terminal.waitFor('the end of the shell');
  const screen = terminal.screen();
  assert.match(screen, new RegExp(`exit ${code}\\.`));
  for (const mode of ['icanon', 'isig', 'echo', 'icrnl', 'opost'])
    assert.match(screen, new RegExp(`(?<![-\\w])${mode}\\b`));
  assert.equal(terminal.cursor().visible, true);
  assert.equal(terminal.bracketedPaste, false);
  if (terminal.bytes.includes('\u001b[>1u'))
    assert.ok(terminal.bytes.lastIndexOf('\u001b[<u') > terminal.bytes.lastIndexOf('\u001b[>1u'));
  assert.ok(terminal.bytes.lastIndexOf('\u001b[?2026l') > terminal.bytes.lastIndexOf('\u001b[?2026h'));
  // The prompt is gone, and the shell goes on in a line of its own.
  assert.match(screen, /(^|\n)exit \d+\./);
}

suite('leaving', { concurrency: 2 }, () => {
  test('by /exit', async () => {
    await using chat = await openInShell();
    chat.say('/exit');
    await leftSane(chat, 0);
    assert.match(chat.terminal.screen(), /^vision-chat [\d.]+\n\nexit 0\./);
  });

  test('by Ctrl+D while words are being asked for', async () => {
    await using chat = await openInShell();
    chat.terminal.write('x\u007f\u0004');
    await leftSane(chat, 0);
  });

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    test(`by ${signal} in the middle of an answer`, async () => {
      await using chat = await openInShell();
      chat.server.reply({ text: 'Half of an|swer.', chunkSize: 10, misbehave: 'stall-mid-stream' });
      chat.say('Well?');
      await chat.sees('Half of an', 'Esc stops');
      process.kill(pidOf(chat), signal);
      await leftSane(chat, code);
      assert.match(chat.terminal.screen(), /Half of an\n\n· Stopped; what came is kept\.\n\nexit/);
      assert.match(logOf(chat), /"reply-end".*"stopped"/);
    });

  test('by a mistake of the program: one sentence', async () => {
    await using chat = await openInShell({
      env: { NODE_OPTIONS: `--import=data:text/javascript,${THROWS}` },
    });
    process.kill(pidOf(chat), 'SIGUSR2');
    await leftSane(chat, 1);
    assert.match(
      chat.terminal.screen(),
      /\n127.0.0.1:\d+ · fake-vision\n+vision-chat made a mistake and has to end \(a slip \[31m\)/,
    );
  });

  test('killed in the middle of an answer: the next run has it up to the last second', async () => {
    await using chat = await openChat();
    const { terminal, server } = chat;
    server.conversation = 'killed';
    server.reply('It is a rocket.', {
      text: 'Half of an|swer.',
      chunkSize: 10,
      misbehave: 'stall-mid-stream',
    });
    await chat.idle();
    chat.say('What is it?');
    await chat.idle('It is a rocket.');
    chat.say('Go on.');
    // The text is written at once or within the second: wherever it shows, what was on the screen then is on disk.
    await until(() => logOf(chat).includes('Half of an'));
    terminal.kill('SIGKILL');
    assert.deepEqual(await terminal.exited, { code: null, signal: 'SIGKILL' });

    await using later = chat.again({ args: ['--continue'] });
    await later.idle('› Go on.', 'Half of an', 'cut when the program ended');
    server.reply('swer.');
    later.say('/continue');
    await later.idle('swer.');
    assert.deepEqual(server.problems, []);
    assert.deepEqual(server.requests.at(-1)?.body.messages.at(-2), {
      role: 'assistant',
      content: 'Half of an',
    });
  });
});

/** The one session in the home of a chat. */
function logOf({ home }: Chat): string {
  const folder = join(home, '.local/share/vision-chat/sessions');
  const [name] = readdirSync(folder).filter(file => file.endsWith('.jsonl'));
  return name ? readFileSync(join(folder, name), 'utf8') : '';
}
