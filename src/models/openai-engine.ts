/** The engine for endpoints that speak OpenAI's Chat Completions. */
import type { OpenAI } from 'openai';
import type { AnswerRequest, BytesOf, Engine, Failure, ReplyEvent } from '../chat/engine.ts';
import type { ImageRef } from '../chat/image-ref.ts';
import type { Notice } from '../text/catalogue.ts';
import { type Adaptation, type Allowances, adapted } from './allowances.ts';
import { attempt, type Outcome } from './attempt.ts';
import { mayPass } from './cause.ts';
import { type DataUrl, dataUrlLength, dataUrls } from './data-url.ts';
import { type Endpoint, hostOf } from './endpoint.ts';
import type { ServerError } from './error-shapes.ts';
import { type Asked, failureFor, movedFailure } from './failure.ts';
import { keyNotice } from './key.ts';
import { limitNameOf } from './limit-name.ts';
import { listModels } from './list.ts';
import { nearest } from './near.ts';
import { pictureAt, picturesOf, type RequestOptions } from './request.ts';
import { requestBytes } from './request-bytes.ts';
import { type RetryPlan, retryPlan } from './retry.ts';
import { quoted } from './secrets.ts';
import { unreachable } from './unreachable.ts';
import { pause, untilAborted } from './until-aborted.ts';
import { clientOf, type Fetch } from './wire.ts';

export type EngineOptions = {
  readonly fetch?: Fetch;
  /** From 0 to 1, for the spread of waits. */
  readonly random?: () => number;
};

/** All Base64 of one request; beyond it every server refuses, and the memory is better spent otherwise. */
const MAX_PICTURE_BYTES = 100 * 1024 * 1024;
const NEAR_NAMES_MS = 3000;

/** An engine for one endpoint. What it learns about the endpoint (see `Allowances`) and encoded pictures last as long as it does. */
export function openAiEngine(endpoint: Endpoint, options: EngineOptions = {}): Engine {
  const urls = dataUrls();
  const { fetch, random = Math.random } = options;
  let client: Promise<OpenAI> | null = null;
  let allowances: Allowances = {
    streaming: true,
    streamOptions: true,
    temperature: true,
    limitName: limitNameOf(endpoint.model, hostOf(endpoint.baseUrl)),
    hasSwappedLimit: false,
  };

  async function* turn(request: AnswerRequest): AsyncGenerator<ReplyEvent> {
    const { messages, signal } = request;
    const pictures = picturesOf(messages);
    const early = keyNotice(endpoint);
    if (early) return yield failure(early);
    const heavy = tooHeavy(pictures);
    if (heavy) return yield heavy;
    const loaded = await untilAborted(load(pictures, request.bytesOf, urls), signal);
    if (loaded === null) return;
    if ('failure' in loaded) return yield loaded;
    client ??= clientOf(endpoint);
    const loadedClient = await client;
    const asked: Asked = { endpoint, pictures: pictures.length, picture: onlyOne(pictures), near: [] };
    let retries = 0;
    for (;;) {
      const shape = requestOptions(endpoint, allowances);
      const body = requestBytes(messages, shape, loaded.urls);
      const outcome = yield* attempt({
        client: loadedClient,
        body,
        stream: shape.stream,
        asked,
        signal,
        fetch,
      });
      if (outcome === null || signal.aborted) return;
      if (outcome.type === 'refused') {
        const change = adapted(allowances, endpoint, outcome.error);
        if (change) {
          allowances = change.allowances;
          yield* noteOn(change);
          continue;
        }
      }
      const plan = planFor(outcome, retries);
      if (plan.type !== 'wait') return yield* giveUp(outcome, plan, asked, request);
      yield { type: 'retry', waitMs: plan.waitMs, reason: reasonFor(outcome, endpoint) };
      await pause(plan.waitMs, signal);
      if (signal.aborted) return;
      retries += 1;
    }
  }

  function planFor(outcome: Outcome, retries: number): RetryPlan {
    if (outcome.type === 'unreachable')
      return unreachable(outcome.error, endpoint).isTransient
        ? retryPlan({ status: null, headers: null, retries, random, now: Date.now() })
        : { type: 'no' };
    const { status, headers, cause } = outcome;
    return mayPass(cause) ? retryPlan({ status, headers, retries, random, now: Date.now() }) : { type: 'no' };
  }

  async function* giveUp(
    outcome: Outcome,
    plan: RetryPlan,
    asked: Asked,
    { messages, signal }: AnswerRequest,
  ): AsyncGenerator<ReplyEvent> {
    if (outcome.type === 'unreachable') {
      yield { type: 'failure', failure: unreachable(outcome.error, endpoint).failure };
      return;
    }
    const { status, headers, error, cause } = outcome;
    const moved = movedFailure(status, headers, endpoint);
    if (moved) return yield { type: 'failure', failure: moved };
    if (plan.type === 'too-long')
      return yield failure({
        code: 'endpoint-asks-to-wait',
        data: { host: hostOf(endpoint.baseUrl), seconds: plan.seconds },
      });
    const near = cause === 'model' ? await nearNames(signal) : [];
    const picture = pictureNamed(error, messages) ?? asked.picture;
    yield { type: 'failure', failure: failureFor(cause, error, { ...asked, near, picture }) };
  }

  async function nearNames(signal: AbortSignal): Promise<readonly string[]> {
    const list = await untilAborted(
      listModels(endpoint, signal, { timeoutMs: NEAR_NAMES_MS, ...(fetch ? { fetch } : {}) }),
      signal,
    );
    return list?.ok
      ? nearest(
          endpoint.model,
          list.models.map(({ id }) => id),
        )
      : [];
  }

  return {
    async *answer(request) {
      const { signal } = request;
      if (signal.aborted) return;
      try {
        for await (const event of turn(request)) {
          if (signal.aborted) return;
          yield event;
        }
      } catch (error) {
        const said = quoted(error instanceof Error ? error.message : '', endpoint.apiKey);
        if (!signal.aborted) yield failure({ code: 'endpoint-unforeseen', data: { said } });
      }
    },
  };
}

