/** The contract between the conversation and whatever answers: an endpoint, the built-in reader, what comes later. */
import type { Notice } from '../text/catalogue.ts';
import type { ImageRef } from './image-ref.ts';
import type { Message } from './message.ts';

/** Tokens as the server counted them. */
export type Usage = {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Part of `promptTokens` that came from the server's cache. */
  readonly cachedTokens?: number;
  /** Part of `completionTokens` spent on reasoning. */
  readonly reasoningTokens?: number;
};

/**
 * Why the model stopped. `stop`: it was done. `length`: output limit or full context. `filter`: blocked.
 * `refusal`: it declined, and its words are the text. `other`: a reason that we do not know or did not ask for.
 */
export type FinishReason = 'stop' | 'length' | 'filter' | 'refusal' | 'other';

/**
 * What an engine tells while it answers. Text is clean (see `cleanText`). After `finish` or `failure` nothing follows.
 * `retry`: the server asked to wait or failed before the first byte, and the same request goes out again in `waitMs`.
 * `note`: something that a person should know although the answer goes on.
 */
export type ReplyEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'retry'; readonly waitMs: number; readonly reason: Notice }
  | { readonly type: 'note'; readonly note: Notice }
  | { readonly type: 'finish'; readonly reason: FinishReason }
  | { readonly type: 'failure'; readonly failure: Failure };

/** What kind of failure it was, for the exit code: `endpoint` (4) or `refused` (5) or a bad picture (3). */
export type FailureKind = 'endpoint' | 'refused' | 'image';

export type Failure = { readonly kind: FailureKind; readonly notice: Notice };

export type BytesOf = (image: ImageRef, which: 'sent' | 'original') => Promise<Uint8Array>;

export type AnswerRequest = {
  /** The whole conversation. */
  readonly messages: readonly Message[];
  readonly bytesOf: BytesOf;
  /** Aborting ends the iteration soon, without a further event. */
  readonly signal: AbortSignal;
};

export type Engine = {
  /** Answers the last user message. Never throws: a failure is the last event. */
  answer(request: AnswerRequest): AsyncIterable<ReplyEvent>;
};
