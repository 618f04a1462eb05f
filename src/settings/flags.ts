import type { Locale } from '../text/locale.ts';

/** What the command line says about settings; a field is absent when its flag was not given. */
export type Flags = {
  readonly model?: string;
  /** In the spelling of `normalBaseUrl`. */
  readonly baseUrl?: string;
  /** The name of the variable that holds the key. */
  readonly apiKeyEnv?: string;
  /** A file that holds the key and nothing else. */
  readonly apiKeyFile?: string;
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  readonly system?: string;
  /** The folder for sessions, relative to the working directory. */
  readonly sessions?: string;
  readonly save?: false;
  readonly plain?: true;
  readonly locale?: Locale;
  readonly timeoutSeconds?: number;
  readonly idleTimeoutSeconds?: number;
  readonly allowPrivateHosts?: true;
  readonly color?: 'never';
};
