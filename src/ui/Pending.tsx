/** What goes with the next question and what waits in the queue, a row each, above the prompt line. */
import { Box, Text } from 'ink';
import type { ImageRef } from '../chat/image-ref.ts';
import type { Draft } from '../chat/state.ts';
import { say } from '../text/catalogue.ts';
import { chipText } from '../text/chip.ts';
import { cleanLine } from '../text/clean.ts';
import type { Locale } from '../text/locale.ts';
import { fitWidth } from '../text/width.ts';

const IMAGE_ROWS = 3;
const QUEUE_ROWS = 2;

/** How many rows they are. */
export function pendingRowCount(images: number, queued: number): number {
  return Math.min(images, IMAGE_ROWS) + Math.min(queued, QUEUE_ROWS);
}

/** The rows of both lists, at most three of pictures and two of lines. */
export function pendingRows(
  images: readonly ImageRef[],
  queue: readonly Draft[],
  options: { readonly locale: Locale; readonly columns: number },
): readonly string[] {
  const { locale, columns } = options;
  const chips = images.slice(0, images.length > IMAGE_ROWS ? IMAGE_ROWS - 1 : IMAGE_ROWS).map(chipText);
  const more = images.length - chips.length;
  const rows = more > 0 ? [...chips, say(locale, 'more-images', { more })] : chips;
  const [first] = queue;
  const queued = first ? [say(locale, 'queued', { text: cleanLine(first.text) })] : [];
  if (queue.length > 1) queued.push(say(locale, 'more-queued', { more: queue.length - 1 }));
  return [...rows, ...queued].map(row => fitWidth(`  ${row}`, Math.max(4, columns - 1)));
}

export function Pending({ rows }: { readonly rows: readonly string[] }) {
  if (rows.length === 0) return null;
  return (
    <Box flexDirection="column">
      {rows.map((row, index) => (
        <Text key={index} color="cyan" wrap="truncate">
          {row}
        </Text>
      ))}
    </Box>
  );
}
