/** Runners that keep the conversation: the log, the store of pictures, the list of sessions. */
import type { BytesOf } from '../../chat/engine.ts';
import type { Sha256 } from '../../chat/image-ref.ts';
import type { Dispatch, Runners } from '../../chat/program.ts';
import { findSession } from '../../sessions/find-session.ts';
import { listSessions } from '../../sessions/list.ts';
import { openSession, storeOf } from '../../sessions/open-session.ts';
import { newSessionId } from '../../sessions/session-id.ts';
import { createLog, type SessionLog } from '../../sessions/session-log.ts';
import type { Settings } from '../../settings/settings.ts';
import { copyBetween, memoryStore, openStore, type Store } from '../../store/store.ts';
import { pickerItems } from './session-items.ts';

type SessionRunners = Pick<Runners, 'append' | 'start-session' | 'list-sessions' | 'open-session'>;

export type Keeping = {
  readonly runners: SessionRunners;
  readonly put: (bytes: Uint8Array) => Promise<Sha256>;
  readonly bytesOf: BytesOf;
  /** Writes what is not yet written and gives the session free. */
  readonly close: () => void;
};

/** What keeps a conversation: on disk, or in memory only when nothing is to be saved. */
export function keepSessions(settings: Settings, dispatch: Dispatch): Keeping {
  const { sessionsDir, save } = settings;
  const store: Store = save ? openStore(storeOf(sessionsDir)) : memoryStore();
  let log: SessionLog | null = save ? freshLog(sessionsDir) : null;

  const open = async (target: string): Promise<void> => {
    const found = await findSession(target, sessionsDir);
    if (found.ok && found.path === log?.path) {
      return dispatch({ type: 'noticed', tone: 'info', notice: { code: 'session-open-already', data: {} } });
    }
    const opening = await openSession(target, {
      dir: sessionsDir,
      // Without saving, the pictures of another folder are copied into memory only.
      copyPictures: (from, to, hashes) => copyBetween(openStore(from), save ? openStore(to) : store, hashes),
    });
    if (!opening.ok) return dispatch({ type: 'noticed', tone: 'error', notice: opening.notice });
    const { opened } = opening;
    log?.close();
    log = save ? opened.log : null;
    if (!save) opened.log.close();
    dispatch({ type: 'session-opened', records: opened.records, notices: opened.problems });
  };

  return {
    put: bytes => store.put(bytes),
    bytesOf: async (image, which) => {
      const hash = image[which];
      // A session that is only read, not saved, has its pictures on disk.
      const holder = save || (await store.has(hash)) ? store : openStore(storeOf(sessionsDir));
      return holder.get(hash);
    },
    close: () => log?.close(),
    runners: {
      append: ({ records }) => {
        const notice = log?.append(records);
        if (notice) dispatch({ type: 'noticed', tone: 'warning', notice });
      },
      'start-session': () => {
        log?.close();
        log = save ? freshLog(sessionsDir) : null;
      },
      'list-sessions': () =>
        listSessions(sessionsDir).then(sessions =>
          dispatch({
            type: 'sessions-listed',
            items: pickerItems(sessions, settings.locale, Date.now()),
          }),
        ),
      'open-session': ({ target }) => open(target),
    },
  };
}

function freshLog(dir: string): SessionLog {
  return createLog(dir, { id: newSessionId(), created: new Date().toISOString() });
}
