/** A real program in a real pseudo-terminal, with a terminal emulator that shows what a person would see. */
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { type Cell, rowsOfCells } from './screen/cells.ts';

export type TerminalOptions = {
  readonly args?: readonly string[];
  /** The program; `dist/cli.js` under this Node by default. `args` follow its own arguments. */
  readonly command?: readonly [file: string, ...args: string[]];
  readonly columns?: number;
  readonly rows?: number;
  /** Added to an environment that has nothing of the person's (PWD is set by the pseudo-terminal); `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** An empty temporary folder, which is also HOME, by default. */
  readonly cwd?: string;
  readonly language?: 'en_US.UTF-8' | 'zh_CN.UTF-8';
};

export type Exit = {
  /** Null when a signal ended the program. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
};

export type Cursor = { readonly x: number; readonly y: number; readonly visible: boolean };

/** What to wait for: text or a pattern on the screen, or anything else that becomes true. */
export type Awaited = string | RegExp | ((terminal: OpenTerminal) => boolean);

export type OpenTerminal = AsyncDisposable & {
  readonly columns: number;
  readonly rows: number;
  readonly pid: number;
  /** The empty folder that is the program's HOME, gone after `close`. */
  readonly home: string;
  /** All output so far, as sent. */
  readonly bytes: string;
  /** Synchronised frames so far (CSI ?2026h). */
  readonly frames: number;
  /** Full clears so far; sequences that belong to one clear count once. */
  readonly clears: number;
  readonly bracketedPaste: boolean;
  /** Resolves when the program has ended and its last output is on the screen. */
  readonly exited: Promise<Exit>;
  /** Sends keys as they are. */
  write(keys: string): void;
  /** Pastes as terminals do: line breaks become CR, and brackets go around if the program turned them on. */
  paste(text: string): void;
  /** The visible rows, each without blanks at its end, without the empty ones at the bottom. */
  screen(): string;
  /** The scrollback and the visible rows, likewise. */
  history(): string;
  /** The visible cells with their colours. */
  cells(): readonly (readonly Cell[])[];
  /** Column and row on the screen, from 0. */
  cursor(): Cursor;
  /**
   * Resolves as soon as the screen shows it, between frames. Rejects, with the screen in the message, after
   * `timeoutMs` (15 s by default) or when the program ends without showing it.
   */
  waitFor(what: Awaited, options?: { readonly timeoutMs?: number }): Promise<void>;
  resize(columns: number, rows: number): void;
  kill(signal: NodeJS.Signals): void;
  /** Ends the program if it still runs and removes its HOME. */
  close(): Promise<void>;
};

const SCROLLBACK = 5000;
/** Time that a program gets to end after SIGHUP before SIGKILL. */
const FAREWELL_MS = 1500;

// A run of erase-display, home-and-erase-below, and full resets is one clear.
const CLEAR = /(?:\u001b\[[23]J|\u001b\[(?:1?;?1?)H\u001b\[0?J|\u001bc)+/g;

/** Starts a program in a terminal of its own. */
export function openTerminal(options: TerminalOptions = {}): OpenTerminal {
  const { columns = 80, rows = 24, args = [], language = 'en_US.UTF-8' } = options;
  const home = mkdtempSync(join(tmpdir(), 'terminal-'));
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
  const [file, ...first] = options.command ?? [process.execPath, cli];
  const pty = spawn(file, [...first, ...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: options.cwd ?? home,
    env: environmentOf(home, language, options.env ?? {}),
  });
  const emulator = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: SCROLLBACK,
    allowProposedApi: true,
  });
  const watchers = new Set<() => void>();
  let bytes = '';
  let cursorVisible = true;
  let ended: Exit | null = null;

  // The emulator keeps this to itself; the handlers only listen.
  for (const [final, visible] of [
    ['h', true],
    ['l', false],
  ] as const) {
    emulator.parser.registerCsiHandler({ prefix: '?', final }, parameters => {
      if (parameters.includes(25)) cursorVisible = visible;
      return false;
    });
  }
  const wake = () => {
    for (const watcher of watchers) watcher();
  };
  emulator.onData(answer => {
    if (!ended) pty.write(answer);
  });
  pty.onData(output => {
    bytes += output;
    emulator.write(output, wake);
  });
  const { promise: exited, resolve: end } = Promise.withResolvers<Exit>();
  pty.onExit(({ exitCode, signal }) => {
    // The last output may still be on its way through the emulator.
    emulator.write('', () => {
      ended = signal ? { code: null, signal: signalName(signal) } : { code: exitCode, signal: null };
      end(ended);
      wake();
    });
  });

  const text = (from: number) => {
    const { active } = emulator.buffer;
    const lines: string[] = [];
    for (let row = from; row < active.baseY + emulator.rows; row += 1)
      lines.push(active.getLine(row)?.translateToString(true).trimEnd() ?? '');
    return lines.join('\n').trimEnd();
  };

  const terminal: OpenTerminal = {
    get columns() {
      return emulator.cols;
    },
    get rows() {
      return emulator.rows;
    },
    get bytes() {
      return bytes;
    },
    get frames() {
      return bytes.split('\u001b[?2026h').length - 1;
    },
    get clears() {
      return bytes.match(CLEAR)?.length ?? 0;
    },
    get bracketedPaste() {
      return emulator.modes.bracketedPasteMode;
    },
    pid: pty.pid,
    home,
    exited,
    write: keys => pty.write(keys),
    paste(pasted) {
      const keys = pasted.replace(/\r?\n/g, '\r');
      pty.write(terminal.bracketedPaste ? `\u001b[200~${keys}\u001b[201~` : keys);
    },
    screen: () => text(emulator.buffer.active.baseY),
    history: () => text(0),
    cells: () => rowsOfCells(emulator),
    cursor() {
      const { cursorX, cursorY } = emulator.buffer.active;
      return { x: cursorX, y: cursorY, visible: cursorVisible };
    },
    async waitFor(what, { timeoutMs = 15_000 } = {}) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const fail = (why: string) =>
        reject(new Error(`${why} while waiting for ${String(what)}; the screen:\n${terminal.screen()}`));
      const look = () => {
        // Within a synchronised frame a person still sees the one before.
        if ((ended || !emulator.modes.synchronizedOutputMode) && shows(terminal, what)) resolve();
        else if (ended) fail(`The program ended (${ended.signal ?? ended.code})`);
      };
      const timer = setTimeout(() => fail(`${timeoutMs} ms passed`), timeoutMs);
      watchers.add(look);
      try {
        look();
        await promise;
      } finally {
        clearTimeout(timer);
        watchers.delete(look);
      }
    },
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    kill(signal) {
      if (!ended) pty.kill(signal);
    },
    async close() {
      const left = new AbortController();
      terminal.kill('SIGHUP');
      const late = wait(FAREWELL_MS, 'late', { signal: left.signal }).catch(() => 'in time');
      if ((await Promise.race([exited, late])) === 'late') terminal.kill('SIGKILL');
      await exited;
      left.abort();
      emulator.dispose();
      rmSync(home, { recursive: true, force: true });
    },
    [Symbol.asyncDispose]: () => terminal.close(),
  };
  return terminal;
}

function shows(terminal: OpenTerminal, what: Awaited): boolean {
  if (typeof what === 'function') return what(terminal);
  return typeof what === 'string' ? terminal.screen().includes(what) : what.test(terminal.screen());
}

/** A variable whose value is undefined would arrive as the word "undefined", so such ones are left out. */
function environmentOf(
  home: string,
  language: string,
  more: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const all = {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: language,
    ...more,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function signalName(number: number): NodeJS.Signals | null {
  for (const [name, value] of Object.entries(constants.signals))
    if (value === number && isSignal(name)) return name;
  return null;
}

function isSignal(name: string): name is NodeJS.Signals {
  return Object.hasOwn(constants.signals, name);
}
