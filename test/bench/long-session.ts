/** A session as 200 turns leave it behind, with 50 pictures. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageName } from '../../src/chat/image-ref.ts';
import type { LogRecord, StoredPart } from '../../src/chat/record.ts';
import { encodeHeader, encodeRecord } from '../../src/sessions/format.ts';
import { sessionFileName } from '../../src/sessions/session-id.ts';
import { makePrivateFolder } from '../../src/store/folder.ts';
import { openStore } from '../../src/store/store.ts';
import { replyTokens } from './reply-text.ts';

const TURNS = 200;
const TURNS_PER_PICTURE = 4;
const TOKENS = 150;
const PICTURE_BYTES = 150_000;
const CREATED = '2026-01-02T03:04:05.000Z';

/** The last word of the last reply. */
export const LAST_WORD = 'the-very-last-word';

/** Writes the session into the program's folder of sessions and answers with the path of its file. */
export async function writeLongSession(
  sessionsDir: string,
  storeDir: string,
  baseUrl: string,
): Promise<string> {
  await makePrivateFolder(sessionsDir);
  const store = openStore(storeDir);
  const time = CREATED;
  const records: LogRecord[] = [{ type: 'endpoint', model: 'bench', baseUrl, time }];
  let parent: string | null = null;
  for (let turn = 0; turn < TURNS; turn++) {
    const parts: StoredPart[] = [{ type: 'text', text: `What does part ${turn} of it show?` }];
    if (turn % TURNS_PER_PICTURE === 0) {
      const name: ImageName = `#${turn / TURNS_PER_PICTURE + 1}`;
      // Resuming must not look into pictures, so their bytes need not be any.
      const hash = await store.put(randomBytes(PICTURE_BYTES));
      records.push({
        type: 'image',
        time,
        image: {
          name,
          source: `/pictures/${turn}.jpg`,
          label: `${turn}.jpg`,
          original: hash,
          recipe: [],
          sent: hash,
          type: 'image/jpeg',
          width: 1600,
          height: 1200,
          bytes: PICTURE_BYTES,
        },
      });
      parts.unshift({ type: 'image', name });
    }
    const user = `u${turn}`;
    const reply = `r${turn}`;
    const text = replyTokens(TOKENS, `k${turn}`).join('') + (turn === TURNS - 1 ? ` ${LAST_WORD}` : '');
    records.push(
      { type: 'user', id: user, parent, time, parts },
      { type: 'reply', id: reply, parent: user, time, model: 'bench', host: new URL(baseUrl).host },
      { type: 'reply-text', id: reply, text },
      { type: 'reply-end', id: reply, time, end: { reason: 'stop' } },
    );
    parent = reply;
  }
  const path = join(sessionsDir, sessionFileName('longtalk', CREATED));
  const log = encodeHeader({ id: 'longtalk', created: CREATED }) + records.map(encodeRecord).join('');
  await writeFile(path, log, { mode: 0o600 });
  return path;
}
