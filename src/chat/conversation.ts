/**
 * The conversation: a tree of entries with a current leaf. Messages and transcript are both derived from the path
 * from the root to the leaf; edit, retry and undo only add records.
 */
import type { Notice } from '../text/catalogue.ts';
import type { Usage } from './engine.ts';
import type { ImageName, ImageRef } from './image-ref.ts';
import type { Message, Part } from './message.ts';
import type { EntryId, LogRecord, ReplyEnd, StoredPart, Tone } from './record.ts';

type Fields = { readonly id: EntryId; readonly parent: EntryId | null; readonly time: string };

export type UserEntry = Fields & { readonly kind: 'user'; readonly parts: readonly StoredPart[] };
export type ReplyEntry = Fields & {
  readonly kind: 'reply';
  readonly model: string;
  readonly host: string;
  readonly text: string;
  /** Null while it grows, and for ever when the program was killed before its end. */
  readonly end: ReplyEnd | null;
  readonly usage?: Usage;
};
export type SystemEntry = Fields & { readonly kind: 'system'; readonly text: string };
export type NoticeEntry = Fields & {
  readonly kind: 'notice';
  readonly tone: Tone;
  readonly notice: Notice;
};
export type Entry = UserEntry | ReplyEntry | SystemEntry | NoticeEntry;

export type Conversation = {
  /** In the order in which they were added. */
  readonly entries: ReadonlyMap<EntryId, Entry>;
  readonly leaf: EntryId | null;
  readonly images: ReadonlyMap<ImageName, ImageRef>;
  /** The number of the next picture: one counter, shared by all branches, never going back. */
  readonly nextImage: number;
  readonly title: string | null;
  readonly endpoint: { readonly model: string; readonly baseUrl: string } | null;
};

type Draft = {
  -readonly [K in keyof Conversation]: Conversation[K] extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : Conversation[K];
};

export const EMPTY_CONVERSATION: Conversation = {
  entries: new Map(),
  leaf: null,
  images: new Map(),
  nextImage: 1,
  title: null,
  endpoint: null,
};

/** The conversation after one more record. Records that contradict it (unknown parent, reply or leaf) leave it as it is. */
export function applyRecord(conversation: Conversation, record: LogRecord): Conversation {
  const draft = draftOf(conversation);
  return applyTo(draft, record) ? draft : conversation;
}

/** The conversation that a log tells, and the indexes of records that contradict those before them. */
export function replay(records: Iterable<LogRecord>): {
  readonly conversation: Conversation;
  readonly refused: readonly number[];
} {
  const draft = draftOf(EMPTY_CONVERSATION);
  const refused: number[] = [];
  let index = 0;
  for (const record of records) {
    if (!applyTo(draft, record)) refused.push(index);
    index += 1;
  }
  return { conversation: draft, refused };
}

function draftOf(conversation: Conversation): Draft {
  return {
    ...conversation,
    entries: new Map(conversation.entries),
    images: new Map(conversation.images),
  };
}

/** Changes the draft by the record; false if the record does not fit. */
function applyTo(draft: Draft, record: LogRecord): boolean {
  switch (record.type) {
    case 'user':
      return addEntry(draft, { kind: 'user', ...fieldsOf(record), parts: record.parts });
    case 'reply': {
      const { model, host } = record;
      return addEntry(draft, { kind: 'reply', ...fieldsOf(record), model, host, text: '', end: null });
    }
    case 'system':
      return addEntry(draft, { kind: 'system', ...fieldsOf(record), text: record.text });
    case 'notice': {
      const { tone, notice } = record;
      return addEntry(draft, { kind: 'notice', ...fieldsOf(record), tone, notice });
    }
    case 'reply-text':
      return changeReply(draft, record.id, reply => ({ ...reply, text: reply.text + record.text }));
    case 'reply-end': {
      const { end, usage } = record;
      return changeReply(draft, record.id, reply => ({ ...reply, end, ...(usage ? { usage } : {}) }));
    }
    case 'image': {
      const { name } = record.image;
      if (draft.images.has(name)) return false;
      draft.images.set(name, record.image);
      draft.nextImage = Math.max(draft.nextImage, (Number.parseInt(name.slice(1), 10) || 0) + 1);
      return true;
    }
    case 'leaf': {
      if (record.leaf !== null && !draft.entries.has(record.leaf)) return false;
      draft.leaf = record.leaf;
      return true;
    }
    case 'title':
      draft.title = record.title;
      return true;
    case 'endpoint':
      draft.endpoint = { model: record.model, baseUrl: record.baseUrl };
      return true;
    default:
      return record satisfies never;
  }
}

