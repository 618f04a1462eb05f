/** The lines of a stream, one at a time. */
import { createInterface } from 'node:readline';
import { cleaned } from './conversation.ts';

export type PlainLines = {
  /** The next line, cleaned; null at the end. A `\` at the end of a line joins the next one to it. `ask` is called before each. */
  readonly next: (ask: () => void) => Promise<string | null>;
  readonly close: () => void;
};

/** Reads lines from here on; those that come before they are asked for wait. A stream that fails ends. */
export function plainLines(stream: NodeJS.ReadableStream): PlainLines {
  const reader = createInterface({ input: stream, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
  stream.on('error', () => reader.close());
  const lines = reader[Symbol.asyncIterator]();
  const read = async () => {
    // A folder in place of a file fails on the first read.
    const next = await lines.next().catch(() => null);
    return !next || next.done ? null : cleaned(next.value);
  };
  return {
    async next(ask) {
      let held = '';
      for (;;) {
        ask();
        const line = await read();
        if (line === null) return held === '' ? null : held;
        if (!line.endsWith('\\')) return held + line;
        held += `${line.slice(0, -1)}\n`;
      }
    },
    close: () => reader.close(),
  };
}
