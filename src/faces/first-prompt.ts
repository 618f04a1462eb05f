/** The prompt of the first moments: drawn and echoed by plain code while the screen is loaded behind it. */
import { clearFirstPrompt, drawFirstPrompt, takeTyped } from '../line/first-prompt.ts';
import { EMPTY_LINE, type Line } from '../line/line.ts';
import { localeOf } from '../text/locale.ts';
import { PLACEHOLDER } from '../text/placeholder.ts';
import { VERSION } from './version.ts';

export type FirstPrompt = {
  /** Fulfilled when the keys that were typed before are read, at once: nothing that takes time should come before. */
  readonly caughtUp: Promise<void>;
  /** Ends it: the line so far, and what takes it off the screen. What it did not take is back in stdin. */
  readonly handOver: () => { readonly line: Line; readonly clear: string };
};

/**
 * Draws the first prompt if all looks like a conversation on a screen; null if not. Arguments and settings are read
 * later: should they want something else, the prompt is taken away again.
 */
export function firstPromptIn(process: NodeJS.Process): FirstPrompt | null {
  const { argv, env, stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY || env.TERM === 'dumb' || env.VISION_CHAT_PLAIN) return null;
  if (argv.slice(2).some(word => /^(--(help|version|plain)|-[hV])$/.test(word))) return null;
  const hasColor = !env.NO_COLOR && !argv.includes('--no-color');
  return startFirstPrompt({ stdin, stdout, hasColor, placeholder: PLACEHOLDER[localeOf(env)] });
}

function startFirstPrompt(options: {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly hasColor: boolean;
  readonly placeholder: string;
}): FirstPrompt {
  const { stdin, stdout, hasColor, placeholder } = options;
  let line = EMPTY_LINE;
  let rest: Buffer = Buffer.alloc(0);
  let row = 0;
  let isStopped = false;
  let isEarly = true;
  const draw = () => {
    const drawn = drawFirstPrompt(line, row, {
      columns: stdout.columns || 80,
      maxRows: Math.max(1, Math.min(8, Math.floor((stdout.rows || 24) / 3))),
      prompt: hasColor ? '\u001b[36m› \u001b[39m' : '› ',
      placeholder,
      dim: text => (hasColor ? `\u001b[2m${text}\u001b[22m` : text),
    });
    row = drawn.cursorRow;
    stdout.write(drawn.output);
  };
  const read = () => {
    for (let bytes = stdin.read() as Buffer | null; bytes !== null; bytes = stdin.read() as Buffer | null) {
      const keys = isEarly ? enterKeysIn(bytes) : bytes;
      const all = rest.length > 0 ? Buffer.concat([rest, keys]) : keys;
      if (isStopped) {
        rest = all;
        continue;
      }
      const typed = takeTyped(line, all);
      ({ line, rest } = typed);
      isStopped = typed.stopped;
      if (typed.echoed) draw();
    }
  };
  stdin.setRawMode(true);
  stdin.on('readable', read);
  const banner = `vision-chat ${VERSION}`;
  // A line of ours comes first: tmux keeps a copy of the screen when it is erased from its very top, as the prompt often is.
  // Bracketed paste is on from here: the lines of an early paste must not be submitted one by one.
  // What was typed before is echoed in front of it by the terminal, and comes again in the prompt.
  stdout.write(`\r\u001b[K\u001b[?2004h${hasColor ? `\u001b[2m${banner}\u001b[22m` : banner}\r\n\r\n`);
  draw();
  // What was typed before raw mode is read in the next whole turn of the event loop; this one may be half over.
  const caughtUp = (async () => {
    for (let turn = 0; turn < 2; turn += 1) await new Promise(setImmediate);
    isEarly = false;
  })();
  return {
    caughtUp,
    handOver() {
      read();
      stdin.off('readable', read);
      if (rest.length > 0) stdin.unshift(rest);
      // The screen begins with the blank row above the prompt.
      return { line, clear: `${clearFirstPrompt(row)}\u001b[A` };
    },
  };
}

/** Before raw mode, a terminal hands the Enter key over as a line feed, which would be Ctrl+J. */
function enterKeysIn(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map(byte => (byte === 0x0a ? 0x0d : byte)));
}
