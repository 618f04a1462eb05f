/**
 * Records the README's picture of the program in use: the built program in a real terminal, talking to the tests' model
 * server. `node --import tsx scripts/record-screen.ts` writes `docs/screen.svg`; with a file name, a PNG to look at too.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFakeServer } from '../test/helpers/fake-server.ts';
import { screenPng } from '../test/helpers/screen-png.ts';
import { screenSvg } from '../test/helpers/screen-svg.ts';
import { openTerminal } from '../test/helpers/terminal.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [png] = process.argv.slice(2);
await using server = await startFakeServer({ models: [{ id: 'qwen3-vl', vision: true }] });
await using terminal = openTerminal({
  columns: 92,
  rows: 43,
  env: { OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'qwen3-vl' },
});
copyFileSync(join(root, 'test/fixtures/pictures/gdp_1980_2020.jpg'), join(terminal.home, 'gdp.jpg'));
await terminal.waitFor('qwen3-vl');
terminal.write('/attach gdp.jpg\r');
await terminal.waitFor('#1 gdp.jpg');
terminal.write('Read this chart\r');
await terminal.waitFor(/tokens in/);
terminal.write('Which country grew fastest after 2000?');
await terminal.waitFor('after 2000?');
const svg = screenSvg(terminal, { title: 'vision-chat' }).replaceAll(
  new URL(server.url).host,
  'localhost:11434',
);
mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(join(root, 'docs/screen.svg'), svg);
if (png) writeFileSync(png, await screenPng(svg));
terminal.write('\u0003\u0003');
