/** Plain lines for a person: `--plain` on a terminal, as screen readers want it. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { startFakeServer } from '../../helpers/fake-server.ts';
import { CLI, KEY } from '../../helpers/run-plain.ts';
import { asked, said, sent } from '../../helpers/sent.ts';
import { type OpenTerminal, openTerminal, type TerminalOptions } from '../../helpers/terminal.ts';

function open(t: TestContext, options: TerminalOptions): OpenTerminal {
  const terminal = openTerminal({ command: [process.execPath, CLI, '--plain'], columns: 100, ...options });
  t.after(() => terminal.close());
  return terminal;
}

const ofServer = (url: string) => ({
  OPENAI_BASE_URL: url,
  OPENAI_API_KEY: KEY,
  OPENAI_MODEL: 'fake-vision',
});

/** No cursor movement, no colour, nothing that a screen reader stumbles over. */
function assertPlain({ bytes }: OpenTerminal): void {
  assert.doesNotMatch(bytes, /\u001b/);
}

test('an answer is drawn for the width, and Ctrl+D leaves', async t => {
  await using server = await startFakeServer();
  const terminal = open(t, { env: ofServer(server.url), columns: 40 });
  server.reply('# Head\n\nSome **bold** words that go on for more than a line.\n\n- one\n- two');
  await terminal.waitFor('›');
  terminal.write('hello\n');
  await terminal.waitFor(/two\n›/);
  assert.ok(
    terminal
      .history()
      .endsWith('# Head\n\nSome bold words that go on for more than\na line.\n\n• one\n• two\n›'),
    terminal.history(),
  );
  terminal.write('\u0004');
  assert.deepEqual(await terminal.exited, { code: 0, signal: null });
  assertPlain(terminal);
});

test('a first run without a key asks for one, or for a server, and keeps it', async t => {
  await using server = await startFakeServer({ key: KEY });
  const terminal = open(t, {});
  await terminal.waitFor(/You can:[\s\S]*›/);
  terminal.write(`${server.url}\n`);
  await terminal.waitFor(/Key for [\s\S]*›/);
  terminal.write(`${KEY}\n`);
  await terminal.waitFor(/this is kept in [\s\S]*›/);
  server.reply('Hi.');
  terminal.write('hello\n');
  await terminal.waitFor(/Hi\.\n›/);
  const file = join(terminal.home, '.config', 'vision-chat', 'settings.json');
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), {
    baseUrl: server.url,
    keys: { [server.url]: KEY },
  });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assertPlain(terminal);
});

test('a question before there is a server waits until there is one, and Enter alone sends it', async t => {
  await using server = await startFakeServer();
  const terminal = open(t, {});
  await terminal.waitFor(/You can:[\s\S]*›/);
  terminal.write('\n');
  await terminal.waitFor(/Nothing was set up[\s\S]*›/);
  terminal.write('hello there\n');
  await terminal.waitFor(/nothing was sent[\s\S]*You can:[\s\S]*›/);
  terminal.write(`${server.url}\n`);
  await terminal.waitFor(/Key for [\s\S]*›/);
  terminal.write('\n');
  await terminal.waitFor(/Enter alone sends: hello there\n›/);
  server.reply('Hi.');
  terminal.write('\n');
  await terminal.waitFor(/Hi\.\n›/);
  assert.deepEqual(await sent(server), [asked('hello there')]);
});

test('what came to nothing is sent by Enter alone or by /retry, and other words take its place', async t => {
  await using server = await startFakeServer();
  const terminal = open(t, { env: ofServer(server.url) });
  await terminal.waitFor('›');
  server.reply(
    { misbehave: 'status-403' },
    { misbehave: 'status-403' },
    'Hi.',
    { misbehave: 'status-403' },
    'Yes.',
  );
  terminal.write('hello\n');
  await terminal.waitFor(/Enter alone sends: hello\n›/);
  terminal.write('\n');
  await terminal.waitFor(() => server.requests.length === 2);
  await terminal.waitFor(/(Enter alone sends: hello\n›[\s\S]*){2}/);
  terminal.write('/images\n');
  await terminal.waitFor(/(Enter alone sends: hello\n›[\s\S]*){3}/);
  terminal.write('/retry\n');
  await terminal.waitFor(/Hi\.\n›/);
  terminal.write('never heard of\n');
  await terminal.waitFor(/Enter alone sends: never heard of\n›/);
  terminal.write('are you there?\n');
  await terminal.waitFor(/Yes\.\n›/);
  assert.deepEqual(await sent(server), [asked('hello'), said('Hi.'), asked('are you there?')]);
  assert.equal(server.requests.length, 5);
});

test('Ctrl+C stops a reply and goes on; on an empty prompt it leaves with 130', async t => {
  await using server = await startFakeServer({ tokensPerSecond: 100 });
  server.conversation = 'talk';
  const terminal = open(t, { env: ofServer(server.url) });
  await terminal.waitFor('›');
  server.reply(Array.from({ length: 200 }, (_, index) => `Sentence ${index}.\n\n`).join(''), 'Well.');
  terminal.write('tell me\n');
  await terminal.waitFor('Sentence 1.');
  terminal.write('\u0003');
  await terminal.waitFor(/Stopped; what came is kept\.\n›/);
  terminal.write('go on\n');
  await terminal.waitFor(/Well\.\n›/);
  terminal.write('\u0003');
  assert.deepEqual(await terminal.exited, { code: 130, signal: null });
  assert.deepEqual(server.problems, []);
  assertPlain(terminal);
});
