/** Notices read back from a log: their data is of any shape, yet goes into a sentence for the screen. */
import { isCode, type Notice, sentence } from '../text/catalogue.ts';
import { lineOf, objectOf, ShapeError, textOf } from './shape.ts';

const MAX_DEPTH = 6;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The notice, its strings cleaned. One of a code that this version does not know becomes `session-unknown-notice`.
 * Throws `ShapeError` when no sentence can be made of its data.
 */
export function noticeOf(value: unknown): Notice {
  const fields = objectOf(value);
  const code = lineOf(fields.code, 80);
  if (!isCode(code)) return { code: 'session-unknown-notice', data: { code } };
  const notice = { code, data: cleanData(objectOf(fields.data), 0) } as Notice;
  try {
    sentence(notice, 'en');
    sentence(notice, 'zh');
  } catch {
    throw new ShapeError('data of a notice');
  }
  return notice;
}

function cleanData(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new ShapeError('shallow data');
  if (typeof value === 'string') return textOf(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(item => cleanData(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !FORBIDDEN.has(key))
      .map(([key, item]) => [key, cleanData(item, depth + 1)]),
  );
}
