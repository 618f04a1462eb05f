/** Up and down: by the rows on the screen as long as there are any, then through the history. */
import { recalled } from './history.ts';
import { type Frame, offsetAt, PROMPT_WIDTH, rowsOf } from './layout.ts';
import type { Line } from './line.ts';
import type { ByRows } from './line-action.ts';

/**
 * The line with the cursor a row up (`step` -1) or down (1), in the column where the climb began; past the first and last
 * row the entry before or after in the history. Right after recalling one, the next comes at once, whatever its rows.
 */
export function climbed(line: Line, step: -1 | 1, { columns, chipLabel }: ByRows): Line {
  const place = line.at + step;
  if (line.streak.kind === 'browsing' && place >= 0 && place <= line.history.length)
    return recalled(line, place);
  const frame: Frame = {
    columns,
    promptWidth: PROMPT_WIDTH,
    continuationWidth: PROMPT_WIDTH,
    chipLabel: chipLabel ?? (chip => `[#${chip.number}]`),
  };
  const { rows, cursor } = rowsOf(line, frame);
  const index = cursor.row + step;
  const row = rows[index];
  if (!row) {
    if (place >= 0 && place <= line.history.length) return recalled(line, place);
    return { ...line, cursor: step < 0 ? 0 : line.text.length, streak: { kind: 'none' } };
  }
  const column = line.streak.kind === 'climbing' ? line.streak.column : cursor.column;
  return {
    ...line,
    cursor: offsetAt(line, frame, row, index, column),
    streak: { kind: 'climbing', column },
  };
}
