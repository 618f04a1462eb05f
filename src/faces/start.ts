/** From the command line to a face. On a terminal the prompt is drawn and echoes before anything heavy is loaded. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSettings } from '../settings/settings.ts';
import { say, sentence } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { localeOf } from '../text/locale.ts';
import { parseArguments } from './arguments.ts';
import { EXIT } from './exit-code.ts';
import type { FirstPrompt } from './first-prompt.ts';
import { VERSION } from './version.ts';

/**
 * Starts the program with the arguments and streams of this process, and sets its exit code when it is over. `first` is
 * the prompt drawn meanwhile, if any.
 */
export async function start(first: FirstPrompt | null): Promise<void> {
  const { env, stdin, stdout, stderr, platform } = process;
  process.on('uncaughtException', onMistake);
  process.on('unhandledRejection', onMistake);
  const cwd = process.cwd();
  const home = homedir();
  // A reader that went away, as `| head` does, is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
  });
  stderr.on('error', () => {});
  const parsed = parseArguments(process.argv.slice(2), path => existsSync(resolve(cwd, path)));
  if (!parsed.ok) {
    if (first) takeAway(first, process);
    stderr.write(`${sentence(parsed.notice, localeOf(env))}\n`);
    process.exitCode = EXIT.usage;
    return;
  }
  const { args } = parsed;
  if (args.show === 'version') {
    stdout.write(`${VERSION}\n`);
    return;
  }
  // The bundle lies in dist/, the sources in src/faces/.
  const here = dirname(fileURLToPath(import.meta.url));
  const packageRoot = nearestPackage(here);
  const settings = loadSettings(args.flags, { env, platform, home, cwd, packageRoot });
  if (args.show === 'help') {
    const { helpText } = await import('./help.ts');
    stdout.write(helpText(settings.locale, settings));
    return;
  }
  if (!first || settings.plain) {
    if (first) takeAway(first, process);
    const { runPlain } = await import('./plain.ts');
    end(await runPlain({ args, settings, streams: { stdin, stdout, stderr }, cwd, home }));
    return;
  }
  if (settings.color === 'never') env.FORCE_COLOR = '0';
  else if (settings.color === 'always') env.FORCE_COLOR = '3';
  // In pieces, so that keys are echoed in between.
  const { runRepl } = await withoutFetch(async () => {
    for (const load of [() => import('react'), () => import('ink')]) {
      await load();
      await new Promise(setImmediate);
    }
    return import('./repl.tsx');
  });
  end(await runRepl({ args, settings, first, stdout, cwd, home }));
}

/** Takes the first prompt off the screen and gives what was typed back to stdin. */
function takeAway(first: FirstPrompt, { stdin, stdout }: NodeJS.Process): void {
  const { line, clear } = first.handOver();
  stdout.write(`${clear}\u001b[?2004l`);
  stdin.setRawMode(false);
  if (line.text !== '') stdin.unshift(Buffer.from(line.text));
}

/**
 * Loads modules while `fetch` is hidden: Yoga, Ink's layout, would read its embedded WebAssembly through it, which loads an
 * HTTP client for some 40 ms; without it Yoga decodes the bytes itself.
 */
async function withoutFetch<T>(load: () => Promise<T>): Promise<T> {
  const { fetch } = globalThis;
  Reflect.set(globalThis, 'fetch', undefined);
  try {
    return await load();
  } finally {
    Reflect.set(globalThis, 'fetch', fetch);
  }
}

/** Ends the process once what was written is out: idle connections to a server would keep it for seconds. */
function end(code: number): void {
  process.exitCode = code;
  process.stdout.write('', () => process.exit());
}

/** A mistake of the program: one sentence in place of a stack trace. What was committed is on disk already. */
function onMistake(error: unknown): void {
  const message = cleanLine(error instanceof Error ? error.message : String(error), 300);
  process.stderr.write(`\n${say(localeOf(process.env), 'internal-error', { message })}\n`);
  process.exit(1);
}

function nearestPackage(folder: string): string {
  let at = folder;
  while (!existsSync(resolve(at, 'package.json'))) {
    const up = dirname(at);
    if (up === at) return folder;
    at = up;
  }
  return at;
}
