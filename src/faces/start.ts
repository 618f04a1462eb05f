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
import { startFirstPrompt } from './first-prompt.ts';

declare const __VERSION__: string;

const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';

/** Starts the program with the arguments and streams of this process, and sets its exit code when it is over. */
export async function start(): Promise<void> {
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
  const isScreen = stdin.isTTY && stdout.isTTY && env.TERM !== 'dumb' && !settings.plain;
  if (!isScreen) {
    const { runPlain } = await import('./plain.ts');
    end(await runPlain({ args, settings, streams: { stdin, stdout, stderr }, cwd, home }));
    return;
  }
  if (settings.color === 'never') env.FORCE_COLOR = '0';
  else if (settings.color === 'always') env.FORCE_COLOR = '3';
  const first = startFirstPrompt({ stdin, stdout, settings, version: VERSION });
  const { runRepl } = await import('./repl.tsx');
  end(await runRepl({ args, settings, first, stdout, cwd, home }));
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
