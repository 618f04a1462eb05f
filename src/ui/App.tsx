/** The screen: the scrollback above, and a live region that is always lower than the terminal. */
import { Box, useApp, useInput, useIsScreenReaderEnabled, useWindowSize } from 'ink';
import { memo, useEffect, useMemo } from 'react';
import { chipLabelIn } from '../chat/chip-label.ts';
import type { Program } from '../chat/program.ts';
import type { State } from '../chat/state.ts';
import type { Markdown } from '../markdown/terminal.ts';
import { say } from '../text/catalogue.ts';
import { Activity, activityText } from './Activity.tsx';
import { Composer } from './Composer.tsx';
import { Dialog } from './Dialog.tsx';
import { History, type HistoryStore } from './History.tsx';
import { Menu } from './Menu.tsx';
import { Pending, pendingRowCount, pendingRows } from './Pending.tsx';
import { Picker } from './Picker.tsx';
import { decodePress } from './press.ts';
import type { Region } from './region.ts';
import { Status, statusText } from './Status.tsx';
import { Tail } from './Tail.tsx';
import { tailRows } from './tail-rows.ts';
import { useStateOf } from './use-state-of.ts';

export type AppProps = {
  readonly program: Program;
  readonly history: HistoryStore;
  /** The renderer for the width of this moment; null before the first text is there. */
  readonly markdownFor: (columns: number) => Markdown | null;
  readonly isSaved: boolean;
  /** Kept up to date with what is drawn. */
  readonly region: Region;
  /** Gets the means to leave the terminal to another program for a while. */
  readonly onTerminal: (suspend: SuspendTerminal) => void;
};

export type SuspendTerminal = ReturnType<typeof useApp>['suspendTerminal'];

/** No taller than this is what is drawn of an unfinished block. */
const MOST_TAIL_ROWS = 20;
const MOST_COMPOSER_ROWS = 8;
const MOST_MENU_ROWS = 8;

export function App(props: AppProps) {
  const { columns, rows } = useWindowSize();
  const { suspendTerminal } = useApp();
  const { onTerminal } = props;
  useEffect(() => onTerminal(suspendTerminal), [onTerminal, suspendTerminal]);
  return (
    <Box flexDirection="column">
      <History history={props.history} columns={columns} />
      <Live {...props} columns={columns} rows={rows} />
    </Box>
  );
}

type Sized = AppProps & { readonly columns: number; readonly rows: number };

function Live(props: Sized) {
  const { program, columns, rows } = props;
  const overlay = useStateOf(program, state => state.overlay);
  const status = useStateOf(program, state => statusText(state, Math.max(4, columns - 1), props.isSaved));
  const locale = useStateOf(program, state => state.locale);
  const isLeaving = useStateOf(program, state => state.leaving);
  const activityRows = useStateOf(program, state => (state.turn || state.loads.size > 0 ? 2 : 0));
  const waitingAll = useStateOf(program, state => pendingRowCount(state.pending.length, state.queue.length));
  if (isLeaving) return null;
  if (overlay?.kind === 'picker' || overlay?.kind === 'dialog')
    return <InPlaceOfPrompt {...props} overlay={overlay} status={status} />;
  const composerMost = Math.max(1, Math.min(MOST_COMPOSER_ROWS, Math.floor(rows / 3)));
  // One row stays free, as the region may never fill the terminal, and one is blank above the prompt.
  const room = rows - 2 - composerMost - activityRows;
  const waitingMost = Math.max(0, Math.min(waitingAll, room - 1));
  const menuMost = Math.max(1, Math.min(MOST_MENU_ROWS, room - waitingMost));
  return (
    <Box flexDirection="column">
      <Prompt
        {...props}
        composerMost={composerMost}
        waitingMost={waitingMost}
        activityRows={activityRows}
        belowRows={overlay ? menuMost : 1}
      />
      {overlay ? (
        <Menu
          items={overlay.items}
          selected={overlay.selected}
          locale={locale}
          columns={columns}
          maxRows={menuMost}
        />
      ) : (
        <Status text={status} />
      )}
    </Box>
  );
}

/** The rows that each part of the live region may take. */
type Rows = {
  readonly composerMost: number;
  readonly waitingMost: number;
  readonly activityRows: number;
  readonly belowRows: number;
};

