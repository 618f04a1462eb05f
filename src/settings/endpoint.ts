import { OPENAI_BASE_URL } from './base-url.ts';
import type { Servers } from './servers.ts';

/**
 * The model asked for at OpenAI when none is named: sees pictures, costs little (0.75 and 4.50 USD per million tokens in
 * and out), and caps what a picture costs at 1536 patches, unlike the cheaper models of the 5.6 family.
 */
export const DEFAULT_OPENAI_MODEL = 'gpt-5.4-mini';

/** Bounds of a request, from flags, variables and the settings file. Limit and temperature are sent only when set. */
export type Limits = {
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  /** How long to wait for the first byte. */
  readonly firstByteMs: number;
  /** How long to wait between bytes after that. */
  readonly idleMs: number;
};

/** The server that answers, and how it is asked. */
export type Endpoint = Limits & {
  /** In the spelling of `normalBaseUrl`. */
  readonly baseUrl: string;
  /** Null: no key is sent; servers on the own computer need none. */
  readonly apiKey: string | null;
  /** The variable or file that the key came from, for messages. */
  readonly keySource: string | null;
  /** Variables and files whose keys belong elsewhere, when there is no key for this server: what a 401 is explained with. */
  readonly keysElsewhere: readonly string[];
  /** Empty: ask the server which models it has and take the first. */
  readonly model: string;
};

/** The endpoint at `baseUrl` with the key and model that belong to it. Null for OpenAI's own without a key, which cannot answer. */
export function endpointAt(
  baseUrl: string,
  { servers, limits, model }: { servers: Servers; limits: Limits; model: string | null },
): Endpoint | null {
  const key = servers.keys.find(key => key.baseUrl === baseUrl);
  if (!key && baseUrl === OPENAI_BASE_URL) return null;
  const named = servers.models.find(named => named.baseUrl === null || named.baseUrl === baseUrl);
  return {
    ...limits,
    baseUrl,
    apiKey: key?.key ?? null,
    keySource: key?.source ?? null,
    keysElsewhere: key ? [] : [...new Set(servers.keys.map(({ source }) => source))],
    model:
      servers.flaggedModel ??
      model ??
      named?.model ??
      (baseUrl === OPENAI_BASE_URL ? DEFAULT_OPENAI_MODEL : ''),
  };
}
