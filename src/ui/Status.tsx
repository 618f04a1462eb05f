/** The last row: where pictures and words go, which model answers, what the last turn used. */
import { Text } from 'ink';
import type { State } from '../chat/state.ts';
import { say } from '../text/catalogue.ts';
import { fitWidth, textWidth } from '../text/width.ts';

export type StatusState = Pick<State, 'endpoint' | 'lastUsage' | 'locale' | 'leaveAskedAt'>;

/** The row as text, at most `columns` cells wide. */
export function statusText(state: StatusState, columns: number, isSaved: boolean): string {
  const { endpoint, lastUsage, locale } = state;
  if (state.leaveAskedAt !== null) return fitWidth(say(locale, 'leave-hint', {}), columns);
  if (!endpoint) return fitWidth(say(locale, 'no-server', {}), columns);
  const parts = [
    endpoint.host,
    endpoint.model === '' ? say(locale, 'model-of-server', {}) : endpoint.model,
    ...(isSaved ? [] : [say(locale, 'not-saved', {})]),
    ...(lastUsage
      ? [say(locale, 'tokens', { prompt: lastUsage.promptTokens, completion: lastUsage.completionTokens })]
      : []),
  ];
  return fitted(parts, columns);
}

/** The parts that fit whole, from the first on; a cut number would be a wrong one. */
function fitted([first = '', ...rest]: readonly string[], columns: number): string {
  let row = fitWidth(first, columns);
  for (const part of rest) {
    const longer = `${row} · ${part}`;
    if (textWidth(longer) > columns) break;
    row = longer;
  }
  return row;
}

export function Status(props: { readonly text: string }) {
  return (
    <Text dimColor wrap="truncate">
      {props.text}
    </Text>
  );
}
