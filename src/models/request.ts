/** The conversation as the body of `POST /chat/completions`. */
import type { ImageRef } from '../chat/image-ref.ts';
import type { Message, Part } from '../chat/message.ts';
import type { LimitName } from './limit-name.ts';

export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

export type WireMessage = {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string | readonly WirePart[];
};

/** What nearly every server takes; a limit and a temperature only if a person asked for them. */
export type RequestBody = {
  readonly model: string;
  readonly messages: readonly WireMessage[];
  readonly stream: boolean;
  readonly stream_options?: { readonly include_usage: true };
  readonly temperature?: number;
} & { readonly [Name in LimitName]?: number };

export type RequestOptions = {
  readonly model: string;
  readonly stream: boolean;
  /** Ask for usage in the stream. */
  readonly streamOptions: boolean;
  readonly limit?: { readonly name: LimitName; readonly tokens: number };
  readonly temperature?: number;
};

/**
 * The body for a conversation. A message depends on nothing but itself, so what was sent once is sent again byte for
 * byte: a server's cache holds, and nobody can be told two stories.
 */
export function toRequest(
  messages: readonly Message[],
  options: RequestOptions & { readonly dataUrlOf: (image: ImageRef) => string },
): RequestBody {
  const { model, stream, limit, temperature } = options;
  return {
    model,
    messages: messages.map(message => wireMessage(message, options.dataUrlOf)),
    stream,
    ...(stream && options.streamOptions ? { stream_options: { include_usage: true } } : {}),
    ...(limit ? { [limit.name]: limit.tokens } : {}),
    ...(temperature === undefined ? {} : { temperature }),
  };
}

function wireMessage(message: Message, dataUrlOf: (image: ImageRef) => string): WireMessage {
  if (message.role !== 'user') return { role: message.role, content: message.text };
  const [only, ...others] = message.parts;
  if (only?.type === 'text' && others.length === 0) return { role: 'user', content: only.text };
  if (!message.parts.some(part => part.type === 'image'))
    return {
      role: 'user',
      content: message.parts.map(part => (part.type === 'text' ? part.text : '')).join('\n'),
    };
  return {
    role: 'user',
    content: labelled(message.parts).map(part =>
      part.type === 'text' ? part : { type: 'image_url', image_url: { url: dataUrlOf(part.image) } },
    ),
  };
}

/**
 * The parts as sent: before each picture its name, so that person and model mean the same one by `#2`. Only `#1` alone in its
 * message needs none. Empty texts are left out: some servers refuse them.
 */
function labelled(parts: readonly Part[]): readonly Part[] {
  const images = parts.filter(part => part.type === 'image');
  const isPlain = images.length === 1 && images[0]?.image.name === '#1';
  return parts.flatMap((part): readonly Part[] => {
    if (part.type === 'text') return part.text === '' ? [] : [part];
    return isPlain ? [part] : [{ type: 'text', text: part.image.name }, part];
  });
}

/** The pictures of a conversation in the order in which they are sent; one that is sent twice stands twice. */
export function picturesOf(messages: readonly Message[]): readonly ImageRef[] {
  return messages.flatMap(message =>
    message.role === 'user' ? message.parts.flatMap(part => (part.type === 'image' ? [part.image] : [])) : [],
  );
}

/** The picture at a place that a server names (`messages[2].content[1]`), or null. */
export function pictureAt(messages: readonly Message[], message: number, part: number): ImageRef | null {
  const found = messages[message];
  if (found?.role !== 'user') return null;
  const at = labelled(found.parts)[part];
  return at?.type === 'image' ? at.image : null;
}
