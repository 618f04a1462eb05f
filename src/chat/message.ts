import type { ImageRef } from './image-ref.ts';

/** A piece of a user message, in the order in which it is sent. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly image: ImageRef };

/** What a model is sent. At most one system message, the first; then user and assistant take turns. */
export type Message =
  | { readonly role: 'system'; readonly text: string }
  | { readonly role: 'user'; readonly parts: readonly Part[] }
  | { readonly role: 'assistant'; readonly text: string };
