/**
 * Measures the built program from outside, in a real terminal, against floors built in the same run:
 * `npm run bench -- [--quick] [--only <scenario>]… [--program <file>] [--floors-only]`.
 * Figures of one machine say little; the ratios say something. Subjects take turns, so that what else the machine
 * does falls on all of them.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { buildFloors, FLOORS } from './build-floors.ts';
import { writeLongSession } from './long-session.ts';
import { startMockServer } from './mock.ts';
import { linesOf, tableOf } from './report.ts';
import type { Conditions, Figures, Scenario } from './scenario.ts';
import { bursts } from './scenarios/bursts.ts';
import { keys } from './scenarios/keys.ts';
import { paced } from './scenarios/paced.ts';
import { picture } from './scenarios/picture.ts';
import { resume } from './scenarios/resume.ts';
import { start } from './scenarios/start.ts';
import { turns } from './scenarios/turns.ts';
import type { Subject } from './subject.ts';

const PROGRAM = 'vision-chat';
const SCENARIOS: readonly Scenario[] = [start, keys, bursts, paced, turns, resume, picture];

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    program: { type: 'string', default: 'dist/cli.js' },
    'floors-only': { type: 'boolean', default: false },
  },
});
const isQuick = options.quick;
const wanted = SCENARIOS.filter(({ name }) => options.only?.includes(name) ?? true);
if (wanted.length === 0) {
  console.error(`Scenarios: ${SCENARIOS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'vision-chat-bench-'));
const server = await startMockServer();
try {
  await buildFloors(join(folder, 'floors'));
  const subjects = [
    ...(options['floors-only'] ? [] : [programSubject()]),
    ...FLOORS.map(floor => ({
      ...commonOf(floor),
      args: [join(folder, 'floors', floor, 'main.mjs')],
      attached: floor === 'raw' ? /^\[picture\]/ : null,
    })),
  ];
  const conditions = await prepare();
  const verdicts: string[] = [];
  for (const scenario of wanted) verdicts.push(...(await run(scenario, subjects, conditions)));
  const count = (wanted: string) => verdicts.filter(verdict => verdict === wanted).length;
  console.log(
    `\nBudgets kept: ${count('kept')}, missed: ${count('missed')}, not measured: ${count('unmeasured')}.`,
  );
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a scenario on its subjects in turn, prints its table, and answers with the verdicts. */
async function run(
  scenario: Scenario,
  subjects: readonly Subject[],
  conditions: Conditions,
): Promise<readonly string[]> {
  const chosen = subjects.filter(({ name }) => name === PROGRAM || scenario.floors.includes(name));
  if (chosen.length === 0) return [];
  const results = new Map<string, Figures[]>(chosen.map(({ name }) => [name, []]));
  const count = isQuick ? scenario.runs.quick : scenario.runs.full;
  const startedAt = performance.now();
  for (let round = 0; round < count; round++)
    for (const subject of chosen) {
      try {
        results.get(subject.name)?.push(await scenario.measure(subject, conditions));
      } catch (error) {
        console.error(`${scenario.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  const names = chosen.map(({ name }) => name);
  const lines = linesOf(scenario.rows, results, PROGRAM, names);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  const title = `${scenario.name} (${count} runs in turn, ${seconds} s)`;
  console.log(
    `\n${tableOf(
      [title, ...names, 'ratio', 'budget', ''],
      lines.map(({ cells }) => cells),
    )}`,
  );
  return lines.map(({ verdict }) => verdict);
}

function programSubject(): Subject {
  return { ...commonOf(PROGRAM), args: [resolve(options.program)], attached: /#1/ };
}

/** A home of its own, and no variable of the person who runs the bench. */
function commonOf(name: string): Omit<Subject, 'args' | 'attached'> {
  const home = join(folder, 'homes', name);
  mkdirSync(home, { recursive: true });
  return {
    name,
    command: process.execPath,
    prompt: '› ',
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      LANG: 'en_US.UTF-8',
      OPENAI_BASE_URL: server.url,
      OPENAI_API_KEY: 'x',
      VISION_CHAT_SESSIONS: join(home, 'sessions'),
      BENCH_COMPILE_CACHE: join(home, 'compile-cache'),
    },
  };
}

async function prepare(): Promise<Conditions> {
  const sessions = join(folder, 'homes', PROGRAM, 'sessions');
  const wants = (scenario: Scenario) => wanted.includes(scenario);
  return {
    isQuick,
    picture: wants(picture) ? await writePicture(join(folder, 'photo.jpg')) : '',
    longSession:
      wants(resume) && !options['floors-only']
        ? await writeLongSession(sessions, join(sessions, 'store'), server.url)
        : null,
  };
}

/** A photo of 12 megapixels and some 5 MB: soft shapes under a fine grain, as a camera makes it. */
async function writePicture(path: string): Promise<string> {
  const grain = { width: 4000, height: 3000, channels: 3 as const };
  const noise = await sharp({
    create: { ...grain, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 14 } },
  })
    .png()
    .toBuffer();
  const shapes = await sharp({
    create: {
      width: 40,
      height: 30,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .resize(4000, 3000, { kernel: 'cubic' })
    .png()
    .toBuffer();
  await sharp(shapes)
    .composite([{ input: noise, blend: 'overlay' }])
    .jpeg({ quality: 88 })
    .toFile(path);
  return path;
}
