/** A server's refusal → what a person is told: what happened, and what to do. */
import type { Failure } from '../chat/engine.ts';
import type { Notice } from '../text/catalogue.ts';
import { type Cause, causeOf } from './cause.ts';
import { type Endpoint, hostOf } from './endpoint.ts';
import type { ServerError } from './error-shapes.ts';
import { quoted } from './secrets.ts';

/** What is known about the request that failed. */
export type Asked = {
  readonly endpoint: Endpoint;
  /** How many pictures went along. */
  readonly pictures: number;
  /** The name of the picture that the server means, if it can be told. */
  readonly picture: string | null;
  /** Models of the endpoint with similar names, for `model-not-found`. */
  readonly near: readonly string[];
};

/** The failure for an error answer, or for an error object in a stream. */
export function failureOf(error: ServerError, asked: Asked): Failure {
  return failureFor(causeOf(error, asked.pictures > 0), error, asked);
}

/** The failure for a cause that is known already. */
export function failureFor(cause: Cause, error: ServerError, asked: Asked): Failure {
  const { endpoint, picture, near } = asked;
  const { model, keySource } = endpoint;
  const host = hostOf(endpoint.baseUrl);
  const said = error.body === 'page' ? '' : quoted(error.message, endpoint.apiKey);
  const status = error.status ?? 0;
  switch (cause) {
    case 'region':
      return atEndpoint({ code: 'endpoint-region', data: { host, said } });
    case 'key':
      return atEndpoint(
        endpoint.apiKey === null
          ? { code: 'endpoint-key-missing', data: { host, said } }
          : { code: 'endpoint-key-refused', data: { host, source: keySource ?? '', said } },
      );
    case 'credit':
      return atEndpoint({ code: 'endpoint-no-credit', data: { host, said } });
    case 'unverified':
      return atEndpoint({ code: 'endpoint-unverified', data: { model, said } });
    case 'context':
      return atEndpoint({ code: 'context-full', data: { model, said } });
    case 'not-vision':
      return atEndpoint({ code: 'model-not-vision', data: { model, said } });
    case 'too-many-pictures':
      return { kind: 'image', notice: { code: 'pictures-too-many', data: { model, said } } };
    case 'picture':
      return { kind: 'image', notice: { code: 'picture-refused', data: { name: picture ?? '', said } } };
    case 'filter':
      return { kind: 'refused', notice: { code: 'request-filtered', data: { said } } };
    case 'model':
      return atEndpoint({ code: 'model-not-found', data: { model, host, near, said } });
    case 'no-system':
      return atEndpoint({ code: 'model-no-system-prompt', data: { model, said } });
    case 'address':
      return atEndpoint({
        code: 'endpoint-not-found',
        data: { baseUrl: quoted(endpoint.baseUrl, endpoint.apiKey, 120), status, said },
      });
    case 'too-large':
      return {
        kind: asked.pictures > 0 ? 'image' : 'endpoint',
        notice: { code: 'request-too-large', data: { host, pictures: asked.pictures, said } },
      };
    case 'forbidden':
      return atEndpoint({ code: 'endpoint-forbidden', data: { host, said } });
    case 'rate':
      return atEndpoint({ code: 'endpoint-rate-limited', data: { host, said } });
    case 'busy':
      return atEndpoint({ code: 'endpoint-failing', data: { host, status, said } });
    case 'other':
      return atEndpoint(
        status === 0
          ? { code: 'reply-error', data: { said } }
          : { code: 'endpoint-refused', data: { host, status, said } },
      );
    default:
      return cause satisfies never;
  }
}

/** The failure for an answer that sends us elsewhere (a redirect, which we do not follow), or null if it does not. */
export function movedFailure(status: number, headers: Headers, endpoint: Endpoint): Failure | null {
  if (status < 300 || status > 399) return null;
  const to = quoted(headers.get('location') ?? '', endpoint.apiKey, 120);
  return atEndpoint({ code: 'endpoint-moved', data: { host: hostOf(endpoint.baseUrl), to } });
}

function atEndpoint(notice: Notice): Failure {
  return { kind: 'endpoint', notice };
}
