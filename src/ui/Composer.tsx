/** The prompt line on the screen. It holds nothing: the line comes in, presses and pastes go out. */
import { Box, Text, useCursor, useInput, useIsScreenReaderEnabled, usePaste } from 'ink';
import { type ReactNode, useEffect } from 'react';
import type { Press } from '../chat/action.ts';
import type { Chip } from '../line/chips.ts';
import { type Cell, layoutLine, PROMPT_WIDTH, visibleRows } from '../line/layout.ts';
import type { Line } from '../line/line.ts';
import { fitWidth, textWidth } from '../text/width.ts';
import { decodePress } from './press.ts';

export type ComposerProps = {
  readonly line: Line;
  /** Cells of the terminal; the composer begins at its left edge. */
  readonly columns: number;
  /** Rows taken at most, but never fewer than needed for a row of text and the label of a search. */
  readonly maxRows: number;
  /** Rows of the live region above the composer: the terminal's own cursor is placed from its top. */
  readonly top: number;
  /** Shown in an empty line. */
  readonly placeholder: string;
  readonly chipLabel: (chip: Chip) => string;
  /** Shown below the line while the history is searched, the cursor after the query in it; null otherwise. */
  readonly searchLabel: string | null;
  /** Every press of an event, in order. */
  readonly onPress: (press: Press) => void;
  /** A bracketed paste, as the terminal sent it. */
  readonly onPaste: (text: string) => void;
  /** Whether the line is only shown, not written. */
  readonly dimmed?: boolean;
  /** Told what was drawn of the line above the cursor's row, and the cursor's column. */
  readonly onDrawn?: (above: readonly string[], column: number) => void;
  /** Whether keys and the cursor are here. */
  readonly isActive?: boolean;
};

const PROMPT = '› ';
// In the place of the prompt, where rows above or below are not shown.
const MORE = '⋮ ';
const INDENT = ' '.repeat(PROMPT_WIDTH);

export function Composer(props: ComposerProps) {
  const {
    line,
    columns,
    placeholder,
    searchLabel,
    onPress,
    onPaste,
    onDrawn,
    dimmed = false,
    isActive = true,
  } = props;
  const isForScreenReader = useIsScreenReaderEnabled();
  const { setCursorPosition } = useCursor();
  useInput(
    (input, key) => {
      for (const press of decodePress(input, key)) onPress(press);
    },
    { isActive },
  );
  usePaste(onPaste, { isActive });
  const { rows, first, isLast, cursor } = composerRows(props);
  const label = searchLabel === null ? null : fitWidth(searchLabel, columns - 1);
  const cell: Cell = label === null ? cursor : { row: rows.length, column: endOfQuery(label, line) };
  useEffect(() => {
    const above = rows.slice(0, cell.row).map(row => INDENT + row);
    onDrawn?.(above, cell.column);
  });
  if (isForScreenReader) return <Text>{[PROMPT + rows.join('\n'), label].filter(Boolean).join('\n')}</Text>;
  setCursorPosition(isActive ? { x: cell.column, y: props.top + cell.row } : undefined);
  // No row is wider than the frame: truncating only keeps Ink from wrapping where it should measure differently.
  return (
    <Box flexDirection="column" width={columns} flexShrink={0}>
      {rows.map((row, index) => (
        <Text key={index} wrap="truncate" dimColor={dimmed}>
          {mark(first + index === 0, index === 0 || (index === rows.length - 1 && !isLast))}
          {row}
          {line.text === '' ? <Text dimColor>{fitWidth(placeholder, columns - PROMPT_WIDTH)}</Text> : null}
        </Text>
      ))}
      {label === null ? null : (
        <Text wrap="truncate" dimColor>
          {label}
        </Text>
      )}
    </Box>
  );
}

/** The column after the query in the label of a search. */
function endOfQuery(label: string, { search }: Line): number {
  const query = search?.query ?? '';
  const start = query === '' ? -1 : label.lastIndexOf(query);
  return textWidth(start < 0 ? label : label.slice(0, start + query.length));
}

/** What stands before a row: the prompt before the very first, a sign where rows are hidden, else nothing. */
function mark(isFirst: boolean, isEdge: boolean): ReactNode {
  if (isFirst) return <Text color="cyan">{PROMPT}</Text>;
  return isEdge ? <Text dimColor>{MORE}</Text> : INDENT;
}

/** The rows of the line that are shown, how many are hidden above, whether the last is among them, and the cursor's cell in them. */
function composerRows({ line, columns, maxRows, chipLabel, searchLabel }: ComposerProps) {
  const widths = { promptWidth: PROMPT_WIDTH, continuationWidth: PROMPT_WIDTH };
  const layout = layoutLine(line, { columns, ...widths, chipLabel });
  const shown = visibleRows(layout, searchLabel === null ? maxRows : maxRows - 1);
  return { ...shown, isLast: shown.first + shown.rows.length === layout.rows.length };
}
