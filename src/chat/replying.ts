/** The reply as it comes: events of the turn in flight, its end, and what follows. Late events of other turns are ignored. */
import type { Notice } from '../text/catalogue.ts';
import type { Stamp } from './action.ts';
import { askNow, backToPrompt, draftOf } from './asking.ts';
import type { Effect } from './effect.ts';
import type { Failure, ReplyEvent } from './engine.ts';
import type { EntryId, ReplyEnd } from './record.ts';
import { addText, finishText, type ReplyText, textOf } from './reply-blocks.ts';
import {
  commit,
  type Draft,
  inTurn,
  note,
  print,
  type State,
  type Step,
  type Turn,
  tell,
  timeOf,
} from './state.ts';

/** The state after one event of a reply. */
export function onReplyEvent(state: State, at: Stamp, id: EntryId, event: ReplyEvent): Step {
  const { turn } = state;
  if (turn?.id !== id) return [state, []];
  switch (event.type) {
    case 'text':
      return event.text === '' ? [state, []] : grow(state, turn, event.text);
    case 'reasoning': {
      const reasoning = turn.reasoning + event.text.length;
      const phase = turn.phase.kind === 'streaming' ? turn.phase : ({ kind: 'reasoning' } as const);
      return [{ ...state, turn: { ...turn, phase, reasoning } }, []];
    }
    case 'usage':
      return [{ ...state, turn: { ...turn, usage: event.usage }, lastUsage: event.usage }, []];
    case 'retry': {
      const phase = { kind: 'retrying', until: at.now + event.waitMs, reason: event.reason } as const;
      return [{ ...state, turn: { ...turn, phase } }, []];
    }
    case 'note':
      return tell(state, 'info', event.note);
    case 'finish':
      return endTurn(state, at, turn, { reason: event.reason });
    case 'failure':
      return failTurn(state, at, turn, event.failure);
    default:
      return event satisfies never;
  }
}

/** Stops the turn in flight and keeps what came; queued lines come back into the prompt. */
export function stopTurn(state: State, at: Stamp): Step {
  const { turn } = state;
  if (!turn) return [state, []];
  const stop: Effect = { type: 'stop', turn: turn.id };
  const [next, effects] = hasText(turn)
    ? endTurn(state, at, turn, { reason: 'stopped' })
    : takeBack(state, at, turn, { reason: 'stopped' }, 'info', {
        code: turn.instead === null ? 'stopped-before-text' : 'retry-stopped',
        data: {},
      });
  return [next, [stop, ...effects]];
}

/** The stream ended although no event said so: the engine broke its contract, or was stopped elsewhere. */
export function onReplyEnded(state: State, at: Stamp, id: EntryId): Step {
  const { turn } = state;
  if (turn?.id !== id) return [state, []];
  return failTurn(state, at, turn, { kind: 'endpoint', notice: { code: 'reply-vanished', data: {} } });
}

function hasText(turn: Turn): boolean {
  return turn.text.blocks.length > 0 || turn.text.tail.trim() !== '';
}

/** One value, so that nothing is drawn again for it. */
const STREAMING = { kind: 'streaming' } as const;

function grow(state: State, turn: Turn, piece: string): Step {
  const text = addText(turn.text, piece);
  const next: State = { ...state, turn: { ...turn, phase: STREAMING, text } };
  const append: Effect = {
    type: 'append',
    records: [{ type: 'reply-text', id: turn.id, text: piece }],
  };
  return [next, [append, ...blockPrints(turn.text, text)]];
}

/** The blocks that `after` has beyond `before`; a reply that did not end well broke off in its last one. */
function blockPrints(
  before: ReplyText,
  after: ReplyText,
  reason: ReplyEnd['reason'] = 'stop',
): readonly Effect[] {
  return after.blocks.slice(before.blocks.length).map((block, index, blocks) =>
    print({
      kind: 'block',
      block,
      first: before.blocks.length === 0 && index === 0,
      isPast: false,
      isCut: reason !== 'stop' && index === blocks.length - 1,
    }),
  );
}

