/** The completion menu below the prompt line. */
import { Box, Text } from 'ink';
import type { MenuItem } from '../chat/overlay.ts';
import { fitWidth, textWidth } from '../text/width.ts';
import { windowAround } from './window-around.ts';

export function Menu(props: {
  readonly items: readonly MenuItem[];
  readonly selected: number;
  readonly columns: number;
  readonly maxRows: number;
}) {
  const { items, selected, columns, maxRows } = props;
  const from = windowAround(selected, items.length, maxRows);
  const shown = items.slice(from, from + maxRows);
  const widest = Math.min(Math.floor(columns * 0.6), Math.max(...items.map(item => textWidth(item.label))));
  return (
    <Box flexDirection="column">
      {shown.map((item, index) => {
        const isSelected = from + index === selected;
        const label = fitWidth(item.label, widest);
        const gap = ' '.repeat(Math.max(0, widest - textWidth(label)) + 2);
        const rest = Math.max(0, columns - widest - 5);
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
    </Box>
  );
}