function fieldsOf({ id, parent, time }: Fields): Fields {
  return { id, parent, time };
}

function addEntry(draft: Draft, entry: Entry): boolean {
  if (draft.entries.has(entry.id)) return false;
  if (entry.parent !== null && !draft.entries.has(entry.parent)) return false;
  draft.entries.set(entry.id, entry);
  if (entry.kind !== 'notice') draft.leaf = entry.id;
  return true;
}

function changeReply(draft: Draft, id: EntryId, change: (reply: ReplyEntry) => ReplyEntry): boolean {
  const entry = draft.entries.get(id);
  if (entry?.kind !== 'reply') return false;
  draft.entries.set(id, change(entry));
  return true;
}

/** The entries from the root to `leaf` (the current leaf unless given), without notices. */
export function pathOf(conversation: Conversation, leaf = conversation.leaf): readonly Entry[] {
  const path: Entry[] = [];
  let id = leaf;
  while (id !== null) {
    const entry = conversation.entries.get(id);
    if (!entry) break;
    path.push(entry);
    id = entry.parent;
  }
  return path.reverse();
}

/** What a model is sent: the system prompt in force, then every question and reply on the path to the leaf. */
export function messagesOf(conversation: Conversation, leaf = conversation.leaf): readonly Message[] {
  let system = '';
  const messages: Message[] = [];
  for (const entry of pathOf(conversation, leaf)) {
    if (entry.kind === 'system') system = entry.text;
    else if (entry.kind === 'user') messages.push({ role: 'user', parts: partsOf(conversation, entry) });
    else if (entry.kind === 'reply' && entry.text !== '')
      messages.push({ role: 'assistant', text: entry.text });
  }
  return system === '' ? messages : [{ role: 'system', text: system }, ...messages];
}

/** The parts of a question with its pictures; a picture that the log does not know stands as a word of text. */
export function partsOf(conversation: Conversation, entry: UserEntry): readonly Part[] {
  return entry.parts.map((part): Part => {
    if (part.type === 'text') return part;
    const image = conversation.images.get(part.name);
    return image ? { type: 'image', image } : { type: 'text', text: `[${part.name}]` };
  });
}

/** What a person sees: the entries of the path, each followed by the notices that belong to it. */
export function transcriptOf(conversation: Conversation): readonly Entry[] {
  const notices = new Map<EntryId | null, Entry[]>();
  for (const entry of conversation.entries.values()) {
    if (entry.kind !== 'notice') continue;
    const siblings = notices.get(entry.parent);
    if (siblings) siblings.push(entry);
    else notices.set(entry.parent, [entry]);
  }
  const path = pathOf(conversation);
  return [...(notices.get(null) ?? []), ...path.flatMap(entry => [entry, ...(notices.get(entry.id) ?? [])])];
}

/** The last question on the path, or null. */
export function lastQuestion(conversation: Conversation): UserEntry | null {
  return pathOf(conversation).findLast(entry => entry.kind === 'user') ?? null;
}

/** The last reply on the path, or null. */
export function lastReply(conversation: Conversation): ReplyEntry | null {
  return pathOf(conversation).findLast(entry => entry.kind === 'reply') ?? null;
}
