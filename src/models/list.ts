/** The models of an endpoint, as `GET /models` lists them in its many shapes. */
import type { Failure } from '../chat/engine.ts';
import { cleanLine } from '../text/clean.ts';
import { addressOf, type Endpoint, hostOf } from './endpoint.ts';
import { isPage, readErrorBody, titleOf } from './error-shapes.ts';
import { failureOf, movedFailure } from './failure.ts';
import { keyNotice } from './key.ts';
import { quoted } from './secrets.ts';
import { countOf, type JsonObject, listOf, objectOf, parsed, textOf } from './shape.ts';
import { unreachable } from './unreachable.ts';
import { beginningOf, type Fetch, plainFetch } from './wire.ts';

export type ListedModel = {
  readonly id: string;
  /** Whether it takes pictures; absent where the server does not say. */
  readonly vision?: boolean;
  /** Tokens; absent where the server does not say. */
  readonly contextWindow?: number;
};

export type ModelList =
  | { readonly ok: true; readonly models: readonly ListedModel[] }
  | { readonly ok: false; readonly failure: Failure };

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_MODELS = 5000;

/** Lists the models, sorted by name, each once. Rejects never; an abort and `timeoutMs` show as a failure. */
export async function listModels(
  endpoint: Endpoint,
  signal: AbortSignal,
  options: { readonly timeoutMs?: number; readonly fetch?: Fetch } = {},
): Promise<ModelList> {
  const badKey = keyNotice(endpoint);
  if (badKey) return { ok: false, failure: { kind: 'endpoint', notice: badKey } };
  const asked = { endpoint, pictures: 0, picture: null, near: [] };
  const timeoutMs = options.timeoutMs ?? 15_000;
  try {
    const response = await plainFetch(endpoint, options.fetch)(addressOf(endpoint.baseUrl, '/models'), {
      headers: { accept: 'application/json', authorization: `Bearer ${endpoint.apiKey ?? ''}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const body = await beginningOf(response, MAX_BYTES, timeoutMs);
    const moved = movedFailure(response.status, response.headers, endpoint);
    if (moved) return { ok: false, failure: moved };
    if (!response.ok) return { ok: false, failure: failureOf(readErrorBody(response.status, body), asked) };
    const models = modelsIn(parsed(body));
    return models ? { ok: true, models } : { ok: false, failure: notApi(endpoint, body) };
  } catch (error) {
    return { ok: false, failure: unreachable(error, endpoint).failure };
  }
}

function notApi(endpoint: Endpoint, body: string): Failure {
  const said = quoted(isPage(body) ? titleOf(body) : body, endpoint.apiKey, 120);
  return {
    kind: 'endpoint',
    notice: { code: 'endpoint-not-api', data: { host: hostOf(endpoint.baseUrl), said } },
  };
}

/** The models in an answer: `{data: […]}`, `{models: […]}`, a bare list, `data: null` (Ollama without models); null if it is no list. */
export function modelsIn(value: unknown): readonly ListedModel[] | null {
  const object = objectOf(value);
  const isList = Array.isArray(value) || (object !== null && ('data' in object || 'models' in object));
  if (!isList) return null;
  const named = new Map<string, ListedModel>();
  // llama.cpp sends the same models twice, `models` with what they can do and `data` with how much they hold.
  for (const item of [...listOf(value), ...listOf(object?.data), ...listOf(object?.models)]) {
    const model = modelIn(item);
    if (model && named.size < MAX_MODELS) named.set(model.id, { ...named.get(model.id), ...model });
  }
  return [...named.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function modelIn(item: unknown): ListedModel | null {
  const model = objectOf(item) ?? {};
  const id = cleanLine(textOf(item) || textOf(model.id) || textOf(model.model) || textOf(model.name));
  if (id === '') return null;
  const vision = visionOf(model);
  const contextWindow = windowOf(model);
  return {
    id,
    ...(vision === null ? {} : { vision }),
    ...(contextWindow === null ? {} : { contextWindow }),
  };
}

/** OpenRouter and llama.cpp list input modalities, Mistral flags, Ollama and llama.cpp words, LM Studio a type. */
function visionOf(model: JsonObject): boolean | null {
  const modalities = listOf(objectOf(model.architecture)?.input_modalities ?? model.input_modalities);
  if (modalities.length > 0) return modalities.includes('image');
  const flag = objectOf(model.capabilities)?.vision;
  if (typeof flag === 'boolean') return flag;
  const words = listOf(model.capabilities);
  if (words.length > 0) return words.includes('vision') || words.includes('multimodal');
  if (model.type === 'vlm') return true;
  return model.type === 'llm' ? false : null;
}

function windowOf(model: JsonObject): number | null {
  const meta = objectOf(model.meta);
  const candidates = [
    model.context_length,
    model.context_window,
    model.max_model_len,
    model.loaded_context_length,
    model.max_context_length,
    meta?.n_ctx,
    meta?.n_ctx_train,
  ];
  return candidates.map(countOf).find(count => count !== null && count > 0) ?? null;
}
