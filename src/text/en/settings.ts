import type { Nothing } from '../nothing.ts';

/** What a setting has to be, for the sentence that says so. */
export type Expected =
  | 'address'
  | 'count'
  | 'keys'
  | 'language'
  | 'seconds'
  | 'temperature'
  | 'text'
  | 'when-to-color'
  | 'yes-or-no';

/** The words for what a setting has to be. */
export const EXPECTED: Readonly<Record<Expected, string>> = {
  address: 'an address such as https://api.openai.com/v1, without user name, password or query',
  count: 'a whole number of 1 or more',
  keys: 'an object of base URLs and their keys, {"https://api.openai.com/v1": "sk-…"}',
  language: 'en or zh',
  seconds: 'a number of seconds from 1 to 86400',
  temperature: 'a number from 0 to 2',
  text: 'text that is not empty',
  'when-to-color': 'auto, always or never',
  'yes-or-no': 'true or false',
};

type Source = { readonly source: string };
type Path = { readonly path: string };
type Failed = Path & { readonly reason: string };

export const settings = {
  'settings-value-invalid': ({ source, expected }: Source & { readonly expected: Expected }) =>
    `${source} is ignored: it must be ${EXPECTED[expected]}.`,
  'settings-base-url-invalid': ({ source }: Source) =>
    `${source} is no base URL: it must be ${EXPECTED.address}.`,
  'settings-file-broken': ({ path }: Path) =>
    `The settings in ${path} are ignored, because they are not a JSON object: correct or delete the file.`,
  'settings-file-unreadable': ({ path, reason }: Failed) =>
    `The settings in ${path} cannot be read (${reason}): check the file and its permissions.`,
  'settings-file-open-to-others': ({ path }: Path) =>
    `Other users of this computer can read the keys in ${path}: run chmod 600 on it.`,
  'settings-name-unknown': ({ path, name, nearest }: Path & { name: string; nearest: string | null }) =>
    nearest === null
      ? `The setting "${name}" in ${path} is not known and is ignored.`
      : `The setting "${name}" in ${path} is not known and is ignored: did you mean "${nearest}"?`,
  'settings-api-key-invalid': ({ source }: Source) =>
    `The key from ${source} is not used, because it holds characters that no key has: copy it again.`,
  'settings-api-key-missing': ({ source }: Source) =>
    `No key is sent, because the variable ${source} is not set: set it or name another one with --api-key-env.`,
  'settings-api-key-file-unreadable': ({ path, reason }: Failed) =>
    `No key is sent, because ${path} cannot be read (${reason}): name a file that holds the key alone.`,
  'settings-api-key-elsewhere': ({ sources, host }: { readonly sources: string; readonly host: string }) =>
    `The key from ${sources} belongs to another address and is not sent to ${host}: give a key for it with --api-key-env NAME.`,
  'settings-session-address-invalid': (_: Nothing) =>
    'The session names an address that cannot be used; your own settings apply instead.',
  'settings-no-endpoint': (_: Nothing) =>
    'No endpoint is configured: set OPENAI_API_KEY, or name a server, as in --base-url http://localhost:11434/v1.',
  'settings-saved': ({ name, path }: Path & { readonly name: string }) => `Saved "${name}" in ${path}.`,
  'settings-saved-beside-broken': ({ name, path, kept }: Path & { name: string; kept: string }) =>
    `Saved "${name}" in a new ${path}; the old file was not a JSON object and is kept as ${kept}.`,
  'settings-not-saved': ({ path, reason }: Failed) =>
    `The setting is not saved, because ${path} cannot be written (${reason}): check the folder and its permissions.`,
};