type FailureEvent = { readonly type: 'failure'; readonly failure: Failure };

function failure(notice: Notice): FailureEvent {
  return { type: 'failure', failure: { kind: 'endpoint', notice } };
}

function requestOptions(endpoint: Endpoint, allowances: Allowances): RequestOptions {
  const { model, maxOutputTokens, temperature } = endpoint;
  const { streaming, streamOptions, limitName } = allowances;
  return {
    model,
    stream: streaming,
    streamOptions,
    ...(maxOutputTokens !== undefined && limitName
      ? { limit: { name: limitName, tokens: maxOutputTokens } }
      : {}),
    ...(temperature !== undefined && allowances.temperature ? { temperature } : {}),
  };
}

function tooHeavy(pictures: readonly ImageRef[]): FailureEvent | null {
  const bytes = pictures.reduce((sum, image) => sum + dataUrlLength(image), 0);
  if (bytes <= MAX_PICTURE_BYTES) return null;
  const notice: Notice = { code: 'pictures-too-heavy', data: { bytes, maxBytes: MAX_PICTURE_BYTES } };
  return { type: 'failure', failure: { kind: 'image', notice } };
}

/** The data URL of each picture; a failure that names the first one whose bytes cannot be had. */
async function load(
  pictures: readonly ImageRef[],
  bytesOf: BytesOf,
  urls: ReturnType<typeof dataUrls>,
): Promise<{ readonly urls: ReadonlyMap<ImageRef, DataUrl> } | FailureEvent> {
  const loaded = new Map<ImageRef, DataUrl>();
  for (const image of pictures) {
    try {
      if (!loaded.has(image)) loaded.set(image, await urls.of(image, bytesOf));
    } catch {
      const notice: Notice = { code: 'picture-bytes-missing', data: { name: image.name } };
      return { type: 'failure', failure: { kind: 'image', notice } };
    }
  }
  return { urls: loaded };
}

function* noteOn({ dropped }: Adaptation): Generator<ReplyEvent> {
  if (dropped === 'streaming') yield { type: 'note', note: { code: 'request-unstreamed', data: {} } };
  else if (dropped !== null)
    yield { type: 'note', note: { code: 'request-without', data: { parameter: dropped } } };
}

function reasonFor(outcome: Outcome, endpoint: Endpoint): Notice {
  const host = hostOf(endpoint.baseUrl);
  if (outcome.type === 'unreachable') return { code: 'retry-connection', data: { host } };
  if (outcome.status === 429) return { code: 'retry-rate-limited', data: { host } };
  return { code: 'retry-failing', data: { host, status: outcome.status } };
}

/** The name of the picture at the place that a server complains about (`messages[2].content[1]`), or null. */
function pictureNamed(error: ServerError, messages: AnswerRequest['messages']): string | null {
  const place = /messages[.[]+(\d+)[\].]+content[.[]+(\d+)/.exec(`${error.param} ${error.message}`);
  return place ? (pictureAt(messages, Number(place[1]), Number(place[2]))?.name ?? null) : null;
}

function onlyOne(pictures: readonly ImageRef[]): string | null {
  return pictures.length === 1 ? (pictures[0]?.name ?? null) : null;
}
