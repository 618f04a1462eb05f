/** The last row: where pictures and words go, which model answers, what the last turn used. */
import { Text } from 'ink';
import type { State } from '../chat/state.ts';
import { say } from '../text/catalogue.ts';
import { fitWidth } from '../text/width.ts';
import { fitParts } from './fit-parts.ts';

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
  return fitParts(parts, columns);
}

export function Status(props: { readonly text: string }) {
  return (
    <Text dimColor wrap="truncate">
      {props.text}
    </Text>
  );
}
