/** Narrow readers of values from a file: each gives the value as wanted or throws `ShapeError`, which costs that line. */
import { cleanLine, cleanText, wellFormed } from '../text/clean.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A value from a file is not of the shape that its place asks for; the message says what was wanted. */
export class ShapeError extends Error {}

/** A JSON object, its fields still unchecked. */
export function objectOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError('object');
  return value as Fields;
}

/** A JSON array, its items still unchecked. */
export function arrayOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ShapeError('array');
  return value;
}

/** A string as it stands. */
export function stringOf(value: unknown): string {
  if (typeof value !== 'string') throw new ShapeError('string');
  return value;
}

/** Text of several lines, cleaned and well-formed. */
export function textOf(value: unknown): string {
  return cleanText(wellFormed(stringOf(value)));
}

/** One line of at most `maxLength` UTF-16 units, cleaned. */
export function lineOf(value: unknown, maxLength = 200): string {
  return cleanLine(stringOf(value), maxLength);
}

/** A string that matches the pattern as a whole; the pattern is anchored. */
export function matchOf(value: unknown, pattern: RegExp): string {
  const text = stringOf(value);
  if (!pattern.test(text)) throw new ShapeError(String(pattern));
  return text;
}

/** A whole number from `min` to `max`, both included. */
export function integerOf(value: unknown, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new ShapeError(`integer ${min}-${max}`);
  }
  return value;
}

/** One of the given strings. */
export function oneOf<T extends string>(value: unknown, options: readonly T[]): T {
  const found = options.find(option => option === value);
  if (found === undefined) throw new ShapeError(options.join('|'));
  return found;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** A moment as ISO 8601 in UTC. */
export function timeOf(value: unknown): string {
  const time = matchOf(value, TIME);
  if (Number.isNaN(Date.parse(time))) throw new ShapeError('time');
  return time;
}