/** The tail of the reply, what goes on, what waits, and the prompt line. */
function Prompt(props: Sized & Rows) {
  const { program, columns, rows, markdownFor, composerMost, waitingMost, activityRows, region } = props;
  const isRead = useIsScreenReaderEnabled();
  const locale = useStateOf(program, state => state.locale);
  const text = useStateOf(program, state => state.turn?.text);
  const phase = useStateOf(program, state => state.turn?.phase);
  const startedAt = useStateOf(program, state => state.turn?.startedAt ?? 0);
  const loads = useStateOf(program, state => state.loads);
  const isQuestionWaiting = useStateOf(program, state => state.afterLoads !== null);
  const pending = useStateOf(program, state => state.pending);
  const queue = useStateOf(program, state => state.queue);
  const images = useStateOf(program, state => state.conversation.images);
  const waiting = useMemo(
    () =>
      pendingRows(
        pending.flatMap(name => images.get(name) ?? []),
        queue,
        { locale, columns },
      ).slice(0, waitingMost),
    [pending, images, queue, locale, columns, waitingMost],
  );
  const maxTail = Math.min(
    MOST_TAIL_ROWS,
    rows - composerMost - waiting.length - activityRows - props.belowRows - 2,
  );
  const markdown = markdownFor(columns);
  const tail = useMemo(
    // A screen reader would read every word again with each word that comes: it gets the finished blocks.
    () => (text && markdown && !isRead ? tailRows(text, { markdown, columns, maxRows: maxTail }) : []),
    [text, markdown, isRead, columns, maxTail],
  );
  const activity = { phase: phase ?? null, startedAt, loads, isQuestionWaiting, locale, columns };
  useEffect(() => {
    region.above = () => [...tail, activityText(activity), ...waiting];
    return () => {
      region.above = () => [];
    };
  });
  return (
    <Box flexDirection="column">
      <Tail rows={tail} />
      {activityRows > 0 ? (
        <Box marginTop={1}>
          <Activity {...activity} />
        </Box>
      ) : null}
      <Box marginTop={1} flexDirection="column">
        <Pending rows={waiting} />
        <PromptLine
          program={program}
          columns={columns}
          maxRows={composerMost}
          // One blank row stands above the prompt and what belongs to it.
          top={tail.length + activityRows + 1 + waiting.length}
          isReplying={phase !== undefined}
          region={region}
        />
      </Box>
    </Box>
  );
}

/** The line that is written. Drawn for a key or when it moves, not for each piece of a reply above it. */
const PromptLine = memo(function PromptLine(props: {
  readonly program: Program;
  readonly columns: number;
  readonly maxRows: number;
  readonly top: number;
  readonly isReplying: boolean;
  readonly region: Region;
}) {
  const { program, columns, maxRows, top, isReplying, region } = props;
  const locale = useStateOf(program, state => state.locale);
  const line = useStateOf(program, state => state.line);
  const chipLabel = useMemo(() => chipLabelIn(locale), [locale]);
  return (
    <Composer
      line={line}
      columns={columns}
      maxRows={maxRows}
      top={top}
      placeholder={say(locale, isReplying ? 'placeholder-replying' : 'placeholder', {})}
      searchLabel={searchLabel(line, locale)}
      chipLabel={chipLabel}
      onPress={press => program.dispatch({ type: 'pressed', press, columns })}
      onPaste={pasted => program.dispatch({ type: 'pasted', text: pasted })}
      onDrawn={(above, column) => {
        region.line = above;
        region.column = column;
      }}
    />
  );
});

function searchLabel(line: State['line'], locale: State['locale']): string | null {
  const { search } = line;
  if (!search) return null;
  return say(locale, search.failed ? 'search-none' : 'search-label', { query: search.query });
}

/** A picker or dialog has the keys; those that are not for its text field are presses as ever. */
function InPlaceOfPrompt(
  props: Sized & {
    readonly overlay: Extract<NonNullable<State['overlay']>, { kind: 'picker' | 'dialog' }>;
    readonly status: string;
  },
) {
  const { program, overlay, columns, rows } = props;
  const locale = useStateOf(program, state => state.locale);
  useInput((input, key) => {
    for (const press of decodePress(input, key)) {
      const isForField =
        press.type === 'edit' ||
        press.type === 'search' ||
        (press.type === 'submit' && overlay.kind === 'dialog');
      if (!isForField) program.dispatch({ type: 'pressed', press, columns });
    }
  });
  return (
    <Box flexDirection="column" marginTop={1}>
      {overlay.kind === 'picker' ? (
        <Picker
          picker={overlay}
          locale={locale}
          columns={columns}
          maxRows={Math.min(14, rows - 4)}
          onFilter={filter => program.dispatch({ type: 'picker-filtered', filter })}
        />
      ) : (
        <Dialog
          dialog={overlay}
          locale={locale}
          columns={columns}
          maxRows={rows - 3}
          onChange={value => program.dispatch({ type: 'dialog-changed', value })}
          onSubmit={() => program.dispatch({ type: 'dialog-submitted' })}
        />
      )}
      <Status text={props.status} />
    </Box>
  );
}
