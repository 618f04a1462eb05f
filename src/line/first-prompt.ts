/**
 * The prompt line before Ink is there: plain code takes what is typed and draws it, so that the first key is echoed at once.
 * It knows printable characters and Backspace only. All else, from the first such byte on, waits for Ink.
 * Nothing slow is touched for ASCII.
 */
import { fitWidth } from '../text/width.ts';
import { layoutLine, PROMPT_WIDTH, visibleRows } from './layout.ts';
import { editLine, type Line } from './line.ts';

/** What came of a read from the keyboard. */
export type Typed = {
  readonly line: Line;
  /** Whether the line changed and is to be drawn. */
  readonly echoed: boolean;
  /** The bytes not taken. */
  readonly rest: Buffer;
  /**
   * Whether `rest` begins with a byte that is not for this prompt: then it, and all that follows, goes back to stdin for Ink.
   * If not, `rest` is empty or the beginning of a character: it goes before the next read.
   */
  readonly stopped: boolean;
};

/** The line with the printable characters and Backspaces that `bytes`, UTF-8, begins with. */
export function takeTyped(line: Line, bytes: Buffer | string): Typed {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  let next = line;
  let from = 0;
  let at = 0;
  const insert = () => {
    if (at > from) next = editLine(next, { type: 'insert', text: buffer.toString('utf8', from, at) });
  };
  let stopped = false;
  while (at < buffer.length) {
    const byte = buffer[at] ?? 0;
    if (byte === 0x7f || byte === 0x08) {
      insert();
      next = editLine(next, { type: 'backspace' });
      from = ++at;
      continue;
    }
    const length = characterLength(buffer, at);
    stopped = length === undefined;
    if (length === undefined || at + length > buffer.length) break;
    at += length;
  }
  insert();
  return { line: next, echoed: next !== line, rest: buffer.subarray(at), stopped };
}

/** The bytes of the printable character at `at`, as far as its first bytes tell; undefined if none begins there. */
function characterLength(bytes: Buffer, at: number): number | undefined {
  const first = bytes[at] ?? 0;
  if (first >= 0x20 && first <= 0x7e) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return undefined;
  for (const byte of bytes.subarray(at + 1, at + length)) if ((byte & 0xc0) !== 0x80) return undefined;
  return length;
}

/** How the first prompt looks; the same as the composer's, so that the change is not seen. */
export type FirstPromptLook = {
  readonly columns: number;
  /** The rows shown at most; those around the cursor. */
  readonly maxRows: number;
  /** What stands before the first row, `PROMPT_WIDTH` cells, with its colour. */
  readonly prompt: string;
  /** Shown in an empty line; cut to its room, then passed to `dim`. */
  readonly placeholder: string;
  readonly dim: (text: string) => string;
};

/**
 * What to write to show the line in the place of the one drawn before, and the cursor's row from then on.
 * `cursorRow` is the row that the call before gave, 0 for the first, whose cursor is at the left edge.
 */
export function drawFirstPrompt(
  line: Line,
  cursorRow: number,
  { columns, maxRows, prompt, placeholder, dim }: FirstPromptLook,
): { readonly output: string; readonly cursorRow: number } {
  const widths = { promptWidth: PROMPT_WIDTH, continuationWidth: PROMPT_WIDTH };
  const layout = layoutLine(line, { columns, ...widths, chipLabel: chip => `[#${chip.number}]` });
  const { rows, cursor, first } = visibleRows(layout, maxRows);
  const indent = ' '.repeat(PROMPT_WIDTH);
  const hint = line.text === '' ? dim(fitWidth(placeholder, columns - PROMPT_WIDTH)) : '';
  const drawn = rows.map((row, index) => (first + index === 0 ? prompt : indent) + row).join('\r\n');
  const up = rows.length - 1 - cursor.row;
  return {
    output: `${clearFirstPrompt(cursorRow)}${drawn}${hint}\r${up > 0 ? `\x1b[${up}A` : ''}\x1b[${cursor.column}C`,
    cursorRow: cursor.row,
  };
}

/** What to write to take the first prompt off the screen; the cursor stands where it began. */
export function clearFirstPrompt(cursorRow: number): string {
  return `\r${cursorRow > 0 ? `\x1b[${cursorRow}A` : ''}\x1b[J`;
}
