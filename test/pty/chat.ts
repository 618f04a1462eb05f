/** The program in a terminal, talking to a fake server: what every story begins with. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PLACEHOLDER } from '../../src/text/placeholder.ts';
import { fixtureBytes } from '../helpers/fake-server/answers.ts';
import type { FakeServerOptions } from '../helpers/fake-server/options.ts';
import { type FakeServer, startFakeServer } from '../helpers/fake-server.ts';
import { type OpenTerminal, openTerminal, type TerminalOptions } from '../helpers/terminal.ts';

export type Language = 'en' | 'zh';

export type ChatOptions = {
  readonly language?: Language;
  readonly columns?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  /** Over the variables that name the fake server. */
  readonly env?: TerminalOptions['env'];
  /** What is started in place of the program, which it finds as the variables NODE and CLI. */
  readonly shell?: readonly [file: string, ...args: string[]];
  /** Pictures of `test/fixtures/pictures` that lie in the working directory. */
  readonly pictures?: readonly string[];
  readonly server?: FakeServerOptions;
};

export type Chat = AsyncDisposable & {
  readonly server: FakeServer;
  readonly terminal: OpenTerminal;
  /** The working directory and HOME. */
  readonly home: string;
  /** Resolves when the screen shows the texts, wherever their lines break. */
  sees(...texts: readonly string[]): Promise<void>;
  /** The same with an empty prompt and nothing under way. */
  idle(...texts: readonly string[]): Promise<void>;
  /** Resolves when this, as it stands on the screen, is in the prompt of the Ink screen and nothing is under way. */
  idleWith(line: string): Promise<void>;
  /** Types a line and Enter. */
  say(line: string): void;
  /** Starts the program once more in the same HOME, with the same server. `close` this one after it. */
  again(options?: Omit<ChatOptions, 'pictures' | 'server'>): Chat;
};

const CLI = new URL('../../dist/cli.js', import.meta.url);

export const SPINNER = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;

/** Starts a server and the program with it. */
export async function openChat(options: ChatOptions = {}): Promise<Chat> {
  const server = await startFakeServer(options.server);
  return chatWith(server, options, null);
}

function chatWith(server: FakeServer, options: ChatOptions, former: Chat | null): Chat {
  const { language = 'en', env = {}, columns, rows, args, shell, pictures = [] } = options;
  const terminal = openTerminal({
    ...(shell ? { command: shell } : {}),
    ...(args ? { args } : {}),
    ...(columns ? { columns } : {}),
    ...(rows ? { rows } : {}),
    ...(former ? { cwd: former.home } : {}),
    language: language === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8',
    env: {
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: server.url,
      OPENAI_MODEL: 'fake-vision',
      ...(shell ? { NODE: process.execPath, CLI: fileURLToPath(CLI) } : {}),
      ...(former ? { HOME: former.home } : {}),
      ...env,
    },
  });
  const home = former?.home ?? terminal.home;
  for (const name of pictures) writeFileSync(join(home, name), fixtureBytes(name));
  const prompt = PLACEHOLDER[language];
  const { host } = new URL(server.url);
  const chat: Chat = {
    server,
    terminal,
    home,
    sees: (...texts) => terminal.waitFor(seen(texts, () => true)),
    idle: (...texts) => terminal.waitFor(seen([prompt, ...texts], screen => !SPINNER.test(screen))),
    idleWith: line =>
      terminal.waitFor(
        seen([line], screen => screen.includes(`› ${line}\n${host}`) && !SPINNER.test(screen)),
      ),
    say: line => terminal.write(`${line}\r`),
    again: (more = {}) => chatWith(server, { ...options, ...more }, chat),
    async [Symbol.asyncDispose]() {
      await terminal.close();
      if (!former) await server.close();
    },
  };
  return chat;
}

/** A condition that a failure reports by its texts. */
function seen(
  texts: readonly string[],
  also: (screen: string) => boolean,
): (terminal: OpenTerminal) => boolean {
  const wanted = texts.map(dense);
  const look = (terminal: OpenTerminal) => {
    const screen = terminal.screen();
    const all = dense(screen);
    return wanted.every(text => all.includes(text)) && also(screen);
  };
  return Object.assign(look, { toString: () => JSON.stringify(texts) });
}

/** Text without blanks, line breaks and the bars of quotes, to find it however it is laid out. */
export function dense(text: string): string {
  return text.replace(/[\s▎]+/g, '');
}

/** Resolves when something that is not on the screen has come about; rejects after 15 s. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 15_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`15 s passed while waiting for ${String(isSo)}`);
    await wait(10);
  }
}
