/** What the screen is made of: every line once, every frame whole, at any size, with and without colours. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { openChat } from './chat.ts';

const PROMPT = /^› Ask, or/gm;
const QUEUES = /^› Enter queues/gm;
const STATUS = /^127\.0\.0\.1:\d+/gm;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Output outside synchronised frames, but for sequences that draw nothing. */
function loose(bytes: string): string {
  const fromInk = bytes.slice(bytes.indexOf('\u001b[?2026h'));
  return fromInk
    .replace(/\u001b\[\?2026h[\s\S]*?\u001b\[\?2026l/g, '')
    .replace(/\u001b\[[?<>]?[\d;]*[A-Za-z]/g, '');
}

suite('drawing', { concurrency: 2 }, () => {
  test('a resize in the middle of an answer leaves no stale rows', async () => {
    await using chat = await openChat();
    const { terminal, server } = chat;
    const words = Array.from({ length: 90 }, (_, index) => `word${index}`);
    const heard = words.slice(0, 50).join(' ');
    const reply = { text: words.join(' '), chunkSize: heard.length };
    // Still: what a program sends while the terminal changes its size is folded, and no program can know.
    server.reply({ ...reply, misbehave: 'stall-mid-stream' });
    await chat.idle('fake-vision');
    chat.say('Tell me.');
    await chat.sees('word49', 'Esc stops');
    for (const columns of [50, 90, 60]) {
      terminal.resize(columns, 24);
      // Until the program has drawn, the terminal shows the old rows folded by itself, in the middle of words.
      await terminal.waitFor(() => {
        const shown = terminal.history();
        return (
          isFilled(terminal.screen(), columns) &&
          count(shown, QUEUES) === 1 &&
          count(shown, STATUS) === 1 &&
          shown.match(/word\d+/g)?.join(' ') === heard
        );
      });
    }
    terminal.write('\u001b');
    await chat.idle('Stopped');
    const after = terminal.history();
    assert.deepEqual([count(after, QUEUES), count(after, PROMPT), count(after, STATUS)], [0, 1, 1], after);
    assert.equal(count(after, /Tell me\./g), 1, after);
    assert.deepEqual(after.match(/word\d+/g), words.slice(0, 50));
  });

  test('Ctrl+L draws the screen anew', async () => {
    await using chat = await openChat();
    const { terminal, server } = chat;
    await chat.idle('fake-vision');
    server.reply('One **word**.');
    chat.say('Say it.');
    await chat.idle('One word.');
    terminal.write('half');
    await chat.idleWith('half');
    const before = terminal.screen();
    terminal.write('\f');
    await terminal.waitFor(({ clears }) => clears === 1);
    await chat.idleWith('half');
    assert.equal(terminal.screen().trimStart(), before.slice(before.indexOf('› Say it.')));
  });

  const tall = {
    'a code block of 200 lines': {
      text: `Code:\n\n\`\`\`ts\n${lines(200, index => `const line${index} = ${index};`)}\n\`\`\`\n\nThat is all.`,
      line: (index: number) => `line${index} = ${index};`,
      count: 200,
    },
    'a list of 80 items': {
      text: `Items:\n\n${lines(80, index => `${index + 1}. item number ${index}, with **some** words`)}\n\nThat is all.`,
      line: (index: number) => `item number ${index}, with some words`,
      count: 80,
    },
    'a table of 60 rows': {
      text: `Rows:\n\n| n | square | name |\n|--|--:|--|\n${lines(60, index => `| ${index} | ${index * index} | row${index}. |`)}\n\nThat is all.`,
      line: (index: number) => `row${index}. `,
      count: 60,
    },
    'a paragraph of 1,500 words': {
      text: `${lines(1500, index => `word${index}`).replaceAll('\n', ' ')}\n\nThat is all.`,
      line: (index: number) => `word${index} `,
      count: 1500,
    },
  };
  for (const [name, { text, line, count: most }] of Object.entries(tall))
    test(`${name}: every line once, no clears, whole frames`, async () => {
      await using chat = await openChat();
      const { terminal, server } = chat;
      await chat.idle('fake-vision');
      server.reply({ text, tokensPerSecond: 3000 });
      chat.say('Go.');
      await chat.idle('That is all.');
      const history = `${terminal.history().replaceAll('\n', ' \n')} `;
      for (let index = 0; index < most; index += 1)
        assert.equal(history.split(line(index)).length, 2, `${line(index)}\n${history}`);
      assert.equal(terminal.clears, 0);
      assert.equal(loose(terminal.bytes), '');
    });

  test('a terminal of 10 rows', async () => {
    await using chat = await openChat({ rows: 10, columns: 60, pictures: ['gpt-4v.jpg'] });
    const { terminal, server } = chat;
    await chat.idle('fake-vision');
    terminal.write('/\t');
    await chat.sees('› /attach', ' of 16');
    terminal.write('\u001b');
    await chat.idleWith('/');
    terminal.write('\u0015');
    chat.say('/attach gpt-4v.jpg');
    await chat.idle('#1 gpt-4v.jpg');
    server.reply({ tokensPerSecond: 2000 });
    chat.say('Explain this slide.');
    await chat.idle('for the task itself.');
    chat.say('/model');
    await chat.sees('Filter:', '› fake-vision');
    terminal.write('\u001b');
    await chat.idle();
    const history = terminal.history();
    assert.deepEqual(
      [count(history, PROMPT), count(history, STATUS), count(history, /^Filter/gm)],
      [1, 1, 0],
    );
    assert.equal(count(history, /How pre-training in NLP developed/g), 1);
    assert.equal(terminal.clears, 0);
    assert.equal(loose(terminal.bytes), '');
  });

  test('the first run in a terminal of 10 rows and 40 columns', async () => {
    await using chat = await openChat({
      rows: 10,
      columns: 40,
      env: { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' },
    });
    const { terminal } = chat;
    await chat.sees('Key or URL:', 'no server yet');
    terminal.write('sk-0123456789');
    await chat.sees('•••••••••••••');
    terminal.write('\u001b');
    await chat.idle('/setup asks again');
    assert.equal(count(terminal.history(), /No server is set up yet/g), 0);
    assert.equal(terminal.clears, 0);
  });

  test('no colours where none are wanted', async () => {
    await using chat = await openChat({ env: { NO_COLOR: '1' }, pictures: ['gpt-4v.jpg'] });
    const { terminal } = chat;
    await chat.idle('fake-vision');
    chat.say('/attach gpt-4v.jpg nowhere.jpg');
    await chat.idle('nowhere.jpg');
    chat.say('Tell me of DistilBERT.');
    await chat.idle('RoBERTa.');
    terminal.write('/re\t');
    await chat.sees('› /retry');
    assert.doesNotMatch(terminal.bytes, /\u001b\[[\d;]*m/);
    assert.match(terminal.history(), /^## How it is built$/m);
  });

  test('for a screen reader each line of an answer comes once and stays where it is', async () => {
    await using chat = await openChat({ env: { INK_SCREEN_READER: 'true' }, pictures: ['gpt-4v.jpg'] });
    const { terminal, server } = chat;
    await chat.sees('fake-vision');
    chat.say('/attach gpt-4v.jpg');
    await chat.sees('#1 gpt-4v.jpg');
    server.reply({ tokensPerSecond: 1000 });
    chat.say('Please explain this slide.');
    await chat.sees('for the task itself.', 'tokens in');
    // No box, no spinner, no full clear; what was written is not written again.
    for (const line of ['CBOW predicts', 'DistilBERT is its', 'ELMo knows words', '› Please explain'])
      assert.equal(terminal.bytes.replace(/\u001b\[[\d;]*m/g, '').split(line).length, 2, line);
    assert.doesNotMatch(terminal.bytes, /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    assert.equal(terminal.clears, 0);
    assert.match(terminal.history(), /^How pre-training in NLP developed$/m);
  });
});

/** Whether the words on the screen are laid out to the width, neither folded nor with room for one more. */
function isFilled(screen: string, columns: number): boolean {
  const rows = screen.split('\n').filter(row => row.startsWith('word'));
  return rows.slice(0, -1).every((row, index) => {
    const [next = ''] = (rows[index + 1] ?? '').split(' ');
    return row.length <= columns && row.length + 1 + next.length > columns;
  });
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}
