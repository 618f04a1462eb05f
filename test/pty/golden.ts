/** Golden frames: what a person saw at the moments of a story, as text that is versioned. `UPDATE=1` rewrites them. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Chat, SPINNER } from './chat.ts';

/** A port of five digits and a folder of six random characters keep the widths as they are. */
const STEADY_PORT = '12345';
const STEADY_FOLDER = 'story0';

/**
 * How much of the screen a moment keeps: the height at which the prompt stands depends on how tall a frame ever was, which
 * depends on how the network cut an answer.
 */
const MOMENT_ROWS = 16;

export type Frame = {
  /** Keeps the last rows. */
  moment(title: string, at?: Chat): void;
  /** Keeps the scrollback and the screen. */
  whole(title: string, at?: Chat): void;
  /** Compares all that was kept with `frames/<name>.txt`. */
  matches(name: string): void;
};

/** An empty frame of a chat; `at` is one that followed in the same HOME. */
export function frameOf(chat: Chat): Frame {
  const parts: string[] = [];
  const keep = (title: string, { terminal }: Chat, most: number) => {
    const { x, y, visible } = terminal.cursor();
    const up = terminal.screen().split('\n').length - 1 - y;
    const row = up < 0 ? 'below' : up === 0 ? 'in the last row' : `${up} ${up === 1 ? 'row' : 'rows'} up`;
    const cursor = visible ? `cursor ${row}, column ${x + 1}` : 'no cursor';
    const text = terminal.history().split('\n').slice(-most).join('\n');
    parts.push(`━━ ${title} (${cursor})\n${text}\n`);
  };
  return {
    moment: (title, at = chat) => keep(title, at, MOMENT_ROWS),
    whole: (title, at = chat) => keep(title, at, Number.POSITIVE_INFINITY),
    matches(name) {
      const seen = steady(parts.join('\n'), chat);
      const file = new URL(`frames/${name}.txt`, import.meta.url);
      if (process.env.UPDATE) writeFileSync(file, seen);
      assert.ok(existsSync(file), `There is no frame ${name} yet; UPDATE=1 writes it.`);
      assert.deepEqual(seen.split('\n'), readFileSync(file, 'utf8').split('\n'));
    },
  };
}

const SPINNING = new RegExp(SPINNER, 'g');

/** The text with the port, the temporary folder and the spinner as they always are, also where a line breaks in them. */
function steady(text: string, { server, home }: Chat): string {
  const { port } = new URL(server.url);
  const folder = home.slice(-STEADY_FOLDER.length);
  assert.equal(port.length, STEADY_PORT.length);
  return replaced(replaced(text, port, STEADY_PORT), folder, STEADY_FOLDER).replace(SPINNING, '⠋');
}

/** Each character of `from` becomes the one of `to` at its place; breaks and indents in between stay. */
function replaced(text: string, from: string, to: string): string {
  const pattern = new RegExp([...from].join('(\\n *)?'), 'g');
  return text.replace(pattern, found => {
    let index = 0;
    return found.replace(/\S/g, () => to.charAt(index++));
  });
}
