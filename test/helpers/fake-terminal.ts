/** A terminal in memory for tests of components: what Ink writes is interpreted by xterm, what is typed reaches Ink's stdin. */
import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';

/** Longest wait for a screen. Milliseconds; only a failing test waits so long. */
const PATIENCE_MS = 10_000;

export class FakeTerminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly #keys = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => this.#keys,
    ref: () => this.#keys,
    unref: () => this.#keys,
  });
  readonly #screen: xterm.Terminal;
  readonly #out: Writable & { isTTY: boolean; columns: number; rows: number };
  #waiting: (() => void)[] = [];
  /** All bytes written so far. */
  written = '';

  constructor(columns = 80, rows = 24) {
    this.#screen = new xterm.Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true });
    const write = (chunk: Buffer, _encoding: string, done: () => void) => {
      this.written += chunk.toString();
      this.#screen.write(chunk, () => this.wake());
      done();
    };
    this.#out = Object.assign(new Writable({ write }), { isTTY: true, columns, rows });
    this.stdin = this.#keys;
    this.stdout = this.#out;
  }

  /** Sends bytes as one read. */
  type(text: string): void {
    this.#keys.write(text);
  }

  resize(columns: number, rows = this.#out.rows): void {
    this.#screen.resize(columns, rows);
    Object.assign(this.#out, { columns, rows });
    this.#out.emit('resize');
  }

  /** The rows of the screen without trailing spaces and without the empty rows at its end. */
  rows(): string[] {
    const { active } = this.#screen.buffer;
    const rows = Array.from({ length: this.#screen.rows }, (_, index) =>
      (active.getLine(active.baseY + index)?.translateToString(true) ?? '').trimEnd(),
    );
    while (rows.at(-1) === '') rows.pop();
    return rows;
  }

  /** The cursor's cell, from 0. */
  cursor(): { row: number; column: number } {
    const { cursorX, cursorY } = this.#screen.buffer.active;
    return { row: cursorY, column: cursorX };
  }

  /** Waits until `check` holds after something was drawn or `wake` was called; fails with what the screen shows. */
  async until(check: () => boolean): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.wake();
    }, PATIENCE_MS);
    while (!check() && !late) await new Promise<void>(resolve => this.#waiting.push(resolve));
    clearTimeout(timer);
    if (!check())
      throw new Error(`Not seen: ${check}\n${JSON.stringify(this.cursor())}\n${this.rows().join('\n')}`);
  }

  /** Has waiting tests look again, for conditions that are not on the screen. */
  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
