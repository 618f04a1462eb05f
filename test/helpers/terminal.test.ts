import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import sharp from 'sharp';
import { screenPng } from './screen-png.ts';
import { screenSvg } from './screen-svg.ts';
import { type OpenTerminal, openTerminal, type TerminalOptions } from './terminal.ts';

/** A program given as the text of a module, with `out` to write and `keys` to listen. */
function run(body: string, options: TerminalOptions = {}): OpenTerminal {
  const head = `const { stdin, stdout } = process; const out = text => stdout.write(text);
    const keys = take => { stdin.setRawMode(true); stdin.setEncoding('utf8'); stdin.on('data', take); };`;
  return openTerminal({ command: [process.execPath, '-e', head + body], ...options });
}

const CAT = "keys(key => out(key === '\\r' ? '\\r\\n' : key)); out('ready\\r\\n> ');";

test('shows what the program writes and sends it what is typed', async () => {
  await using terminal = run(CAT);
  await terminal.waitFor('ready');
  terminal.write('hello 中文');
  await terminal.waitFor(/^> hello 中文$/m);
  assert.equal(terminal.screen(), 'ready\n> hello 中文');
  assert.deepEqual(terminal.cursor(), { x: 12, y: 1, visible: true });
  // The line discipline adds a CR of its own.
  assert.equal(terminal.bytes, 'ready\r\r\n> hello 中文');
});

test('waits for anything, and shows the screen when it does not come', async () => {
  await using terminal = run(CAT);
  await terminal.waitFor(({ cursor }) => cursor().x === 2);
  await assert.rejects(terminal.waitFor('never', { timeoutMs: 30 }), {
    message: '30 ms passed while waiting for never; the screen:\nready\n>',
  });
});

test('does not wait for a program that has ended', async () => {
  await using terminal = run("out('last words'); process.exitCode = 3;");
  await assert.rejects(terminal.waitFor('never'), {
    message: 'The program ended (3) while waiting for never; the screen:\nlast words',
  });
  assert.deepEqual(await terminal.exited, { code: 3, signal: null });
  await terminal.waitFor('last words');
});

test('tells the signal that ended the program', async () => {
  await using terminal = run(CAT);
  await terminal.waitFor('ready');
  terminal.kill('SIGTERM');
  assert.deepEqual(await terminal.exited, { code: null, signal: 'SIGTERM' });
});

test('ends a program that ignores its hang-up', async () => {
  const terminal = run(`process.on('SIGHUP', () => {}); ${CAT}`);
  await terminal.waitFor('ready');
  await terminal.close();
  assert.deepEqual(await terminal.exited, { code: null, signal: 'SIGKILL' });
  assert.equal(existsSync(terminal.home), false);
});

test('gives an environment that has nothing of the person', async () => {
  await using terminal = run(
    "out(Object.keys(process.env).sort().join() + '|' + process.env.LANG + '|' + process.cwd() + '.');",
    { language: 'zh_CN.UTF-8', env: { ONE: '1', COLORTERM: undefined }, columns: 200 },
  );
  await terminal.exited;
  assert.equal(terminal.screen(), `HOME,LANG,ONE,PATH,PWD,TERM|zh_CN.UTF-8|${terminal.home}.`);
});

test('answers what the program asks the terminal', async () => {
  await using terminal = run(
    "keys(key => out(JSON.stringify(key))); out('\\u001b[6n\\u001b[c'); setTimeout(() => {}, 1e5);",
  );
  await terminal.waitFor('[1;1R');
  await terminal.waitFor('[?1;2c');
});

test('pastes in brackets only when the program wants them', async () => {
  await using terminal = run(
    "let seen = ''; keys(key => { seen += key; if (key.endsWith('!')) out('\\u001b[?2004h' + JSON.stringify(seen)); else out(JSON.stringify(key)); });  out('ready');",
    { columns: 120 },
  );
  await terminal.waitFor('ready');
  terminal.paste('a\nb!');
  await terminal.waitFor('"a\\rb!"');
  assert.equal(terminal.bracketedPaste, true);
  terminal.paste('c\r\nd');
  await terminal.waitFor('"\\u001b[200~c\\rd\\u001b[201~"');
});

