/** What a setting may be, wherever it comes from: the text of a flag or variable, or a value of the settings file. */
import type { DataOf } from '../text/catalogue.ts';
import type { Locale } from '../text/locale.ts';
import { normalBaseUrl } from './base-url.ts';

/** Reads a value of type `T` out of text or JSON; `undefined` for anything that is not one. */
export type Kind<T> = {
  readonly expected: DataOf<'settings-value-invalid'>['expected'];
  readonly read: (value: unknown) => T | undefined;
};

/** When the output has colours: as the terminal can, always, or never. */
export type Color = 'auto' | 'always' | 'never';

/** The value that a kind reads. */
export type ValueOf<K> = K extends Kind<infer T> ? T : never;

/** A base URL, in the spelling of `normalBaseUrl`. */
export const address: Kind<string> = {
  expected: 'address',
  read: value => (typeof value === 'string' ? (normalBaseUrl(value) ?? undefined) : undefined),
};

/** A number of tokens. */
export const count: Kind<number> = {
  expected: 'count',
  read: value => numberWithin(value, 1, Number.MAX_SAFE_INTEGER, Number.isInteger),
};

/** OpenAI's range; servers with a smaller one refuse by themselves. */
export const temperature: Kind<number> = {
  expected: 'temperature',
  read: value => numberWithin(value, 0, 2, Number.isFinite),
};

/** A wait in seconds, at most a day: longer timers overflow in Node and fire at once. */
export const seconds: Kind<number> = {
  expected: 'seconds',
  read: value => numberWithin(value, 1, 86_400, Number.isFinite),
};

/** Text with something in it. */
export const text: Kind<string> = {
  expected: 'text',
  read: value => (typeof value === 'string' && value.trim() !== '' ? value : undefined),
};

/** True or false, also as people write it in variables. */
export const yesOrNo: Kind<boolean> = {
  expected: 'yes-or-no',
  read: value => {
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string') return undefined;
    if (/^(1|true|yes|on)$/i.test(value)) return true;
    return /^(0|false|no|off)$/i.test(value) ? false : undefined;
  },
};

/** A language that the program speaks, also as a locale such as `zh_CN.UTF-8`. */
export const language: Kind<Locale> = {
  expected: 'language',
  read: value => {
    const name = typeof value === 'string' ? /^(en|zh)(?![a-z])/i.exec(value)?.[1]?.toLowerCase() : undefined;
    return name === 'en' || name === 'zh' ? name : undefined;
  },
};

/** When to use colours. */
export const whenToColor: Kind<Color> = {
  expected: 'when-to-color',
  read: value => (value === 'auto' || value === 'always' || value === 'never' ? value : undefined),
};

/** Keys by base URL. An entry with an address or key that is none makes the whole unreadable. */
export const keys: Kind<Readonly<Record<string, string>>> = {
  expected: 'keys',
  read: value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const pairs: (readonly [string, string])[] = [];
    for (const [url, key] of Object.entries(value)) {
      const baseUrl = normalBaseUrl(url);
      if (baseUrl === null || typeof key !== 'string') return undefined;
      pairs.push([baseUrl, key]);
    }
    return Object.fromEntries(pairs);
  },
};

function numberWithin(
  value: unknown,
  least: number,
  most: number,
  fits: (number: number) => boolean,
): number | undefined {
  const isNumeral = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim());
  const number = typeof value === 'number' || isNumeral ? Number(value) : Number.NaN;
  return fits(number) && number >= least && number <= most ? number : undefined;
}
