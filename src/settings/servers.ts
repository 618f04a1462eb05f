/**
 * Which server is asked, with which key and model. Flags, `VISION_CHAT_*`, `OPENAI_*` and the settings file are
 * asked in this order, but what one of them says counts only for the server that it means:
 *
 * | named by             | its server                                                              |
 * |----------------------|-------------------------------------------------------------------------|
 * | `--api-key-env/file` | `--base-url`, else the one that the rest of this table leads to         |
 * | `VISION_CHAT_…`      | `VISION_CHAT_BASE_URL`, `OPENAI_BASE_URL`, the file's `baseUrl`, OpenAI |
 * | `OPENAI_…`           | `OPENAI_BASE_URL`, OpenAI; never one named anywhere else                |
 * | `keys` of the file   | the one that the key stands under                                       |
 *
 * So a key never goes along to a host that only a flag or a resumed session names.
 */
import type { Notice } from '../text/catalogue.ts';
import { normalBaseUrl, OPENAI_BASE_URL } from './base-url.ts';
import type { Config } from './config.ts';
import type { Environment } from './environment.ts';
import type { Flags } from './flags.ts';

/** A key and the one server that may see it. */
export type Key = {
  readonly baseUrl: string;
  readonly key: string;
  /** Where it came from, for messages: a variable or a file. */
  readonly source: string;
};

/** A model by name, and the one server that is asked for it; null for any. */
export type NamedModel = { readonly baseUrl: string | null; readonly model: string };

/** What a key flag led to: a key, or null when it led to nothing; `undefined` without such a flag. */
export type GivenKey = { readonly key: string; readonly source: string } | null | undefined;

/** All servers, keys and models that are named, in the order in which they count. */
export type Servers = {
  /** The server for a new session; null when none is named, or the one that counts is spelt wrong. */
  readonly baseUrl: string | null;
  /** Set when a flag named the server, which then counts for resumed sessions too. */
  readonly flaggedBaseUrl: string | null;
  readonly flaggedModel: string | null;
  readonly keys: readonly Key[];
  readonly models: readonly NamedModel[];
};

/** Gathers what is named; what cannot be read is told in `problems`. `configPath` is where `config` came from. */
export function serversOf(
  {
    flags,
    env,
    config,
    configPath,
    givenKey,
  }: {
    readonly flags: Flags;
    readonly env: Environment;
    readonly config: Config;
    readonly configPath: string;
    readonly givenKey: GivenKey;
  },
  problems: Notice[],
): Servers {
  const own = named(env, 'VISION_CHAT_BASE_URL', problems);
  const openai = named(env, 'OPENAI_BASE_URL', problems);
  const anyName = firstNamed(flags.baseUrl, own, openai, config.baseUrl);
  const keys: Key[] = [];
  const addKey = (key: string | undefined, baseUrl: string | null, source: string) => {
    const trimmed = key?.trim();
    if (!trimmed || baseUrl === null) return;
    // Headers are bytes: the client throws a TypeError that shows no cause for anything beyond.
    if (/^[\x21-\x7e]+$/.test(trimmed)) keys.push({ key: trimmed, baseUrl, source });
    else problems.push({ code: 'settings-api-key-invalid', data: { source } });
  };

  const wayForFlags = withDefault(anyName);
  if (givenKey) addKey(givenKey.key, wayForFlags, givenKey.source);
  addKey(
    env.VISION_CHAT_API_KEY,
    withDefault(firstNamed(own, openai, config.baseUrl)),
    'VISION_CHAT_API_KEY',
  );
  addKey(env.OPENAI_API_KEY, withDefault(openai), 'OPENAI_API_KEY');
  for (const [baseUrl, key] of Object.entries(config.keys ?? {})) addKey(key, baseUrl, configPath);

  const models: NamedModel[] = [];
  const addModel = (model: string | undefined, baseUrl: string | null | undefined) => {
    if (model?.trim()) models.push({ model: model.trim(), baseUrl: baseUrl ?? null });
  };
  addModel(env.VISION_CHAT_MODEL, own);
  addModel(env.OPENAI_MODEL, withDefault(openai));
  addModel(config.model, config.baseUrl);

  const reachable = keys.some(key => key.baseUrl === OPENAI_BASE_URL) ? OPENAI_BASE_URL : null;
  return {
    baseUrl: anyName === undefined ? reachable : anyName,
    flaggedBaseUrl: flags.baseUrl ?? null,
    flaggedModel: flags.model ?? null,
    // A key flag that led to nothing must not be answered with some other key.
    keys: givenKey === null ? keys.filter(key => key.baseUrl !== wayForFlags) : keys,
    models,
  };
}

/** The base URL in a variable: `undefined` when it is not set, null when it is spelt wrong. */
function named(env: Environment, name: string, problems: Notice[]): string | null | undefined {
  const raw = env[name];
  if (!raw) return undefined;
  const baseUrl = normalBaseUrl(raw);
  if (baseUrl === null) problems.push({ code: 'settings-base-url-invalid', data: { source: name } });
  return baseUrl;
}

/** The first that is named, also when it is spelt wrong. */
function firstNamed(...names: readonly (string | null | undefined)[]): string | null | undefined {
  return names.find(name => name !== undefined);
}

function withDefault(baseUrl: string | null | undefined): string | null {
  return baseUrl === undefined ? OPENAI_BASE_URL : baseUrl;
}
