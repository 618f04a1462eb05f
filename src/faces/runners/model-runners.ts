/** Runners that talk to servers: sending, stopping, listing models, changing the endpoint. */

import type { BytesOf, Engine, ReplyEvent } from '../../chat/engine.ts';
import type { Dispatch, Runners } from '../../chat/program.ts';
import type { EntryId } from '../../chat/record.ts';
import { hostOf, OPENAI_BASE_URL } from '../../models/endpoint.ts';
import type { Endpoint } from '../../settings/endpoint.ts';
import { endpointAt } from '../../settings/endpoint.ts';
import { forSession, type Settings } from '../../settings/settings.ts';
import { type Notice, say } from '../../text/catalogue.ts';
import { cleanLine } from '../../text/clean.ts';
import { readServerUrl } from '../../text/server-url.ts';

/** Text is handed on at most this often: drawing more often costs time and shows nothing more. Milliseconds. */
const GATHER_MS = 50;

type ModelRunners = Pick<
  Runners,
  'send' | 'stop' | 'list-models' | 'use-endpoint' | 'use-session-endpoint' | 'save-endpoint'
>;

/**
 * The runners for servers. `beforeText` is awaited before a piece of text is handed on (the screen loads its
 * highlighter there).
 */
export function modelRunners(options: {
  readonly settings: Settings;
  readonly dispatch: Dispatch;
  readonly bytesOf: BytesOf;
  readonly beforeText?: (text: string) => Promise<void> | null;
}): ModelRunners {
  const { dispatch, bytesOf, beforeText = () => null } = options;
  let { settings } = options;
  const engines = new Map<string, Promise<Engine>>();
  const running = new Map<EntryId, AbortController>();
  let inUse = settings.endpoint?.baseUrl ?? null;

  /** The endpoint at a URL with the key that belongs to it; a model chosen by the person stands above flags. */
  const endpointOf = (baseUrl: string, model: string): Endpoint | null =>
    endpointAt(baseUrl, {
      servers: { ...settings.servers, flaggedModel: null },
      limits: settings.limits,
      model,
    });

  const engineOf = (endpoint: Endpoint): Promise<Engine> => {
    const key = JSON.stringify([endpoint.baseUrl, endpoint.model]);
    const known = engines.get(key);
    if (known) return known;
    const engine = import('../../models/openai-engine.ts').then(({ openAiEngine }) => openAiEngine(endpoint));
    engines.set(key, engine);
    return engine;
  };

  const use = (endpoint: Endpoint | null): void => {
    inUse = endpoint?.baseUrl ?? null;
    dispatch({
      type: 'endpoint-changed',
      endpoint: endpoint && {
        baseUrl: endpoint.baseUrl,
        host: hostOf(endpoint.baseUrl),
        model: endpoint.model,
      },
    });
  };

  async function* answer(
    effect: Parameters<ModelRunners['send']>[0],
    signal: AbortSignal,
  ): AsyncIterable<ReplyEvent> {
    let endpoint = endpointOf(effect.baseUrl, effect.model);
    if (!endpoint) {
      yield { type: 'failure', failure: { kind: 'endpoint', notice: { code: 'no-endpoint', data: {} } } };
      return;
    }
    if (endpoint.model === '') {
      const { listModels } = await import('../../models/list.ts');
      const listed = await listModels(endpoint, signal);
      if (!listed.ok) {
        yield { type: 'failure', failure: listed.failure };
        return;
      }
      const chosen = likelyToSee(listed.models);
      if (!chosen) {
        yield { type: 'failure', failure: { kind: 'endpoint', notice: { code: 'no-models', data: {} } } };
        return;
      }
      endpoint = { ...endpoint, model: chosen.id };
      use(endpoint);
      yield { type: 'note', note: { code: 'model-chosen', data: { model: chosen.id } } };
    }
    const engine = await engineOf(endpoint);
    for await (const event of engine.answer({ messages: effect.messages, bytesOf, signal })) {
      if (event.type === 'failure') yield* explained(event, endpoint);
      yield event;
    }
  }

  const send = async (effect: Parameters<ModelRunners['send']>[0]): Promise<void> => {
    const { turn } = effect;
    const controller = new AbortController();
    running.set(turn, controller);
    const pieces = gather(text => dispatch({ type: 'reply-event', turn, event: { type: 'text', text } }));
    try {
      for await (const event of answer(effect, controller.signal)) {
        if (controller.signal.aborted) break;
        if (event.type === 'text') {
          const ready = beforeText(event.text);
          if (ready) await ready;
          pieces.add(event.text);
        } else {
          pieces.flush();
          dispatch({ type: 'reply-event', turn, event });
        }
      }
    } catch {
      // The engine's contract is not to throw; should a loader fail, the turn still ends in words.
      pieces.flush();
      const notice = { code: 'reply-vanished', data: {} } as const;
      if (!controller.signal.aborted)
        dispatch({
          type: 'reply-event',
          turn,
          event: { type: 'failure', failure: { kind: 'endpoint', notice } },
        });
    }
    if (!controller.signal.aborted) pieces.flush();
    pieces.end();
    running.delete(turn);
    dispatch({ type: 'reply-ended', turn });
  };

  return {
    send,
    stop: ({ turn }) => running.get(turn)?.abort(),
    'list-models': ({ baseUrl }) => {
      const endpoint = endpointOf(baseUrl, '');
      if (!endpoint) return use(null);
      return import('../../models/list.ts')
        .then(({ listModels }) => listModels(endpoint, AbortSignal.timeout(15_000)))
        .then(listed => {
          if (!listed.ok) return dispatch({ type: 'list-failed', failure: listed.failure });
          const items = listed.models.map(({ id, vision }) => ({
            value: id,
            label: id,
            detail:
              vision === undefined ? '' : say(settings.locale, vision ? 'model-sees' : 'model-blind', {}),
          }));
          dispatch({ type: 'models-listed', items });
        });
    },
    'use-endpoint': ({ baseUrl, model }) => use(endpointOf(baseUrl, model)),
    'use-session-endpoint': ({ baseUrl, model }) => {
      const { endpoint, problems } = forSession(settings, { baseUrl, model });
      const before = inUse;
      for (const notice of problems.slice(settings.problems.length))
        dispatch({ type: 'noticed', tone: 'warning', notice });
      use(endpoint);
      const notice: Notice | null = !endpoint
        ? { code: 'session-server-without-key', data: { host: hostOf(baseUrl) } }
        : endpoint.baseUrl === before
          ? null
          : { code: 'session-server', data: { host: hostOf(endpoint.baseUrl) } };
      if (notice) dispatch({ type: 'noticed', tone: 'warning', notice });
    },
    'save-endpoint': ({ baseUrl, key }) => keep(baseUrl, key),
  };

  async function keep(typedUrl: string, key: string | null): Promise<void> {
    const normal = readServerUrl(typedUrl);
    if (!normal.ok) return dispatch({ type: 'noticed', tone: 'error', notice: normal.notice });
    const { baseUrl } = normal;
    const { saveKey, saveSetting } = await import('../../settings/write.ts');
    const { configFile } = settings;
    const isOpenAi = baseUrl === OPENAI_BASE_URL;
    const notices = settings.save
      ? [
          // Another server kept earlier would stand above OpenAI's key at the next start.
          await saveSetting(configFile, 'baseUrl', isOpenAi ? undefined : baseUrl),
          ...(key === null ? [] : [await saveKey(configFile, baseUrl, key)]),
        ]
      : [];
    const { servers } = settings;
    const keys = servers.keys.filter(other => other.baseUrl !== baseUrl);
    settings = {
      ...settings,
      servers: {
        ...servers,
        baseUrl,
        keys: key === null ? keys : [{ baseUrl, key, source: configFile }, ...keys],
      },
    };
    engines.clear();
    use(endpointAt(baseUrl, { servers: settings.servers, limits: settings.limits, model: null }));
    const host = hostOf(baseUrl);
    const failed = notices.find(notice => notice.code === 'settings-not-saved');
    dispatch({
      type: 'noticed',
      tone: failed ? 'warning' : 'info',
      notice:
        failed ??
        (notices.length > 0
          ? { code: 'endpoint-kept', data: { host, path: cleanLine(configFile) } }
          : { code: 'endpoint-in-use', data: { host } }),
    });
  }
}

