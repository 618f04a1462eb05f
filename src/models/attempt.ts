/** One request and its answer, under the watch of the watchdog. */
import type { OpenAI } from 'openai';
import type { ReplyEvent } from '../chat/engine.ts';
import { type Cause, causeOf } from './cause.ts';
import { readErrorBody, type ServerError } from './error-shapes.ts';
import type { Asked } from './failure.ts';
import { readReply } from './read-reply.ts';
import { replyTo } from './reply.ts';
import { untilAborted } from './until-aborted.ts';
import { type Stall, watchdog } from './watchdog.ts';
import { type Fetch, post } from './wire.ts';

/** Why a request brought no answer; nothing has been told yet, so that it may go out again. */
export type Outcome =
  | { readonly type: 'unreachable'; readonly error: unknown }
  | {
      readonly type: 'refused';
      readonly status: number;
      readonly headers: Headers;
      readonly error: ServerError;
      readonly cause: Cause;
    };

export type Attempt = {
  readonly client: OpenAI;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly stream: boolean;
  readonly asked: Asked;
  readonly signal: AbortSignal;
  readonly fetch: Fetch | undefined;
};

/** The events of the answer, the last of them `finish` or `failure`, and then null; or no event and why. Null also after an abort. */
export async function* attempt({
  client,
  body,
  stream,
  asked,
  signal,
  fetch,
}: Attempt): AsyncGenerator<ReplyEvent, Outcome | null> {
  const { endpoint } = asked;
  const reply = replyTo(asked);
  let stall: Stall | null = null;
  const ours = new AbortController();
  const watch = watchdog(endpoint, value => {
    stall = value;
    ours.abort();
  });
  const stalled = (): Stall | null => stall;
  const either = AbortSignal.any([signal, ours.signal]);
  try {
    const posted = post(client, endpoint, body, { stream, signal: either, ...(fetch ? { fetch } : {}) });
    const answer = await untilAborted(posted, either);
    if (signal.aborted) return null;
    const barked = stalled();
    if (barked) yield* reply.end({ type: 'stalled', stall: barked });
    if (barked || answer === null) return null;
    if (answer.type === 'unreachable') return answer;
    if (answer.type === 'refused') {
      const { type, status, headers } = answer;
      const error = readErrorBody(status, answer.body);
      return { type, status, headers, error, cause: causeOf(error, asked.pictures > 0) };
    }
    const { response } = answer;
    const ended = yield* readReply({ response, reply, watchdog: watch, signal: either, stalled });
    return ended ? { type: 'unreachable', error: ended.unstarted } : null;
  } finally {
    watch.stop();
    ours.abort();
  }
}
