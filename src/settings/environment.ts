import type { Notice } from '../text/catalogue.ts';
import type { Kind } from './kind.ts';

/** The variables of the process; an empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variable `name` as a kind of value; `undefined` when it is not set, or is none, which `problems` then tells. */
export function variable<T>(
  env: Environment,
  name: string,
  { expected, read }: Kind<T>,
  problems: Notice[],
): T | undefined {
  const raw = env[name];
  if (!raw) return undefined;
  const value = read(raw);
  if (value === undefined)
    problems.push({ code: 'settings-value-invalid', data: { source: name, expected } });
  return value;
}
