/** Closes the holes that skipped lines leave, so that one damaged line costs one message and not all after it. */
import type { EntryId, LogRecord } from '../chat/record.ts';

/** What stands where a message was lost; models read it too, so it is in no language. */
const LOST = '[…]';

/**
 * The records with a stand-in for every entry that others need but no line tells: a question before a reply, a reply
 * before a question, the beginning of a reply whose text is there. Pictures that no line tells become words,
 * since their names might be given again. The same damage gives the same records each time.
 */
export function mend(records: readonly LogRecord[]): readonly LogRecord[] {
  const mended: LogRecord[] = [];
  const entries = new Set<EntryId>();
  const images = new Set<string>();
  let last: EntryId | null = null;
  let speaker = { model: '', host: '' };

  const standIn = (id: EntryId, kind: 'user' | 'reply', time: string): void => {
    const entry = { id, parent: last, time };
    if (kind === 'user') mended.push({ type: 'user', ...entry, parts: [{ type: 'text', text: LOST }] });
    else mended.push({ type: 'reply', ...entry, ...speaker });
    entries.add(id);
    last = id;
  };

  let time = '1970-01-01T00:00:00.000Z';
  for (const record of records) {
    if ('time' in record) time = record.time;
    switch (record.type) {
      case 'user':
      case 'reply':
      case 'system': {
        const { parent } = record;
        if (parent !== null && !entries.has(parent)) {
          standIn(parent, record.type === 'reply' ? 'user' : 'reply', time);
          if (record.type !== 'reply') mended.push({ type: 'reply-text', id: parent, text: LOST });
        }
        if (record.type === 'reply') speaker = { model: record.model, host: record.host };
        mended.push(record.type === 'user' ? withKnownPictures(record, images) : record);
        entries.add(record.id);
        last = record.id;
        break;
      }
      case 'reply-text':
      case 'reply-end':
        if (!entries.has(record.id)) standIn(record.id, 'reply', time);
        mended.push(record);
        break;
      case 'image':
        images.add(record.image.name);
        mended.push(record);
        break;
      case 'leaf':
        if (record.leaf === null || entries.has(record.leaf)) last = record.leaf;
        mended.push(record);
        break;
      case 'notice':
      case 'title':
      case 'endpoint':
        mended.push(record);
        break;
      default:
        record satisfies never;
    }
  }
  return mended;
}

type UserRecord = Extract<LogRecord, { readonly type: 'user' }>;

function withKnownPictures(record: UserRecord, images: ReadonlySet<string>): UserRecord {
  const parts = record.parts.map(part =>
    part.type === 'text' || images.has(part.name)
      ? part
      : ({ type: 'text', text: `[${part.name}]` } as const),
  );
  return { ...record, parts };
}
