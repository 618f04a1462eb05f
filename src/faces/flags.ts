/** The flags of the command line: one table for the parser and for the help. */
import type { Flags } from '../settings/flags.ts';
import { address, count, type Kind, language, seconds, temperature, text } from '../settings/kind.ts';
import type { Code } from '../text/catalogue.ts';

/** Which session a start is about; `named` is an id or the path of a log, and `choose` asks the person. */
export type SessionChoice =
  | { readonly type: 'new' }
  | { readonly type: 'latest' }
  | { readonly type: 'choose' }
  | { readonly type: 'named'; readonly name: string };

/** What a flag says: settings, a choice of session, or something to show in place of a conversation. */
export type Said = {
  readonly flags?: Flags;
  readonly session?: SessionChoice;
  readonly show?: 'help' | 'version';
};

/** The value that follows a flag: none, one, or one that may be left out. `read` gives null for one that cannot be used. */
export type FlagValue =
  | { readonly type: 'none'; readonly says: Said }
  | {
      readonly type: 'needed';
      readonly shown: string;
      readonly expected: Kind<unknown>['expected'];
      readonly read: (value: string) => Said | null;
    }
  | {
      readonly type: 'optional';
      readonly shown: string;
      readonly without: Said;
      readonly read: (value: string) => Said;
    };

/** One flag. Of the flags of one `group` only one may be given. */
export type Flag = {
  readonly name: `--${string}`;
  readonly short?: `-${string}`;
  readonly summary: Extract<Code, `help-flag-${string}`>;
  readonly group?: 'session' | 'key';
  readonly value: FlagValue;
};

/** All flags, in the order in which the help lists them. */
export const FLAGS: readonly Flag[] = [
  {
    name: '--continue',
    short: '-c',
    summary: 'help-flag-continue',
    group: 'session',
    value: { type: 'none', says: { session: { type: 'latest' } } },
  },
  {
    name: '--resume',
    short: '-r',
    summary: 'help-flag-resume',
    group: 'session',
    value: {
      type: 'optional',
      shown: 'ID|FILE',
      without: { session: { type: 'choose' } },
      read: name => ({ session: { type: 'named', name } }),
    },
  },
  {
    name: '--model',
    short: '-m',
    summary: 'help-flag-model',
    value: setting('MODEL', text, model => ({ model })),
  },
  {
    name: '--base-url',
    summary: 'help-flag-base-url',
    value: setting('URL', address, baseUrl => ({ baseUrl })),
  },
  {
    name: '--api-key-env',
    summary: 'help-flag-api-key-env',
    group: 'key',
    value: setting('NAME', text, apiKeyEnv => ({ apiKeyEnv })),
  },
  {
    name: '--api-key-file',
    summary: 'help-flag-api-key-file',
    group: 'key',
    value: setting('FILE', text, apiKeyFile => ({ apiKeyFile })),
  },
  {
    name: '--max-tokens',
    summary: 'help-flag-max-tokens',
    value: setting('N', count, maxOutputTokens => ({ maxOutputTokens })),
  },
  {
    name: '--temperature',
    summary: 'help-flag-temperature',
    value: setting('N', temperature, heat => ({ temperature: heat })),
  },
  {
    name: '--system',
    summary: 'help-flag-system',
    value: setting('TEXT', text, system => ({ system })),
  },
  {
    name: '--timeout',
    summary: 'help-flag-timeout',
    value: setting('SECONDS', seconds, timeoutSeconds => ({ timeoutSeconds })),
  },
  {
    name: '--idle-timeout',
    summary: 'help-flag-idle-timeout',
    value: setting('SECONDS', seconds, idleTimeoutSeconds => ({ idleTimeoutSeconds })),
  },
  {
    name: '--sessions',
    summary: 'help-flag-sessions',
    value: setting('DIR', text, sessions => ({ sessions })),
  },
  {
    name: '--no-save',
    summary: 'help-flag-no-save',
    value: { type: 'none', says: { flags: { save: false } } },
  },
  { name: '--plain', summary: 'help-flag-plain', value: { type: 'none', says: { flags: { plain: true } } } },
  {
    name: '--no-color',
    summary: 'help-flag-no-color',
    value: { type: 'none', says: { flags: { color: 'never' } } },
  },
  {
    name: '--lang',
    summary: 'help-flag-lang',
    value: setting('en|zh', language, locale => ({ locale })),
  },
  {
    name: '--allow-private-hosts',
    summary: 'help-flag-allow-private-hosts',
    value: { type: 'none', says: { flags: { allowPrivateHosts: true } } },
  },
  {
    name: '--help',
    short: '-h',
    summary: 'help-flag-help',
    value: { type: 'none', says: { show: 'help' } },
  },
  {
    name: '--version',
    short: '-V',
    summary: 'help-flag-version',
    value: { type: 'none', says: { show: 'version' } },
  },
];

/** A flag whose value is a setting of the given kind. */
function setting<T>(shown: string, kind: Kind<T>, flags: (value: T) => Flags): FlagValue {
  return {
    type: 'needed',
    shown,
    expected: kind.expected,
    read: raw => {
      const value = kind.read(raw);
      return value === undefined ? null : { flags: flags(value) };
    },
  };
}
