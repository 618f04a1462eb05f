/** One row that says what goes on: waiting, thinking, a countdown, pictures on their way. */
import { Text, useAnimation, useIsScreenReaderEnabled } from 'ink';
import { memo } from 'react';
import type { Phase, State } from '../chat/state.ts';
import { say, sentence } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import type { Locale } from '../text/locale.ts';
import { fitParts } from './fit-parts.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export type ActivityProps = {
  /** What the turn in flight is doing; null without one. */
  readonly phase: Phase | null;
  /** When it began, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly loads: State['loads'];
  readonly isQuestionWaiting: boolean;
  readonly locale: Locale;
  readonly columns: number;
};

/** In a `memo` of its own: the text of a reply grows above it many times a second. */
export const Activity = memo(function Activity(props: ActivityProps) {
  const isRead = useIsScreenReaderEnabled();
  const isWaiting = props.loads.size > 0 || (props.phase !== null && props.phase.kind !== 'streaming');
  if (isWaiting) return <Spinning text={() => activityText(props)} interval={isRead ? 10_000 : 125} />;
  return (
    <Text dimColor wrap="truncate">
      {activityText(props)}
    </Text>
  );
});

/** Ticks by itself, so that nothing else is drawn with it; unmounted while text streams. */
function Spinning({ text, interval }: { readonly text: () => string; readonly interval: number }) {
  const isRead = useIsScreenReaderEnabled();
  const { frame } = useAnimation({ interval });
  const mark = isRead ? '' : `${FRAMES[frame % FRAMES.length]} `;
  return (
    <Text dimColor wrap="truncate">
      {mark + text()}
    </Text>
  );
}

/** What the row says at this moment, without the sign that turns; empty if nothing goes on. */
export function activityText(props: ActivityProps): string {
  const { phase, startedAt, loads, locale, columns } = props;
  return fitParts(
    loads.size > 0 ? loadingParts(props) : phase ? waitingParts(phase, startedAt, locale) : [],
    Math.max(4, columns - 3),
  );
}

function loadingParts({ loads, isQuestionWaiting, locale }: ActivityProps): readonly string[] {
  const names = [...loads.values()].map(load => cleanLine(load.label, 60)).join(', ');
  const reading = say(locale, 'loading', { names, total: loads.size });
  return isQuestionWaiting ? [reading, say(locale, 'loading-with-question', {})] : [reading];
}

function waitingParts(phase: Phase, startedAt: number, locale: Locale): readonly string[] {
  const seconds = Math.max(0, Math.round((Date.now() - startedAt) / 1000));
  switch (phase.kind) {
    case 'retrying': {
      const left = Math.max(0, Math.ceil((phase.until - Date.now()) / 1000));
      return left > 0
        ? [say(locale, 'retrying', { seconds: left }), sentence(phase.reason, locale)]
        : [say(locale, 'waiting', { seconds })];
    }
    case 'reasoning':
      return [say(locale, 'thinking', { seconds })];
    case 'waiting':
      return [say(locale, 'waiting', { seconds })];
    case 'streaming':
      return [say(locale, 'replying', {})];
    default:
      return phase satisfies never;
  }
}
