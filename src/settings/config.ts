/** The settings file: a JSON object whose names and values are listed here. */
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { nearest } from '../text/near.ts';
import {
  address,
  count,
  keys,
  language,
  seconds,
  temperature,
  text,
  type ValueOf,
  whenToColor,
  yesOrNo,
} from './kind.ts';

/** Every name that the settings file may have. `timeout` and `idleTimeout` are seconds. */
export const configKinds = {
  baseUrl: address,
  model: text,
  keys,
  maxOutputTokens: count,
  temperature,
  timeout: seconds,
  idleTimeout: seconds,
  system: text,
  sessions: text,
  save: yesOrNo,
  plain: yesOrNo,
  color: whenToColor,
  lang: language,
  allowPrivateHosts: yesOrNo,
} as const;

type Values = { readonly [Name in keyof typeof configKinds]?: ValueOf<(typeof configKinds)[Name]> };

/**
 * What the settings file says; a name is absent when it is not set or its value is none. Only `baseUrl` is null then:
 * whoever named a server must not be sent to another one because of a slip of the pen.
 */
export type Config = Omit<Values, 'baseUrl'> & { readonly baseUrl?: string | null };

/** The settings in a JSON value read from `path`, and what is wrong with the rest. */
export function configOf(
  json: unknown,
  path: string,
): { readonly config: Config; readonly problems: readonly Notice[] } {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { config: {}, problems: [{ code: 'settings-file-broken', data: { path } }] };
  const config: Record<string, unknown> = {};
  const problems: Notice[] = [];
  for (const [name, value] of Object.entries(json)) {
    if (!isConfigName(name)) {
      const near = nearest(name, Object.keys(configKinds)) ?? null;
      problems.push({
        code: 'settings-name-unknown',
        data: { path, name: cleanLine(name, 40), nearest: near },
      });
      continue;
    }
    const { expected, read } = configKinds[name];
    const known = read(value);
    const source = `"${name}" (${path})`;
    if (known !== undefined) config[name] = known;
    else if (name === 'baseUrl') {
      config[name] = null;
      problems.push({ code: 'settings-base-url-invalid', data: { source } });
    } else problems.push({ code: 'settings-value-invalid', data: { source, expected } });
  }
  return { config, problems };
}

/** Whether the settings file may have this name. */
export function isConfigName(name: string): name is keyof Config {
  return Object.hasOwn(configKinds, name);
}