/** Ends a turn whose text stays, then lets the next queued line go out if it ended well. */
function endTurn(state: State, at: Stamp, turn: Turn, end: ReplyEnd): Step {
  const whole = textOf(turn.text);
  if (!hasText(turn)) {
    const silent: Notice = { code: turn.instead === null ? 'no-answer' : 'retry-no-answer', data: {} };
    return takeBack(state, at, turn, end, 'warning', endNotice(end) ?? silent);
  }
  const finished = finishText(turn.text);
  const notice = endNotice(end);
  return inTurn(
    { ...state, turn: null },
    now => [now, blockPrints(turn.text, finished, end.reason)],
    now => closeReply(now, at, turn, whole, end),
    now => (notice ? note(now, at, toneOf(end), notice) : [now, []]),
    now => (end.reason === 'stop' ? nextInQueue(now, at) : [queueBack(now), []]),
  );
}

function failTurn(state: State, at: Stamp, turn: Turn, failure: Failure): Step {
  const end: ReplyEnd = { reason: 'failed', notice: failure.notice };
  return hasText(turn)
    ? endTurn(state, at, turn, end)
    : takeBack(state, at, turn, end, 'error', failure.notice);
}

/**
 * Nothing came. A new question leaves the messages and its words and pictures go back into the prompt; one asked again
 * keeps its former reply. The log keeps all.
 */
function takeBack(
  state: State,
  at: Stamp,
  turn: Turn,
  end: ReplyEnd,
  tone: 'info' | 'warning' | 'error',
  notice: Notice,
): Step {
  const question = state.conversation.entries.get(turn.question);
  const draft = question?.kind === 'user' && turn.instead === null ? draftOf(state, question) : null;
  const leaf = turn.instead ?? question?.parent ?? null;
  return inTurn(
    { ...state, turn: null },
    now => closeReply(now, at, turn, '', end),
    now => commit(now, { type: 'leaf', leaf, time: timeOf(at) }),
    now => note(now, at, tone, notice),
    now => [backToPrompt({ ...now, queue: [] }, ...(draft ? [draft] : []), ...questionsOf(now.queue)), []],
  );
}

/** Writes the end of a reply. Its text is in the log piece by piece already, and joins the conversation here. */
function closeReply(state: State, at: Stamp, turn: Turn, text: string, end: ReplyEnd): Step {
  const usage = turn.usage ? { usage: turn.usage } : {};
  const [ended, effects] = commit(state, {
    type: 'reply-end',
    id: turn.id,
    time: timeOf(at),
    end,
    ...usage,
  });
  const entry = ended.conversation.entries.get(turn.id);
  if (entry?.kind !== 'reply') return [ended, effects];
  const entries = new Map(ended.conversation.entries).set(turn.id, { ...entry, text });
  return [{ ...ended, conversation: { ...ended.conversation, entries } }, effects];
}

function nextInQueue(state: State, at: Stamp): Step {
  const [next, ...queue] = state.queue;
  if (!next) return [state, []];
  const rest: State = { ...state, queue };
  return next.kind === 'command'
    ? [rest, [{ type: 'submit-line', text: next.text }]]
    : askNow(rest, { ...at, id: `${at.id}.q` }, next);
}

/** Queued commands do not come back: among the words of questions they would be sent as text. The history has them. */
function questionsOf(queue: readonly Draft[]): readonly Draft[] {
  return queue.filter(draft => draft.kind === 'question');
}

function queueBack(state: State): State {
  return state.queue.length === 0
    ? state
    : backToPrompt({ ...state, queue: [] }, ...questionsOf(state.queue));
}

/** What to tell about the end of a reply that has text; null when it ended as it should. */
function endNotice(end: ReplyEnd): Notice | null {
  switch (end.reason) {
    case 'stop':
      return null;
    case 'refusal':
      return { code: 'declined', data: {} };
    case 'length':
      return { code: 'cut-at-limit', data: {} };
    case 'filter':
      return { code: 'filtered', data: {} };
    case 'other':
      return { code: 'ended-oddly', data: {} };
    case 'stopped':
      return { code: 'stopped', data: {} };
    case 'failed':
      return end.notice;
    default:
      return end satisfies never;
  }
}

function toneOf(end: ReplyEnd): 'info' | 'warning' | 'error' {
  return end.reason === 'failed' ? 'error' : end.reason === 'stopped' ? 'info' : 'warning';
}
