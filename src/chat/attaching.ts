/** Pictures on their way into the conversation and out of the prompt again. */
import type { Notice } from '../text/catalogue.ts';
import type { SourceWord, Stamp } from './action.ts';
import { ask, backToPrompt } from './asking.ts';
import { pathOf } from './conversation.ts';
import type { Effect } from './effect.ts';
import type { ImageName, ImageRef, PreparedImage } from './image-ref.ts';
import type { ImageRow } from './printed.ts';
import { commit, inTurn, print, type State, type Step, tell, timeOf } from './state.ts';

/** Starts loading the pictures; a question waits until all are in. */
export function attach(state: State, at: Stamp, words: readonly SourceWord[], question: string | null): Step {
  const loads = new Map(state.loads);
  const effects = words.map((word, index): Effect => {
    const request = `${at.id}.${index}`;
    loads.set(request, { label: word.text });
    return { type: 'load-image', request, word };
  });
  return [{ ...state, loads, afterLoads: question ?? state.afterLoads }, effects];
}

/** Names a prepared picture and puts it with the next question. The same picture twice in one question is one picture. */
export function onImageAttached(state: State, at: Stamp, prepared: PreparedImage): Step {
  const twin = state.pending
    .map(name => state.conversation.images.get(name))
    .find(image => image?.sent === prepared.sent);
  if (twin) return tell(state, 'info', { code: 'already-attached', data: { name: twin.name } });
  const name: ImageName = `#${state.conversation.nextImage}`;
  const image: ImageRef = { ...prepared, name };
  return inTurn(
    { ...state, pending: [...state.pending, name] },
    now => commit(now, { type: 'image', image, time: timeOf(at) }),
    now => [now, [print({ kind: 'chip', image })]],
  );
}

/** Tells why a picture did not come; a question that waited for it goes back into the prompt. */
export function onImageFailed(state: State, notice: Notice): Step {
  const { afterLoads } = state;
  const kept =
    afterLoads === null
      ? state
      : backToPrompt({ ...state, afterLoads: null }, { kind: 'question', text: afterLoads, images: [] });
  return tell(kept, 'error', notice);
}

/** One load is over; when it was the last, the question that waited goes out. */
export function onLoadEnded(state: State, at: Stamp, request: string): Step {
  if (!state.loads.has(request)) return [state, []];
  const loads = new Map(state.loads);
  loads.delete(request);
  const next: State = { ...state, loads };
  if (loads.size > 0 || state.afterLoads === null) return [next, []];
  return ask({ ...next, afterLoads: null }, at, state.afterLoads);
}

/** Takes a pending picture away; its name is never given again. */
export function detach(state: State, name: ImageName): Step {
  if (state.pending.includes(name)) {
    const pending = state.pending.filter(other => other !== name);
    return tell({ ...state, pending }, 'info', { code: 'detached', data: { name } });
  }
  const isSent = imageRows(state).some(row => row.image.name === name);
  return tell(state, 'error', { code: isSent ? 'detach-sent' : 'no-such-image', data: { name } });
}

/** Every picture that the conversation has on this branch or in the prompt, by number. */
export function imageRows(state: State): readonly ImageRow[] {
  const turns = new Map<ImageName, number>();
  for (const entry of pathOf(state.conversation)) {
    if (entry.kind !== 'user') continue;
    for (const part of entry.parts)
      if (part.type === 'image') turns.set(part.name, (turns.get(part.name) ?? 0) + 1);
  }
  return [...state.conversation.images.values()]
    .map(image => ({
      image,
      turns: turns.get(image.name) ?? 0,
      pending: state.pending.includes(image.name),
    }))
    .filter(row => row.turns > 0 || row.pending);
}
