/** A question with a one-line answer: the key or the server of the first run. */
import { Box, Text } from 'ink';
import type { Overlay } from '../chat/overlay.ts';
import { say } from '../text/catalogue.ts';
import { cleanText } from '../text/clean.ts';
import type { Locale } from '../text/locale.ts';
import { textWidth } from '../text/width.ts';
import { Field } from './Field.tsx';
import { indented } from './indented.ts';

/** Cells for the answer; with fewer beside it, the label stands above. */
const ANSWER = 24;

export function Dialog(props: {
  readonly dialog: Extract<Overlay, { kind: 'dialog' }>;
  readonly locale: Locale;
  readonly columns: number;
  /** Fewer sentences stand above the answer where there is no room for all. */
  readonly maxRows: number;
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
}) {
  const { dialog, locale, columns, maxRows } = props;
  const { purpose, value } = dialog;
  const isKey = purpose.kind === 'key' || !mayBeUrl(value);
  const label =
    purpose.kind === 'key'
      ? say(locale, 'key-label', { host: new URL(purpose.baseUrl).host })
      : say(locale, 'setup-label', {});
  return (
    <Box flexDirection="column">
      {purpose.kind === 'setup' ? (
        <Box flexDirection="column" marginBottom={1}>
          <Text bold>{say(locale, 'setup-title', {})}</Text>
          {choices(locale, columns, maxRows - 4).map(choice => (
            <Text key={choice}>{choice}</Text>
          ))}
        </Box>
      ) : null}
      <Box flexDirection={textWidth(label) + ANSWER > columns ? 'column' : 'row'}>
        <Box flexShrink={0}>
          <Text color="cyan">{label}</Text>
        </Box>
        <Field
          value={value}
          onChange={text => props.onChange(cleanText(text).trim())}
          onSubmit={props.onSubmit}
          {...(isKey ? { mask: '•' } : {})}
        />
      </Box>
    </Box>
  );
}

/** What can be done, in sentences that have `maxRows` rows together. */
function choices(locale: Locale, columns: number, maxRows: number): readonly string[] {
  let left = maxRows;
  return (['setup-key', 'setup-url', 'setup-environment'] as const).flatMap(code => {
    const lines = indented(say(locale, code, {}), '· ', columns);
    left -= lines.length;
    return left < 0 ? [] : [lines.join('\n')];
  });
}

/** What is typed is shown while it can be the beginning of a URL; a key is never on the screen. */
function mayBeUrl(text: string): boolean {
  return (
    /^(h|ht|htt|http|https?:?.*|l|lo|loc.*|\d[\d.]*(:.*|\/.*)?|\[.*)$/i.test(text) ||
    /^[a-z0-9.-]*\.[a-z]{2,}[:/]/i.test(text)
  );
}
