/** What an endpoint and model turned out not to take, learned from their refusals. */
import type { Endpoint } from './endpoint.ts';
import type { ServerError } from './error-shapes.ts';
import type { LimitName } from './limit-name.ts';

/** How requests to one endpoint and model are written. */
export type Allowances = {
  readonly streaming: boolean;
  readonly streamOptions: boolean;
  readonly temperature: boolean;
  readonly limitName: LimitName | null;
  /** Whether the other name for the limit has had its try. */
  readonly hasSwappedLimit: boolean;
};

/** `dropped`: what the request goes on without, if a person asked for it. */
export type Adaptation = {
  readonly allowances: Allowances;
  readonly dropped: 'streaming' | 'max_tokens' | 'temperature' | null;
};

const UNSUPPORTED =
  /unsupported|not supported|does not support|doesn't support|unknown|unrecogni[sz]ed|unexpected|extra (inputs|fields)|not permitted|not allowed|only the default/;

/**
 * How to ask again after this refusal: without `stream_options`, without streaming (organisation not verified), with the
 * other name for the output limit, without it, or without temperature; null if the refusal is about something else.
 */
export function adapted(allowances: Allowances, endpoint: Endpoint, error: ServerError): Adaptation | null {
  if (error.status !== 400 && error.status !== 422) return null;
  const { param } = error;
  const words = `${error.code} ${error.type} ${error.message}`.toLowerCase();
  const isUnsupported = UNSUPPORTED.test(words);
  if (allowances.streamOptions && (param.startsWith('stream_options') || words.includes('stream_options')))
    return { allowances: { ...allowances, streamOptions: false }, dropped: null };
  const isUnverified = /organization must be verified[\s\S]*stream/.test(words);
  if (allowances.streaming && (param === 'stream' || isUnverified))
    return { allowances: { ...allowances, streaming: false }, dropped: 'streaming' };
  if (!isUnsupported) return null;
  const { limitName } = allowances;
  if (endpoint.maxOutputTokens !== undefined && limitName !== null && (param || words).includes(limitName))
    return allowances.hasSwappedLimit
      ? { allowances: { ...allowances, limitName: null }, dropped: 'max_tokens' }
      : {
          allowances: { ...allowances, limitName: otherName(limitName), hasSwappedLimit: true },
          dropped: null,
        };
  if (
    endpoint.temperature !== undefined &&
    allowances.temperature &&
    (param || words).includes('temperature')
  )
    return { allowances: { ...allowances, temperature: false }, dropped: 'temperature' };
  return null;
}

function otherName(name: LimitName): LimitName {
  return name === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
}