/** The model to ask when none was named: one that is said to see, or has a name like those that do, and never one for vectors. */
function likelyToSee<M extends { readonly id: string; readonly vision?: boolean }>(
  models: readonly M[],
): M | undefined {
  const able = models.filter(
    ({ id, vision }) => vision !== false && !/embed|rerank|whisper|tts|bge-/i.test(id),
  );
  return (
    able.find(({ vision }) => vision) ??
    able.find(({ id }) => /vision|vl\b|llava|gpt-|gemini|claude|gemma|pixtral|minicpm-v|glm-.*v/i.test(id)) ??
    able[0] ??
    models[0]
  );
}

/** Why no key went out with a refused request, when there are keys, but for other servers. */
function* explained(
  { failure }: Extract<ReplyEvent, { type: 'failure' }>,
  { keysElsewhere, baseUrl }: Endpoint,
): Iterable<ReplyEvent> {
  if (failure.notice.code !== 'endpoint-key-missing' || keysElsewhere.length === 0) return;
  const data = { sources: keysElsewhere.join(', '), host: hostOf(baseUrl) };
  yield { type: 'note', note: { code: 'settings-api-key-elsewhere', data } };
}

/** Gathers pieces of text: the first goes out at once, those after it together, every `GATHER_MS`. */
function gather(out: (text: string) => void): {
  readonly add: (text: string) => void;
  readonly flush: () => void;
  readonly end: () => void;
} {
  let text = '';
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (text === '') return;
    const piece = text;
    text = '';
    out(piece);
  };
  const tick = () => {
    timer = text === '' ? null : setTimeout(tick, GATHER_MS);
    flush();
  };
  return {
    add(piece) {
      text += piece;
      if (!timer) {
        flush();
        timer = setTimeout(tick, GATHER_MS);
      }
    },
    flush,
    end() {
      if (timer) clearTimeout(timer);
    },
  };
}
