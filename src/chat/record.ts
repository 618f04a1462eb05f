/**
 * The records of a session: every change of a conversation is one of these, applied in memory by `applyRecord`
 * and appended to the log on disk as one line of JSON each. A log read back and applied in order gives the same conversation.
 */
import type { Notice } from '../text/catalogue.ts';
import type { FinishReason, Usage } from './engine.ts';
import type { ImageName, ImageRef } from './image-ref.ts';

export type EntryId = string;

/** A part as kept: a picture by its name. */
export type StoredPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly name: ImageName };

/** How a reply ended: as the model said, or `stopped` by the person, or `failed` on the way (cut stream, error). */
export type ReplyEnd =
  | { readonly reason: FinishReason }
  | { readonly reason: 'stopped' }
  | { readonly reason: 'failed'; readonly notice: Notice };

type EntryFields = {
  readonly id: EntryId;
  /** The entry that this one follows; null for the first. */
  readonly parent: EntryId | null;
  /** ISO 8601, UTC. */
  readonly time: string;
};

export type LogRecord =
  | ({ readonly type: 'user'; readonly parts: readonly StoredPart[] } & EntryFields)
  | ({ readonly type: 'reply'; readonly model: string; readonly host: string } & EntryFields)
  /** A further piece of the text of a reply that has begun. */
  | { readonly type: 'reply-text'; readonly id: EntryId; readonly text: string }
  | {
      readonly type: 'reply-end';
      readonly id: EntryId;
      readonly time: string;
      readonly end: ReplyEnd;
      readonly usage?: Usage;
    }
  /** The system prompt from here on; empty: none. */
  | ({ readonly type: 'system'; readonly text: string } & EntryFields)
  /** Said to the person at this place; never the parent of anything. */
  | ({ readonly type: 'notice'; readonly tone: Tone; readonly notice: Notice } & EntryFields)
  | { readonly type: 'image'; readonly image: ImageRef; readonly time: string }
  /** The conversation goes on from this entry: undo, edit, retry, failed turn. */
  | { readonly type: 'leaf'; readonly leaf: EntryId | null; readonly time: string }
  | { readonly type: 'title'; readonly title: string; readonly time: string }
  | { readonly type: 'endpoint'; readonly model: string; readonly baseUrl: string; readonly time: string };

export type Tone = 'info' | 'warning' | 'error';
