/** Going on with a session, starting a new one, going back a turn: which entries count, and what is shown of them. */
import type { Notice } from '../text/catalogue.ts';
import type { Stamp } from './action.ts';
import { backToPrompt, draftOf, systemNotice } from './asking.ts';
import {
  EMPTY_CONVERSATION,
  type Entry,
  lastQuestion,
  pathOf,
  replay,
  transcriptOf,
} from './conversation.ts';
import type { Effect } from './effect.ts';
import type { LogRecord } from './record.ts';
import { addText, finishText, NO_TEXT } from './reply-blocks.ts';
import { commit, inTurn, note, print, type State, type Step, tell, timeOf } from './state.ts';

/** How many of the last turns are shown when a session goes on. */
const SHOWN_TURNS = 3;

/** Goes on with a session that was read from its log. What the program died over is mended: nothing typed is lost. */
export function onSessionOpened(
  state: State,
  at: Stamp,
  records: readonly LogRecord[],
  notices: readonly Notice[],
): Step {
  const { conversation, refused } = replay(records);
  const problems: Notice[] = [...notices];
  if (refused.length > 0) problems.push({ code: 'records-refused', data: { count: refused.length } });
  const { endpoint } = conversation;
  return inTurn(
    { ...state, conversation, pending: [], queue: [], overlay: null, lastUsage: lastUsageOf(conversation) },
    now => mend(now, at),
    now => [now, opening(now)],
    now => [now, problems.map(notice => print({ kind: 'notice', tone: 'warning', notice }))],
    now => [now, endpoint ? [{ type: 'use-session-endpoint', ...endpoint }] : []],
  );
}

function lastUsageOf(conversation: State['conversation']) {
  const reply = pathOf(conversation).findLast(entry => entry.kind === 'reply');
  return (reply?.kind === 'reply' && reply.usage) || null;
}

/** A reply without an end was cut by the end of the program: marked so, or taken back with its question if empty. */
function mend(state: State, at: Stamp): Step {
  const leaf = state.conversation.leaf;
  const last = leaf === null ? undefined : state.conversation.entries.get(leaf);
  if (last?.kind === 'reply' && last.end === null && last.text.trim() !== '') {
    const notice: Notice = { code: 'reply-cut-by-exit', data: {} };
    return inTurn(
      state,
      now =>
        commit(now, {
          type: 'reply-end',
          id: last.id,
          time: timeOf(at),
          end: { reason: 'failed', notice },
        }),
      // Shown with the transcript, which comes next.
      now =>
        commit(now, {
          type: 'notice',
          id: `${at.id}.n`,
          parent: now.conversation.leaf,
          time: timeOf(at),
          tone: 'warning',
          notice,
        }),
    );
  }
  const open = last?.kind === 'reply' && last.end === null ? lastQuestion(state.conversation) : last;
  if (open?.kind !== 'user') return [state, []];
  const taken = backToPrompt(state, draftOf(state, open));
  return commit(taken, { type: 'leaf', leaf: open.parent, time: timeOf(at) });
}

/** The last turns of the transcript as things to print, after a word on those before. */
function opening(state: State): readonly Effect[] {
  const transcript = transcriptOf(state.conversation);
  const questions = transcript.flatMap((entry, index) => (entry.kind === 'user' ? [index] : []));
  const from = questions.at(-SHOWN_TURNS) ?? 0;
  const earlier = Math.max(0, questions.length - SHOWN_TURNS);
  const { title } = state.conversation;
  const heading: Notice = { code: 'session-opened', data: { title, turns: questions.length, earlier } };
  return [
    print({ kind: 'notice', tone: 'info', notice: heading }),
    ...transcript.slice(from).flatMap(entry => printsOf(state, entry)),
  ];
}

/** What an entry looks like in the scrollback. */
export function printsOf(state: State, entry: Entry): readonly Effect[] {
  switch (entry.kind) {
    case 'user': {
      const images = entry.parts.flatMap(part => {
        const image = part.type === 'image' ? state.conversation.images.get(part.name) : undefined;
        return image ? [image] : [];
      });
      const text = entry.parts.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n');
      return [print({ kind: 'question', text, images, isPast: true })];
    }
    case 'reply':
      return finishText(addText(NO_TEXT, entry.text)).blocks.map((block, index, { length }) => {
        const isCut = entry.end?.reason !== 'stop' && index === length - 1;
        return print({ kind: 'block', block, first: index === 0, isPast: true, isCut });
      });
    case 'system':
      return [print({ kind: 'notice', tone: 'info', notice: systemNotice(entry.text) })];
    case 'notice':
      return [print({ kind: 'notice', tone: entry.tone, notice: entry.notice })];
    default:
      return entry satisfies never;
  }
}

/** Opens a session by id or path, or lets the person choose one. */
export function resume(state: State, target: string | null): Step {
  return [state, [target === null ? { type: 'list-sessions' } : { type: 'open-session', target }]];
}

/** A fresh conversation; pictures that wait in the prompt come along under new names. */
export function startNew(state: State, at: Stamp): Step {
  const images = state.pending.flatMap(name => state.conversation.images.get(name) ?? []);
  const renamed = images.map((image, index) => ({ ...image, name: `#${index + 1}` as const }));
  return inTurn(
    {
      ...state,
      conversation: EMPTY_CONVERSATION,
      pending: renamed.map(image => image.name),
      lastUsage: null,
    },
    now => [now, [{ type: 'start-session' }]],
    now => commit(now, ...renamed.map((image): LogRecord => ({ type: 'image', image, time: timeOf(at) }))),
    now => tell(now, 'info', { code: 'new-session', data: {} }),
    now => [now, renamed.map(image => print({ kind: 'chip', image }))],
  );
}

/** Goes back before the last question; it and its answer stay in the log. The last turn that counts is shown again. */
export function undo(state: State, at: Stamp): Step {
  const question = lastQuestion(state.conversation);
  if (!question) return tell(state, 'info', { code: 'nothing-to-undo', data: {} });
  return inTurn(
    state,
    now => commit(now, { type: 'leaf', leaf: question.parent, time: timeOf(at) }),
    now => note(now, at, 'info', { code: 'undone', data: {} }),
    now => {
      const path = pathOf(now.conversation);
      const from = path.findLastIndex(entry => entry.kind === 'user');
      return [now, from < 0 ? [] : path.slice(from).flatMap(entry => printsOf(now, entry))];
    },
  );
}
