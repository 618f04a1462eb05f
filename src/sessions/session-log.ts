/** The log of a session as it is written: what is appended is on disk when `append` returns, but for text still arriving. */
import { join } from 'node:path';
import type { LogRecord } from '../chat/record.ts';
import type { Notice } from '../text/catalogue.ts';
import { shown } from './disk-notices.ts';
import { type DecodedLog, decodeLog, encodeHeader, encodeRecord, type LogHeader } from './format.ts';
import { createLogFile, type LogFile, openLogFile } from './log-file.ts';
import { idInFileName, sessionFileName } from './session-id.ts';

/** The text of a growing reply is written this often, in milliseconds. */
const REPLY_TEXT_MS = 500;

export type SessionLog = {
  readonly id: string;
  /** Where the file is, or will be once there is a question to keep. */
  readonly path: string;
  /**
   * Adds records and, but for pieces of reply text, waits until the disk has them. Never throws: the notice says, once,
   * that the chat is not being saved, and once that it is again; unsaved records are kept and tried again each time.
   */
  append(records: readonly LogRecord[]): Notice | null;
  /** Writes what is held back; the same notices as `append`. */
  flush(): Notice | null;
  /** Writes what is held back and lets go of the file and its lock; a second call does nothing, and nothing is written later. */
  close(): Notice | null;
};

export type NewLog = LogHeader & {
  /** What the file begins with once it is made; alone it makes none. */
  readonly initial?: readonly LogRecord[];
};

/**
 * A log whose file `<time>-<id>.jsonl` is made in `dir`, 0600 and locked, with the first question appended; what comes before
 * is kept and written with it, so a session without a question leaves nothing.
 */
export function createLog(dir: string, { id, created, initial = [] }: NewLog): SessionLog {
  const path = join(dir, sessionFileName(id, created));
  return startLog({ id, path, file: null, head: [encodeHeader({ id, created })], queue: [...initial] });
}

export type OpenedLog =
  | { readonly ok: true; readonly log: SessionLog; readonly decoded: DecodedLog }
  | { readonly ok: false; readonly reason: 'busy' | 'read-only' | 'unusable'; readonly notice: Notice };

/**
 * Goes on with the session file at `path`, locked from now on. Fails with `busy` while another program has it, `read-only`
 * where it may not be written, `unusable` when it cannot be read or is no session.
 */
export function openLog(path: string): OpenedLog {
  const opened = openLogFile(path);
  if (!opened.ok) return opened;
  const { file, text } = opened;
  const decoded = decodeLog(text);
  if (decoded.header === null) {
    file.close();
    const notice = decoded.problems[0] ?? { code: 'session-foreign', data: {} };
    return { ok: false, reason: 'unusable', notice };
  }
  const id = idInFileName(path) ?? decoded.header.id;
  return { ok: true, log: startLog({ id, path, file, head: [], queue: [] }), decoded };
}

type Start = {
  readonly id: string;
  readonly path: string;
  /** Null: made with the first question. */
  readonly file: LogFile | null;
  /** Lines for the beginning of a new file. */
  readonly head: readonly string[];
  readonly queue: LogRecord[];
};

function startLog({ id, path, file: opened, head: header, queue }: Start): SessionLog {
  let file = opened;
  let head = header;
  let begun = opened !== null;
  let isClosed = false;
  let timer: NodeJS.Timeout | null = null;
  let lastWrite = 0;
  // What the person was last told, and what is the case: the difference is told next.
  let told: Notice | null = null;
  let trouble: Notice | null = null;

  const write = (isLast: boolean): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    lastWrite = performance.now();
    if (isClosed || !begun || queue.length === 0) return;
    if (file === null) {
      const made = createLogFile(path);
      if ('code' in made) {
        trouble = made;
        return;
      }
      file = made;
      process.prependListener('exit', close);
    }
    const durable = isLast || queue.some(record => record.type !== 'reply-text');
    const { lines, problem } = file.write([...head, ...queue.map(encodeRecord)], durable);
    queue.splice(0, Math.max(0, lines - head.length));
    head = head.slice(lines);
    trouble = problem;
  };

  const news = (): Notice | null => {
    const before = told;
    told = trouble;
    if (trouble) return before?.code === trouble.code ? null : trouble;
    return before ? { code: 'session-saved-again', data: { path: shown(path) } } : null;
  };

  const append = (records: readonly LogRecord[]): Notice | null => {
    for (const record of records) {
      push(queue, record);
      if (record.type === 'user') begun = true;
    }
    // A program that is busy drawing may starve the timer, so the time is looked at here too.
    const isDue = performance.now() - lastWrite >= REPLY_TEXT_MS;
    if (isDue || records.some(record => record.type !== 'reply-text')) write(false);
    else timer ??= setTimeout(write, REPLY_TEXT_MS, false).unref();
    return news();
  };

  const flush = (): Notice | null => {
    write(true);
    return news();
  };

  const close = (): Notice | null => {
    if (isClosed) return null;
    const notice = flush();
    isClosed = true;
    process.off('exit', close);
    file?.close();
    return notice;
  };

  // Before the lock's own listener, which lets others in.
  if (file) process.prependListener('exit', close);
  return { id, path, append, flush, close };
}

/** Adds a record, joining a piece of reply text to the piece before it. */
function push(queue: LogRecord[], record: LogRecord): void {
  const last = queue.at(-1);
  if (record.type === 'reply-text' && last?.type === 'reply-text' && last.id === record.id) {
    queue[queue.length - 1] = { ...last, text: last.text + record.text };
  } else {
    queue.push(record);
  }
}
