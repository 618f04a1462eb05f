/** What a list says about one session, from a look at its file. */
import { open } from 'node:fs/promises';
import type { LogRecord } from '../chat/record.ts';
import { cleanLine } from '../text/clean.ts';
import { decodeHeader, isReplyTextLine, recordsIn } from './format.ts';
import type { SessionSummary } from './list.ts';
import { idInFileName } from './session-id.ts';

const WHOLE_BYTES = 1_000_000;
const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 16 * 1024;
const TITLE_LENGTH = 120;

/** What the file at `path` holds, or null if it is no session; never throws. Reads 1 MB at most. */
export async function summarize(path: string, busy: boolean): Promise<SessionSummary | null> {
  try {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return null;
      const read = async (from: number, length: number): Promise<string> => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
        return buffer.toString('utf8', 0, bytesRead);
      };
      const seen = stat.size <= WHOLE_BYTES ? 'whole' : 'ends';
      const ends =
        seen === 'whole'
          ? [await read(0, stat.size)]
          : [await read(0, HEAD_BYTES), await read(stat.size - TAIL_BYTES, TAIL_BYTES)];
      // Cut lines at the seams count as damaged ones: they are left out.
      const [first = '', ...lines] = ends.flatMap(text => text.split('\n'));
      const header = decodeHeader(first);
      if (header === null) return null;
      const records = recordsIn(lines.filter(line => !isReplyTextLine(line)));
      return {
        id: idInFileName(path) ?? header.id,
        path,
        title: titleOf(records),
        time: stat.mtime.toISOString(),
        turns: records.filter(record => record.type === 'user').length,
        pictures: records.filter(record => record.type === 'image').length,
        seen,
        model: modelOf(records),
        bytes: stat.size,
        busy,
      };
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

function titleOf(records: readonly LogRecord[]): string {
  const given = records.findLast(record => record.type === 'title');
  if (given && given.title !== '') return given.title;
  for (const record of records) {
    if (record.type !== 'user') continue;
    for (const part of record.parts) {
      const line =
        part.type === 'text' ? cleanLine(part.text.trimStart().split('\n', 1)[0] ?? '', TITLE_LENGTH) : '';
      if (line !== '') return line;
    }
  }
  return '';
}

function modelOf(records: readonly LogRecord[]): string {
  const reply = records.findLast(record => record.type === 'reply');
  // Empty: the server chose it for this very reply, and what it chose was noted after.
  if (reply?.model) return reply.model;
  return records.findLast(record => record.type === 'endpoint')?.model ?? '';
}
