/** The lines of a stream, one at a time. */
import { cleaned } from './conversation.ts';

/** What came on stdin is no text. */
export class BinaryInput extends Error {}

/**
 * The lines of the stream, cleaned. A `\` at the end of one joins the next to it. `ask` is called before each is read. Not by
 * `node:readline`, for which U+2028 in a pasted text ends a line. A stream that fails ends.
 */
export async function* linesOf(stream: NodeJS.ReadableStream, ask: () => void): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let held = '';
  ask();
  for await (const raw of split(stream)) {
    const line = cleaned(raw);
    if (line.endsWith('\\')) held += `${line.slice(0, -1)}\n`;
    else {
      yield held + line;
      held = '';
    }
    ask();
  }
  if (held !== '') yield held;
}

async function* split(stream: AsyncIterable<string | Buffer>): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const piece of stream) {
      // A picture or another file, not words (bytes that are no UTF-8 among zeros): nothing of it is a question.
      if (/\0[\s\S]*\ufffd|\ufffd[\s\S]*\0/.test(String(piece))) throw new BinaryInput();
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield line;
    }
  } catch (error) {
    if (error instanceof BinaryInput) throw error;
    // A folder in place of a file fails on the first read.
  }
  if (rest !== '') yield rest;
}
