/** No answer at all: what went wrong on the way to the server, from the depths of an error's causes. */
import type { Failure } from '../chat/engine.ts';
import type { Notice } from '../text/catalogue.ts';
import { type Endpoint, hostOf } from './endpoint.ts';
import { quoted } from './secrets.ts';
import { objectOf, textOf } from './shape.ts';

export type Unreachable = {
  readonly failure: Failure;
  /** Whether another try can help. */
  readonly isTransient: boolean;
};

/** What to say about an error that `fetch` threw (it hides the reason in `cause`, several deep). */
export function unreachable(error: unknown, endpoint: Endpoint): Unreachable {
  const host = hostOf(endpoint.baseUrl);
  const { code, message } = reasonOf(error);
  const lasting = (notice: Notice) => ({ failure: failed(notice), isTransient: false });
  const passing = (notice: Notice) => ({ failure: failed(notice), isTransient: true });
  if (code === 'ECONNREFUSED') return passing({ code: 'endpoint-connection-refused', data: { host } });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return passing({ code: 'endpoint-unknown-host', data: { host } });
  if (/TIMEOUT|ETIMEDOUT/.test(code) || isTimeout(error))
    return passing({ code: 'endpoint-connect-timeout', data: { host } });
  if (/ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED/.test(code))
    return passing({ code: 'endpoint-connection-lost', data: { host } });
  if (/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN/.test(code))
    return passing({ code: 'endpoint-no-route', data: { host } });
  if (/CERT|ERR_TLS|SELF_SIGNED|UNABLE_TO_/.test(code))
    return lasting({ code: 'endpoint-certificate', data: { host, reason: code } });
  if (/ERR_SSL|EPROTO/.test(code)) return lasting({ code: 'endpoint-no-tls', data: { host } });
  if (/^HPE_/.test(code) || /does not match the HTTP/.test(message))
    return lasting({ code: 'endpoint-no-http', data: { host } });
  const said = quoted(message, endpoint.apiKey, 120);
  return /bad port|unknown scheme|invalid url/i.test(message)
    ? lasting({ code: 'endpoint-url-unusable', data: { host, said } })
    : passing({ code: 'endpoint-unreachable', data: { host, said } });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

/** The innermost error code and message of a chain of causes. */
function reasonOf(error: unknown): { readonly code: string; readonly message: string } {
  let code = '';
  let message = '';
  let current: unknown = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    message = current.message || message;
    code = textOf(objectOf(current)?.code) || code;
    const first: unknown = current instanceof AggregateError ? current.errors[0] : undefined;
    current = current.cause ?? first;
  }
  return { code, message };
}

function failed(notice: Notice): Failure {
  return { kind: 'endpoint', notice };
}
