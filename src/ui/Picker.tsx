/** A list to pick from, with a filter line. Takes the place of the prompt line. */
import { Box, Text } from 'ink';
import { filtered, type Overlay } from '../chat/overlay.ts';
import { say } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import type { Locale } from '../text/locale.ts';
import { fitWidth, textWidth } from '../text/width.ts';
import { Field } from './Field.tsx';
import { windowAround } from './window-around.ts';

export function Picker(props: {
  readonly picker: Extract<Overlay, { kind: 'picker' }>;
  readonly locale: Locale;
  readonly columns: number;
  readonly maxRows: number;
  readonly onFilter: (filter: string) => void;
}) {
  const { picker, locale, columns } = props;
  const items = filtered(picker.items, picker.filter);
  const rows = Math.max(1, props.maxRows - 3);
  const selected = Math.min(picker.selected, Math.max(0, items.length - 1));
  const from = windowAround(selected, items.length, rows);
  const title = say(locale, picker.purpose === 'session' ? 'picker-session' : 'picker-model', {});
  return (
    <Box flexDirection="column">
      <Text bold wrap="truncate">
        {fitWidth(title, columns - 1)}
      </Text>
      <Box>
        <Box flexShrink={0}>
          <Text color="cyan">{say(locale, 'filter', {})}</Text>
        </Box>
        <Field
          value={picker.filter}
          onChange={value => props.onFilter(cleanLine(value))}
          onSubmit={() => {}}
        />
      </Box>
      {items.length === 0 ? <Text dimColor>{`  ${say(locale, 'picker-none', {})}`}</Text> : null}
      {items.slice(from, from + rows).map((item, index) => {
        const isSelected = from + index === selected;
        const detailWidth = textWidth(item.detail);
        const labelWidth = Math.max(12, columns - 5 - detailWidth);
        const label = fitWidth(item.label, Math.min(labelWidth, columns - 4));
        const room = columns - 5 - textWidth(label);
        return (
          <Text key={item.value} wrap="truncate">
            <Text {...(isSelected ? { color: 'cyan', bold: true } : {})}>
              {isSelected ? '› ' : '  '}
              {label}
            </Text>
            <Text dimColor>{room > 8 ? `  ${fitWidth(item.detail, room)}` : ''}</Text>
          </Text>
        );
      })}
      {items.length > rows ? (
        <Text dimColor>{`  ${say(locale, 'picker-more', { shown: rows, total: items.length })}`}</Text>
      ) : null}
    </Box>
  );
}
