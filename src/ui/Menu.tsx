/** The completion menu below the prompt line. */
import { Box, Text } from 'ink';
import type { MenuItem } from '../chat/overlay.ts';
import { say } from '../text/catalogue.ts';
import type { Locale } from '../text/locale.ts';
import { fitWidth, textWidth } from '../text/width.ts';
import { windowAround } from './window-around.ts';

/** Cells that a description needs to say something; with fewer, the labels give way. */
const DESCRIBED = 28;

export function Menu(props: {
  readonly items: readonly MenuItem[];
  readonly selected: number;
  readonly locale: Locale;
  readonly columns: number;
  readonly maxRows: number;
}) {
  const { items, selected, locale, columns } = props;
  const isCut = items.length > props.maxRows;
  const rows = isCut ? Math.max(1, props.maxRows - 1) : props.maxRows;
  const from = windowAround(selected, items.length, rows);
  const isNarrow = columns < widestOf(items.map(item => item.label)) + DESCRIBED;
  const labels = items.map(item => (isNarrow && item.description !== '' ? item.text : item.label));
  const widest = Math.min(columns - 4, widestOf(labels));
  const rest = Math.max(0, columns - widest - 5);
  return (
    <Box flexDirection="column">
      {items.slice(from, from + rows).map((item, index) => {
        const isSelected = from + index === selected;
        const label = fitWidth(labels[from + index] ?? '', widest);
        const gap = ' '.repeat(Math.max(0, widest - textWidth(label)) + 2);
        return (
          <Text key={item.text} wrap="truncate">
            <Text {...(isSelected ? { color: 'cyan', bold: true } : {})}>
              {isSelected ? '› ' : '  '}
              {label}
            </Text>
            <Text dimColor>{item.description === '' ? '' : gap + fitWidth(item.description, rest)}</Text>
          </Text>
        );
      })}
      {isCut && props.maxRows > 1 ? (
        <Text dimColor>{`  ${say(locale, 'picker-more', { shown: rows, total: items.length })}`}</Text>
      ) : null}
    </Box>
  );
}

function widestOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(textWidth));
}
