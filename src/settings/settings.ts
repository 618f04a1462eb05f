/** Flags, environment and settings file put together into what one run of the program goes by. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { type Locale, localeOf } from '../text/locale.ts';
import { normalBaseUrl } from './base-url.ts';
import { CONFIG_FILE, readConfig, reasonOf } from './config-file.ts';
import { type Endpoint, endpointAt, type Limits } from './endpoint.ts';
import { variable } from './environment.ts';
import type { Flags } from './flags.ts';
import { configFolderOf, historyFileOf, type Surroundings, sessionsFolderOf } from './folders.ts';
import { type Color, count, language, seconds, temperature, whenToColor, yesOrNo } from './kind.ts';
import { type GivenKey, type Servers, serversOf } from './servers.ts';

const TEN_MINUTES = 600;
const ONE_MINUTE = 60;

/** What one run goes by. Holds keys: never log it or print it. */
export type Settings = {
  /** Null when no server is configured: neither a key nor a base URL, or the base URL is spelt wrong. */
  readonly endpoint: Endpoint | null;
  readonly limits: Limits;
  readonly servers: Servers;
  /** The system prompt of a new session; null: none. */
  readonly system: string | null;
  /** Absolute. */
  readonly sessionsDir: string;
  /** Absolute; null when nothing may be left behind. */
  readonly historyFile: string | null;
  /** Whether sessions are written. */
  readonly save: boolean;
  /** Whether pictures may be fetched from private and local addresses. */
  readonly allowPrivateHosts: boolean;
  /** Plain lines in place of the drawn prompt. */
  readonly plain: boolean;
  readonly color: Color;
  readonly locale: Locale;
  /** The settings file, absolute, whether or not there is one. */
  readonly configFile: string;
  /** What could not be used and why, to be told once. */
  readonly problems: readonly Notice[];
};

/**
 * The settings of this run. Reads the settings file and the file of `--api-key-file`, synchronously and without a library,
 * for the start waits for it. Never throws: what cannot be used stands in `problems`.
 */
export function loadSettings(flags: Flags, surroundings: Omit<Surroundings, 'exists'>): Settings {
  const { env } = surroundings;
  const places: Surroundings = { ...surroundings, exists: existsSync };
  const configFile = join(configFolderOf(places), CONFIG_FILE);
  const { config, problems: configProblems } = readConfig(configFile);
  const problems = [...configProblems];
  const ours = <T>(name: string, kind: Parameters<typeof variable<T>>[2]) =>
    variable(env, `VISION_CHAT_${name}`, kind, problems);

  const maxOutputTokens = flags.maxOutputTokens ?? ours('MAX_TOKENS', count) ?? config.maxOutputTokens;
  const heat = flags.temperature ?? ours('TEMPERATURE', temperature) ?? config.temperature;
  const limits: Limits = {
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(heat === undefined ? {} : { temperature: heat }),
    firstByteMs: 1000 * (flags.timeoutSeconds ?? ours('TIMEOUT', seconds) ?? config.timeout ?? TEN_MINUTES),
    idleMs:
      1000 * (flags.idleTimeoutSeconds ?? ours('IDLE_TIMEOUT', seconds) ?? config.idleTimeout ?? ONE_MINUTE),
  };
  const servers = serversOf(
    { flags, env, config, configPath: cleanLine(configFile), givenKey: givenKeyOf(flags, places, problems) },
    problems,
  );
  const save = flags.save ?? ours('SAVE', yesOrNo) ?? config.save ?? true;
  return {
    endpoint: servers.baseUrl === null ? null : endpointAt(servers.baseUrl, { servers, limits, model: null }),
    limits,
    servers,
    system: flags.system ?? (env.VISION_CHAT_SYSTEM || config.system) ?? null,
    sessionsDir: sessionsFolderOf(places, { flag: flags.sessions, setting: config.sessions }),
    historyFile: save ? historyFileOf(places) : null,
    save,
    allowPrivateHosts:
      flags.allowPrivateHosts ?? ours('ALLOW_PRIVATE_HOSTS', yesOrNo) ?? config.allowPrivateHosts ?? false,
    plain: flags.plain ?? ours('PLAIN', yesOrNo) ?? config.plain ?? false,
    color: flags.color ?? ours('COLOR', whenToColor) ?? (env.NO_COLOR ? 'never' : config.color) ?? 'auto',
    locale: flags.locale ?? ours('LANG', language) ?? config.lang ?? localeOf(env),
    configFile,
    problems,
  };
}

/**
 * The settings for a resumed session: its own model and server, unless a flag names another. The key is the one that
 * belongs to that server, if any. A session may come from anyone: an address that cannot be used changes nothing.
 */
export function forSession(
  settings: Settings,
  session: { readonly model: string; readonly baseUrl: string } | null,
): Settings {
  if (session === null) return settings;
  const { servers, limits } = settings;
  const own = normalBaseUrl(session.baseUrl);
  if (own === null)
    return {
      ...settings,
      problems: [...settings.problems, { code: 'settings-session-address-invalid', data: {} }],
    };
  const baseUrl = servers.flaggedBaseUrl ?? own;
  const model = baseUrl === own ? cleanLine(session.model) || null : null;
  return { ...settings, endpoint: endpointAt(baseUrl, { servers, limits, model }) };
}

/** The key that `--api-key-env` or `--api-key-file` leads to. */
function givenKeyOf(
  { apiKeyEnv, apiKeyFile }: Flags,
  { env, cwd }: Surroundings,
  problems: Notice[],
): GivenKey {
  if (apiKeyEnv !== undefined) {
    const source = cleanLine(apiKeyEnv, 80);
    const key = env[apiKeyEnv]?.trim();
    if (key) return { key, source };
    problems.push({ code: 'settings-api-key-missing', data: { source } });
    return null;
  }
  if (apiKeyFile === undefined) return undefined;
  const path = cleanLine(apiKeyFile);
  try {
    const key = readFileSync(resolve(cwd, apiKeyFile), 'utf8').trim();
    if (key) return { key, source: path };
    problems.push({ code: 'settings-api-key-file-unreadable', data: { path, reason: 'EMPTY' } });
  } catch (error) {
    const reason = reasonOf(error);
    problems.push({ code: 'settings-api-key-file-unreadable', data: { path, reason } });
  }
  return null;
}
