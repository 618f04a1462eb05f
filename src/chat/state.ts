/** The whole state of the program but for bytes, timers and the screen. */
import { EMPTY_LINE, type Line } from '../line/line.ts';
import type { Notice } from '../text/catalogue.ts';
import type { Locale } from '../text/locale.ts';
import type { EndpointState, Stamp } from './action.ts';
import { applyRecord, type Conversation, EMPTY_CONVERSATION } from './conversation.ts';
import type { Effect } from './effect.ts';
import type { Usage } from './engine.ts';
import type { ImageName } from './image-ref.ts';
import type { Overlay } from './overlay.ts';
import type { Printed } from './printed.ts';
import type { EntryId, LogRecord } from './record.ts';
import type { ReplyText } from './reply-blocks.ts';

/** What the turn in flight is doing; instants in milliseconds since the epoch. */
export type Phase =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'retrying'; readonly until: number; readonly reason: Notice }
  | { readonly kind: 'reasoning' }
  | { readonly kind: 'streaming' };

export type Turn = {
  /** The reply's entry. */
  readonly id: EntryId;
  readonly question: EntryId;
  /** The reply that this one is to take the place of: still there if nothing comes. */
  readonly instead: EntryId | null;
  readonly startedAt: number;
  readonly phase: Phase;
  readonly text: ReplyText;
  /** UTF-16 units of reasoning so far: shown as a sign of life, never kept. */
  readonly reasoning: number;
  readonly usage: Usage | null;
};

/** A line on its way: the words of a question and the pictures that go with it, or a command that waits its turn. */
export type Draft = {
  readonly kind: 'question' | 'command';
  readonly text: string;
  readonly images: readonly ImageName[];
};

export type State = {
  readonly locale: Locale;
  readonly conversation: Conversation;
  readonly endpoint: EndpointState | null;
  readonly line: Line;
  /** Pictures that go with the next question. */
  readonly pending: readonly ImageName[];
  /** Pictures on their way, by request. */
  readonly loads: ReadonlyMap<string, { readonly label: string }>;
  /** The question that goes out when the pictures on their way are in; null when none waits. */
  readonly afterLoads: string | null;
  readonly turn: Turn | null;
  /** Lines submitted while a reply streams, oldest first. */
  readonly queue: readonly Draft[];
  readonly overlay: Overlay | null;
  /** When Ctrl+C on an empty line was last pressed: a second one soon after leaves. */
  readonly leaveAskedAt: number | null;
  readonly lastUsage: Usage | null;
  readonly leaving: boolean;
};

export type Step = readonly [State, readonly Effect[]];

export function initialState(options: {
  readonly locale: Locale;
  readonly endpoint: EndpointState | null;
  readonly line?: Line;
}): State {
  return {
    locale: options.locale,
    conversation: EMPTY_CONVERSATION,
    endpoint: options.endpoint,
    line: options.line ?? EMPTY_LINE,
    pending: [],
    loads: new Map(),
    afterLoads: null,
    turn: null,
    queue: [],
    overlay: null,
    leaveAskedAt: null,
    lastUsage: null,
    leaving: false,
  };
}

/** The state after the records, and the effect that writes them. */
export function commit(state: State, ...records: readonly LogRecord[]): Step {
  const conversation = records.reduce(applyRecord, state.conversation);
  return [{ ...state, conversation }, [{ type: 'append', records }]];
}

/** The steps one after another: each works on the state of the one before; effects are joined. */
export function inTurn(state: State, ...steps: readonly ((state: State) => Step)[]): Step {
  let now = state;
  const effects: Effect[] = [];
  for (const step of steps) {
    const [next, more] = step(now);
    now = next;
    effects.push(...more);
  }
  return [now, effects];
}

/** Tells the person something at this place, without keeping it. */
export function tell(state: State, tone: 'info' | 'warning' | 'error', notice: Notice): Step {
  return [state, [print({ kind: 'notice', tone, notice })]];
}

/** Tells the person something and keeps it in the transcript. */
export function note(
  state: State,
  at: Stamp,
  tone: 'info' | 'warning' | 'error',
  notice: Notice,
  suffix = '.n',
): Step {
  return inTurn(
    state,
    now =>
      commit(now, {
        type: 'notice',
        id: `${at.id}${suffix}`,
        parent: now.conversation.leaf,
        time: timeOf(at),
        tone,
        notice,
      }),
    now => tell(now, tone, notice),
  );
}

export function print(printed: Printed): Effect {
  return { type: 'print', printed };
}

/** The time of a stamp as the log writes it. */
export function timeOf(at: Stamp): string {
  return new Date(at.now).toISOString();
}