test('takes a large paste whole', async () => {
  await using terminal = run(
    "let count = 0; keys(key => { count += key.length; if (key.endsWith('!')) out('got ' + count); }); out('ready');",
  );
  await terminal.waitFor('ready');
  terminal.paste(`${'0123456789'.repeat(20_000)}!`);
  await terminal.waitFor('got 200001');
});

test('keeps what has scrolled away, and counts frames and clears', async () => {
  const lines = "for (let i = 1; i <= 30; i++) out('line ' + i + '\\r\\n');";
  const clears =
    "out('\\u001b[2J\\u001b[3J\\u001b[H'); out('\\u001b[1;1H\\u001b[J'); out('end\\u001b[?25l');";
  await using terminal = run(
    `out('\\u001b[?2026h'); ${lines} out('\\u001b[?2026l\\u001b[?2026h\\u001b[?2026l'); keys(() => { ${clears} });`,
    { rows: 10 },
  );
  await terminal.waitFor('line 30');
  assert.equal(terminal.screen().split('\n').length, 9);
  assert.equal(terminal.history(), Array.from({ length: 30 }, (_, i) => `line ${i + 1}`).join('\n'));
  assert.deepEqual([terminal.frames, terminal.clears], [2, 0]);
  terminal.write('x');
  await terminal.waitFor('end');
  assert.deepEqual([terminal.frames, terminal.clears], [2, 2]);
  assert.deepEqual(terminal.cursor(), { x: 3, y: 0, visible: false });
});

test('does not look at half a frame', async () => {
  await using terminal = run(
    "out('\\u001b[?2026hhalf'); keys(() => out('\\rdone\\u001b[?2026l')); out('!');",
  );
  const half = terminal.waitFor('half', { timeoutMs: 400 });
  const asked = terminal.waitFor('done');
  assert.equal(terminal.screen().includes('done'), false);
  while (!terminal.bytes.includes('half!')) await new Promise(setImmediate);
  terminal.write('x');
  await asked;
  await assert.rejects(half, /400 ms passed/);
});

test('resizes both the terminal and what the program knows of it', async () => {
  await using terminal = run(
    "stdout.on('resize', () => out(stdout.columns + 'x' + stdout.rows)); keys(() => {}); out('ready ');",
  );
  await terminal.waitFor('ready');
  terminal.resize(40, 12);
  await terminal.waitFor('40x12');
  assert.deepEqual([terminal.columns, terminal.rows], [40, 12]);
});

test('draws the screen', async () => {
  await using terminal = run(
    "out('\\u001b[1;32mbold\\u001b[0m <中文>\\u001b[38;2;1;2;3;4mx\\u001b[0m\\r\\n\\u001b[7minverse\\u001b[0m ┌─┐ \\u001b[31;44m▀\\u001b[0m');",
    { columns: 24, rows: 6 },
  );
  await terminal.exited;
  const svg = screenSvg(terminal, { title: 'a & b' });
  const texts = svg
    .match(/<text[^>]*>[^<]+/g)
    ?.map(text => text.replace(/ textLength="[^"]*"| xml:space="preserve"/g, ''));
  assert.deepEqual(texts, [
    '<text x="117.5" y="22" text-anchor="middle" fill="#d7dae0" opacity="0.6">a &amp; b',
    '<text x="16" y="48.4" fill="#98c379" font-weight="bold">bold',
    '<text x="49.71" y="48.4" fill="#d7dae0"> &lt;',
    '<text x="66.57" y="48.4" fill="#d7dae0" font-size="16">中',
    '<text x="83.42" y="48.4" fill="#d7dae0" font-size="16">文',
    '<text x="100.28" y="48.4" fill="#d7dae0">&gt;',
    '<text x="108.71" y="48.4" fill="#010203">x',
    '<text x="16" y="67.4" fill="#1e2127">inverse',
  ]);
  assert.match(
    svg,
    /<rect x="16" y="53" width="59" height="19" fill="#d7dae0"\/><text[^>]*fill="#1e2127">inverse/,
  );
  assert.match(svg, /<rect x="108.71" width="8.43" height="1" y="51" fill="#010203"\/>/);
  assert.match(svg, /<path d="M87.64 62.5H91.85M87.64 62.5V72" stroke="#d7dae0"/);
  assert.match(svg, /fill="#61afef"\/><rect [^>]*height="9.5" fill="#f07178"\/>/);
  const { width, height, format } = await sharp(await screenPng(svg)).metadata();
  assert.deepEqual([width, height, format], [470, 176, 'png']);
});
