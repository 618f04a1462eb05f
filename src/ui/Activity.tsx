/** One row that says what goes on: waiting, thinking, a countdown, pictures on their way. */
import { Text, useAnimation, useIsScreenReaderEnabled } from 'ink';
import type { State, Turn } from '../chat/state.ts';
import { say, sentence } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import type { Locale } from '../text/locale.ts';
import { fitWidth } from '../text/width.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export type Busy = Pick<State, 'turn' | 'loads' | 'afterLoads' | 'locale'>;

/** Whether there is anything to say. */
export function isBusy({ turn, loads }: Pick<State, 'turn' | 'loads'>): boolean {
  return loads.size > 0 || turn !== null;
}

export function Activity(props: Busy & { readonly columns: number }) {
  const { turn, loads, locale, columns } = props;
  if (loads.size > 0) {
    const names = [...loads.values()].map(load => cleanLine(load.label, 60)).join(', ');
    const reading = say(locale, 'loading', { names, total: loads.size });
    const after = props.afterLoads === null ? '' : ` · ${say(locale, 'loading-with-question', {})}`;
    return <Spinning text={() => reading + after} columns={columns} />;
  }
  if (!turn) return null;
  if (turn.phase.kind === 'streaming')
    return (
      <Text dimColor wrap="truncate">
        {say(locale, 'replying', {})}
      </Text>
    );
  return <Spinning text={() => waitingText(turn, locale)} columns={columns} />;
}

/** Ticks by itself, so that nothing else is drawn with it; unmounted while text streams. */
function Spinning(props: { readonly text: () => string; readonly columns: number }) {
  const isRead = useIsScreenReaderEnabled();
  const { frame } = useAnimation({ interval: isRead ? 10_000 : 125 });
  const mark = isRead ? '' : `${FRAMES[frame % FRAMES.length]} `;
  return (
    <Text dimColor wrap="truncate">
      {mark + fitWidth(props.text(), Math.max(4, props.columns - 4))}
    </Text>
  );
}

function waitingText(turn: Turn, locale: Locale): string {
  const { phase } = turn;
  const seconds = Math.max(0, Math.round((Date.now() - turn.startedAt) / 1000));
  switch (phase.kind) {
    case 'retrying': {
      const left = Math.max(0, Math.ceil((phase.until - Date.now()) / 1000));
      return left > 0
        ? `${say(locale, 'retrying', { seconds: left })} · ${sentence(phase.reason, locale)}`
        : say(locale, 'waiting', { seconds });
    }
    case 'reasoning':
      return say(locale, 'thinking', { seconds });
    case 'waiting':
      return say(locale, 'waiting', { seconds });
    case 'streaming':
      return say(locale, 'replying', {});
    default:
      return phase satisfies never;
  }
}
