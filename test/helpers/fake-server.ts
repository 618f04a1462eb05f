/**
 * An OpenAI-compatible vision endpoint on the loopback, for tests: it checks every request harder than any real server,
 * answers as scripted, and goes wrong in every known way.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { defaultAnswer } from './fake-server/answers.ts';
import { type Heard, newHistory } from './fake-server/history.ts';
import { conversationOf, readRequest, tokenOf } from './fake-server/incoming.ts';
import { misbehaviours } from './fake-server/misbehaviours.ts';
import { MODELS, modelDialects } from './fake-server/models.ts';
import type { FakeServerOptions } from './fake-server/options.ts';
import { planOf, type ReplyScript, replyOf } from './fake-server/plan.ts';
import { type Played, play } from './fake-server/play.ts';
import { ruleViolations } from './fake-server/rules.ts';
import type { Script } from './fake-server/script.ts';
import { answer, json } from './fake-server/stream.ts';
import { errorBody, type Problem, type Violation } from './fake-server/violation.ts';
import type { ChatRequest } from './fake-server/wire.ts';

/** How a chat request was answered. */
export type FakeAnswer = { readonly request: number; readonly status: number } & Played;

export type FakeServer = AsyncDisposable & {
  /** The base URL, ending in `/v1`. */
  readonly url: string;
  /** Every chat request whose body has the shape of a chat, refused ones included. */
  readonly requests: readonly ChatRequest[];
  /** How each of them was answered, in the order in which the answers ended. */
  readonly answers: readonly FakeAnswer[];
  /** Every violation so far. A wrong key or an unknown model is none. */
  readonly problems: readonly Problem[];
  /** Every other request, as `GET /v1/models`. */
  readonly visits: readonly string[];
  /**
   * The name of the conversation that requests belong to from now on. While it is null, the first user message tells
   * conversations apart, so a client that forgets the beginning passes for a new conversation: name it to catch that.
   */
  conversation: string | null;
  /** Queues the answers to the coming requests; without one a request gets the default answer. A refused one takes none. */
  reply(...scripts: readonly ReplyScript[]): void;
  /** The next request may differ from the conversation so far: the person retried, edited, undid, forgot. */
  expectChange(): void;
  /** Resolves when all answers under way have ended. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

/** Longest time in which an answer that its client has left must end before the next request of the conversation. */
const OVERLAP_MS = 3000;
const NO_PACE = { firstByteMs: 0, tokensPerSecond: null };

/** Starts a server. Rejects when the port is taken. */
export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const requests: ChatRequest[] = [];
  const answers: FakeAnswer[] = [];
  const problems: Problem[] = [];
  const visits: string[] = [];
  const queue: ReplyScript[] = [];
  const history = newHistory();
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  const playing = new Map<string, Promise<unknown>>();
  let count = 0;
  let changeExpected = false;
  let wantsUsage = true;

  function refusal(found: readonly Violation[], request: number): Script {
    problems.push(...found.map(violation => ({ ...violation, request })));
    for (const { rule, message } of found) options.log?.(`#${request} ${rule}: ${message}`);
    return badRequest(found);
  }

  async function chat(message: IncomingMessage, response: ServerResponse, signal: AbortSignal) {
    const index = count;
    count += 1;
    const { request, violations, badPictures } = await readRequest(message, index, options);
    if (!request) {
      await play(response, refusal(violations, index), NO_PACE, signal);
      return;
    }
    requests.push(request);
    if (requests.length > (options.keep ?? Number.POSITIVE_INFINITY)) requests.shift();
    const refused = gate(request, options);
    const played = refused
      ? await play(response, refused, NO_PACE, signal)
      : await converse(request, response, signal, violations, badPictures);
    answers.push({ request: index, status: response.statusCode, ...played });
    options.log?.(logLine(request, response.statusCode, played));
  }

  async function converse(
    request: ChatRequest,
    response: ServerResponse,
    signal: AbortSignal,
    violations: readonly Violation[],
    badPictures: readonly Violation[],
  ): Promise<Played> {
    const { body, index } = request;
    const conversation = server.conversation ?? conversationOf(body);
    const before = playing.get(conversation);
    // A client that gave up may be back before its leaving is noticed here.
    if (before) await Promise.race([before, wait(OVERLAP_MS, undefined, { ref: false })]);
    const change = changeExpected;
    changeExpected = false;
    const found = [
      ...violations,
      ...ruleViolations(body, { allow: options.allow ?? [], wantsUsage }),
      ...history.check(conversation, body.messages, change),
    ];
    if (found.length > 0) return play(response, refusal(found, index), NO_PACE, signal);
    if (badPictures.length > 0) {
      const script = options.badPictures ? badRequest(badPictures) : refusal(badPictures, index);
      return play(response, script, NO_PACE, signal);
    }
    const { misbehave = options.misbehave, ...plan } = await planOf(queue.shift() ?? {}, request);
    const reply = replyOf(plan, request, plan.text ?? (await defaultAnswer(request)));
    const script = misbehave ? misbehaviours[misbehave](reply) : answer(reply);
    // Once refused, it may stay away.
    if (misbehave?.startsWith('stream-options-refused')) wantsUsage = false;
    const { firstByteMs = 0, tokensPerSecond = options.tokensPerSecond ?? null } = plan;
    const work = play(response, script, { firstByteMs, tokensPerSecond }, signal).then(played => {
      history.answered(conversation, body.messages, heardOf(script, played));
      return played;
    });
    playing.set(conversation, work);
    return work;
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const signal = AbortSignal.any([gone.signal, closing.signal]);
    const path = new URL(message.url ?? '/', 'http://fake').pathname;
    if (message.method === 'POST' && path === '/v1/chat/completions') return chat(message, response, signal);
    visits.push(`${message.method} ${path}`);
    options.log?.(`${message.method} ${path}`);
    message.resume();
    await play(response, elsewhere(path, tokenOf(message), options), NO_PACE, signal);
  }

  const http = createServer({ noDelay: true }, (message, response) => {
    const work = serve(message, response).catch(error => {
      // A client that leaves while it still sends is nobody's fault; anything else a test must see.
      if (!message.destroyed || message.complete)
        problems.push({ rule: 'server', message: String(error), request: count - 1 });
      response.destroy();
    });
    running.add(work);
    work.finally(() => running.delete(work));
  });
  http.listen(options.port ?? 0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const server: FakeServer = {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    answers,
    problems,
    visits,
    conversation: null,
    reply: (...scripts) => void queue.push(...scripts),
    expectChange: () => {
      changeExpected = true;
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    close: async () => {
      closing.abort();
      if (!http.listening) return;
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
  return server;
}

function badRequest([first]: readonly Violation[]): Script {
  return json(400, errorBody(first?.message ?? 'Bad request', { code: first?.code ?? null }));
}

/** What is refused before anybody looks at the conversation: a wrong key, an unknown model. */
function gate(request: ChatRequest, { key, models }: FakeServerOptions): Script | null {
  if (key !== undefined && request.key !== key) return keyRefusal(request.key);
  if (models && !models.some(({ id }) => id === request.body.model))
    return misbehaviours['status-404-model'](replyOf({}, request, ''));
  return null;
}

/** Quotes the key it got: OpenAI does in part, others in full, and no client may show it. */
function keyRefusal(key: string | null): Script {
  const message =
    key === null
      ? "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth."
      : `Incorrect API key provided: ${key}.`;
  return json(401, errorBody(message, { code: 'invalid_api_key' }));
}

function heardOf({ accepts }: Script, { said, ending }: Played): Heard {
  const type = ending === 'complete' ? 'one-of' : 'beginning-of';
  return { type, texts: accepts ?? [said] };
}

function elsewhere(path: string, key: string | null, options: FakeServerOptions): Script {
  if (!path.startsWith('/v1/')) return json(404, '404 page not found', { 'content-type': 'text/plain' });
  if (path !== '/v1/models')
    return json(404, errorBody(`Unknown request URL: ${path}`, { code: 'unknown_url' }));
  if (options.key !== undefined && key !== options.key) return keyRefusal(key);
  return modelDialects[options.modelDialect ?? 'openai'](options.models ?? MODELS);
}

function logLine({ index, body, pictures, question }: ChatRequest, status: number, played: Played): string {
  const sizes = pictures.map(({ width, height }) => `${width}×${height}`).join(' ');
  const words = question.replaceAll('\n', ' ').slice(0, 60);
  return `#${index} ${status} ${played.ending} ${body.messages.length} messages [${sizes}] ${JSON.stringify(words)} → ${played.said.length} characters`;
}
