/** A question: from submitted words and pictures to the request, and back into the prompt when nothing came of it. */
import { submittedText, withText } from '../line/line.ts';
import { type Notice, say } from '../text/catalogue.ts';
import type { Stamp } from './action.ts';
import { lastQuestion, messagesOf, type UserEntry } from './conversation.ts';
import type { ImageName } from './image-ref.ts';
import type { EntryId, StoredPart } from './record.ts';
import { NO_TEXT } from './reply-blocks.ts';
import { commit, type Draft, inTurn, print, type State, type Step, tell, timeOf } from './state.ts';

/**
 * Sends the words with the pending pictures; waits for pictures on their way, queues while a reply streams.
 * Pictures without words get a default question in the person's language; nothing at all is no question.
 */
export function ask(state: State, at: Stamp, text: string): Step {
  if (state.loads.size > 0) return [{ ...state, afterLoads: text }, []];
  if (text.trim() === '' && state.pending.length === 0) return [state, []];
  const draft: Draft = { kind: 'question', text, images: state.pending };
  if (state.turn) return [{ ...state, pending: [], queue: [...state.queue, draft] }, []];
  return askNow({ ...state, pending: [] }, at, draft);
}

/** Sends a draft at once. Without an endpoint its words and pictures stay and the person is asked for one. */
export function askNow(state: State, at: Stamp, draft: Draft): Step {
  if (!state.endpoint) {
    const kept = backToPrompt(state, draft);
    return inTurn({ ...kept, overlay: { kind: 'dialog', purpose: { kind: 'setup' }, value: '' } }, now =>
      tell(now, 'warning', { code: 'no-endpoint', data: {} }),
    );
  }
  const text = draft.text.trim() === '' ? say(state.locale, 'default-question', {}) : draft.text;
  const parts: readonly StoredPart[] = [
    ...draft.images.map((name): StoredPart => ({ type: 'image', name })),
    { type: 'text', text },
  ];
  const images = draft.images.flatMap(name => state.conversation.images.get(name) ?? []);
  return inTurn(
    state,
    now =>
      commit(now, {
        type: 'user',
        id: at.id,
        parent: now.conversation.leaf,
        time: timeOf(at),
        parts,
      }),
    now => [now, [print({ kind: 'question', text, images, isPast: false })]],
    now => send(now, at),
  );
}

/** Sends the conversation as it stands: its leaf is a question. `instead`: the reply that the new one is to take the place of. */
function send(state: State, at: Stamp, instead: EntryId | null = null): Step {
  const { endpoint } = state;
  const question = state.conversation.leaf;
  if (!endpoint || question === null) return [state, []];
  const { baseUrl, host, model } = endpoint;
  const id = `${at.id}.r`;
  const messages = messagesOf(state.conversation);
  const turn = {
    id,
    question,
    instead,
    startedAt: at.now,
    phase: { kind: 'waiting' },
    text: NO_TEXT,
    reasoning: 0,
    usage: null,
  } as const;
  const before = state.conversation.endpoint;
  const moved = before?.baseUrl !== baseUrl || before.model !== model;
  return inTurn(
    { ...state, turn },
    now =>
      moved && model !== '' ? commit(now, { type: 'endpoint', model, baseUrl, time: timeOf(at) }) : [now, []],
    now => commit(now, { type: 'reply', id, parent: question, time: timeOf(at), model, host }),
    now => [now, [{ type: 'send', turn: id, baseUrl, model, messages }]],
  );
}

/** Answers come from here now. A model that the server chose for the question just sent belongs to the conversation. */
export function onEndpointChanged(state: State, at: Stamp, endpoint: State['endpoint']): Step {
  const changed: State = { ...state, endpoint };
  if (!state.turn || !endpoint) return [changed, []];
  const { model, baseUrl } = endpoint;
  return commit(changed, { type: 'endpoint', model, baseUrl, time: timeOf(at) });
}

/** Takes a question back into the prompt: its words above those typed meanwhile, its pictures before those pending. */
export function backToPrompt(state: State, ...drafts: readonly Draft[]): State {
  const words = [...drafts.map(draft => draft.text), submittedText(state.line)].filter(text => text !== '');
  const images = [...drafts.flatMap(draft => draft.images), ...state.pending];
  const unchanged = drafts.every(draft => draft.text === '');
  const line = unchanged ? state.line : withText(state.line, words.join('\n'));
  return { ...state, line, pending: [...new Set(images)] };
}

/** The words and pictures of a question that was asked; the default question counts as no words. */
export function draftOf(state: State, entry: UserEntry): Draft {
  const images = entry.parts.flatMap((part): ImageName[] => (part.type === 'image' ? [part.name] : []));
  const text = entry.parts.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n');
  const isDefault = images.length > 0 && text === say(state.locale, 'default-question', {});
  return { kind: 'question', text: isDefault ? '' : text, images };
}

/** Asks the last question again: a new reply beside the old one. */
export function retry(state: State, at: Stamp): Step {
  const question = lastQuestion(state.conversation);
  if (!question) return tell(state, 'info', { code: 'nothing-to-retry', data: {} });
  if (!state.endpoint) return tell(state, 'warning', { code: 'no-endpoint', data: {} });
  const { text, images } = draftOf(state, question);
  const former = state.conversation.leaf;
  const refs = images.flatMap(name => state.conversation.images.get(name) ?? []);
  return inTurn(
    state,
    now => commit(now, { type: 'leaf', leaf: question.id, time: timeOf(at) }),
    now => [now, [print({ kind: 'question', text, images: refs, isPast: true })]],
    now => send(now, at, former),
  );
}

/** Takes the last question back into the prompt; the conversation goes on before it. */
export function editLast(state: State, at: Stamp): Step {
  const question = lastQuestion(state.conversation);
  if (!question) return tell(state, 'info', { code: 'nothing-to-edit', data: {} });
  const taken = backToPrompt(state, draftOf(state, question));
  return inTurn(
    taken,
    now => commit(now, { type: 'leaf', leaf: question.parent, time: timeOf(at) }),
    now => tell(now, 'info', { code: 'question-taken-back', data: {} }),
  );
}

/** Sets the system prompt from here on; an empty one takes it away. */
export function setSystem(state: State, at: Stamp, text: string): Step {
  const { leaf } = state.conversation;
  return inTurn(
    state,
    now => commit(now, { type: 'system', id: at.id, parent: leaf, time: timeOf(at), text }),
    now => tell(now, 'info', systemNotice(text)),
  );
}

/** The words for a system prompt in force. */
export function systemNotice(text: string): Notice {
  return text === '' ? { code: 'system-off', data: {} } : { code: 'system-is', data: { text } };
}
