/** The program on plain lines, as a process of its own: what scripts see of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Conversation, replay } from '../../src/chat/conversation.ts';
import type { LogRecord } from '../../src/chat/record.ts';
import { decodeLog } from '../../src/sessions/format.ts';

/** Shaped like no real key, but long enough to be taken for one. */
export const KEY = 'planted-key-0123456789';

export type PlainOptions = {
  readonly args?: readonly string[];
  /** Text, or lines without their line breaks; nothing by default. */
  readonly input?: string | readonly string[];
  /** Added to an environment that has nothing of the person's; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where questions go, with `KEY`, as by `OPENAI_*`. Without one, no server is configured. */
  readonly server?: { readonly url: string };
};

export type PlainRun = {
  readonly stdout: string;
  readonly stderr: string;
  /** Null when a signal ended the program. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
};

export type Running = {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly send: (line: string) => void;
  /** Ends the input. */
  readonly end: () => void;
  /** Resolves when it is so; rejects, with what was said, when the program ends before or in half a minute. */
  readonly until: (isSo: (run: Running) => boolean) => Promise<void>;
  readonly ended: Promise<PlainRun>;
};

/** A person's computer: an empty home, a working directory with pictures, a folder of sessions. */
export type Place = {
  readonly home: string;
  readonly cwd: string;
  readonly sessionsDir: string;
  /** Puts a picture of the fixtures into the working directory. */
  readonly picture: (fixture: string, name?: string) => string;
  /** Runs the program to its end. */
  readonly run: (options?: PlainOptions) => Promise<PlainRun>;
  /** Starts the program; its input stays open. It is killed with the test. */
  readonly start: (options?: PlainOptions) => Running;
  /** Session files, oldest first. */
  readonly sessions: () => readonly string[];
  readonly records: (session?: string) => readonly LogRecord[];
  /** The conversation of a session, the newest unless named, as its log tells it. */
  readonly conversation: (session?: string) => Conversation;
  /** All files under home, the working directory's too, by path from home. */
  readonly files: () => ReadonlyMap<string, Buffer>;
};

const PATIENCE_MS = 30_000;
/** The program under test: the variable `CLI` names another build than that of `dist/`. */
export const CLI = process.env.CLI ?? fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** A fresh computer, gone after the test. */
export function openPlace(t: TestContext, language = 'en_US.UTF-8'): Place {
  if (!existsSync(CLI)) throw new Error(`${CLI} is not there: npm run build makes it.`);
  const home = mkdtempSync(join(tmpdir(), 'plain-'));
  const cwd = join(home, 'work');
  mkdirSync(cwd);
  t.after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const sessionsDir = join(home, '.local', 'share', 'vision-chat', 'sessions');

  const start = ({ args = [], input, env = {}, server }: PlainOptions = {}): Running => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        LANG: language,
        ...(server ? { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: KEY, OPENAI_MODEL: 'fake-vision' } : {}),
        ...env,
      },
    });
    t.after(() => child.kill('SIGKILL'));
    const running = listenTo(child);
    // It may be over before it has read everything.
    child.stdin.on('error', () => {});
    if (typeof input === 'string') child.stdin.write(input);
    else for (const line of input ?? []) child.stdin.write(`${line}\n`);
    return running;
  };
  const sessions = () =>
    existsSync(sessionsDir)
      ? readdirSync(sessionsDir)
          .filter(name => name.endsWith('.jsonl'))
          .sort()
          .map(name => join(sessionsDir, name))
      : [];
  const records = (session = sessions().at(-1)) =>
    session === undefined ? [] : decodeLog(readFileSync(session, 'utf8')).records;
  return {
    home,
    cwd,
    sessionsDir,
    picture(fixture, name = fixture) {
      const path = join(cwd, name);
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(new URL(`../fixtures/pictures/${fixture}`, import.meta.url), path);
      return path;
    },
    start,
    run(options) {
      const running = start(options);
      running.end();
      return running.ended;
    },
    sessions,
    records,
    conversation: session => replay(records(session)).conversation,
    files() {
      const found = readdirSync(home, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name));
      return new Map(found.map(path => [relative(home, path), readFileSync(path)]));
    },
  };
}

function listenTo(child: ReturnType<typeof spawn>): Running {
  const { stdin, stdout, stderr } = child;
  let out = '';
  let err = '';
  let isOver = false;
  const watchers = new Set<() => void>();
  const wake = () => {
    for (const watcher of watchers) watcher();
  };
  stdout?.setEncoding('utf8').on('data', text => {
    out += text;
    wake();
  });
  stderr?.setEncoding('utf8').on('data', text => {
    err += text;
    wake();
  });
  const ended = once(child, 'close').then(([code, signal]): PlainRun => {
    isOver = true;
    wake();
    return { stdout: out, stderr: err, code, signal };
  });
  const running: Running = {
    child,
    stdout: () => out,
    stderr: () => err,
    send: line => stdin?.write(`${line}\n`),
    end: () => stdin?.end(),
    ended,
    until(isSo) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const said = () => `\nstdout: ${out}\nstderr: ${err}`;
      const check = () => {
        if (isSo(running)) resolve();
        else if (isOver) reject(new Error(`ended before it was so: ${isSo}${said()}`));
      };
      const timer = setTimeout(() => reject(new Error(`never so: ${isSo}${said()}`)), PATIENCE_MS);
      // What is waited for may be on disk, where nobody is told of it.
      const ticking = setInterval(check, 10);
      watchers.add(check);
      check();
      return promise.finally(() => {
        clearTimeout(timer);
        clearInterval(ticking);
        watchers.delete(check);
      });
    },
  };
  return running;
}
