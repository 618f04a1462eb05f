/** Small records and folders for the tests of this room. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { ImageName } from '../../src/chat/image-ref.ts';
import type { EntryId, LogRecord } from '../../src/chat/record.ts';

export const CREATED = '2026-11-24T04:05:06.789Z';
const TIME = '2026-11-24T04:05:07.000Z';

/** A folder of its own, gone after the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'sessions-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function user(id: EntryId, parent: EntryId | null, text: string, ...images: ImageName[]): LogRecord {
  const parts = [...images.map(name => ({ type: 'image', name }) as const), { type: 'text', text } as const];
  return { type: 'user', id, parent, time: TIME, parts };
}

export function reply(id: EntryId, parent: EntryId | null): LogRecord {
  return { type: 'reply', id, parent, time: TIME, model: 'gpt-4o', host: 'api.openai.com' };
}

export function text(id: EntryId, words: string): LogRecord {
  return { type: 'reply-text', id, text: words };
}

export function end(id: EntryId): LogRecord {
  return { type: 'reply-end', id, time: TIME, end: { reason: 'stop' } };
}

export function title(words: string): LogRecord {
  return { type: 'title', title: words, time: TIME };
}

export function endpoint(model: string): LogRecord {
  return { type: 'endpoint', model, baseUrl: 'http://localhost:11434/v1', time: TIME };
}

export function image(name: ImageName, original = 'a'.repeat(64), sent = 'b'.repeat(64)): LogRecord {
  const picture = { name, source: '/tmp/cat.png', label: 'cat.png', original, sent, recipe: [] };
  return {
    type: 'image',
    time: TIME,
    image: { ...picture, type: 'image/png', width: 10, height: 20, bytes: 300 },
  };
}

/** Resolves when `isTrue` gives true, asked every few milliseconds; rejects when it does not in half a minute. */
export async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`never came true: ${isTrue}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
