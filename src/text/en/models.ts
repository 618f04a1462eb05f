import type { Nothing } from '../nothing.ts';
import { byteSize } from '../size.ts';

/** The words of a server at the end of a message; nothing if it had none. */
const says = (said: string) => (said === '' ? '' : ` The server says: ${said}`);
const from = (source: string) => (source === '' ? '' : ` (from ${source})`);
const span = (seconds: number) =>
  seconds < 120
    ? `${seconds} s`
    : seconds < 7200
      ? `${Math.ceil(seconds / 60)} min`
      : `${Math.ceil(seconds / 3600)} h`;
const httpStatus = (status: number) => (status === 0 ? '' : ` (HTTP ${status})`);

/** What goes well and wrong between this program and a model's endpoint. */
export const models = {
  'endpoint-url-invalid': ({ url }: { url: string }) =>
    `“${url}” is no server URL; it looks like https://api.openai.com/v1 or localhost:11434/v1.`,
  'endpoint-url-scheme': ({ scheme }: { scheme: string }) =>
    `A server is reached by http or https, not by ${scheme}; correct the base URL.`,
  'endpoint-url-credentials': (_: Nothing) =>
    'The base URL holds a name or password; take it out and give the key by itself.',
  'endpoint-url-unusable': ({ host, said }: { host: string; said: string }) =>
    `${host} cannot be asked at this address; correct the base URL.${said === '' ? '' : ` (${said})`}`,
  'endpoint-key-characters': ({ source }: { source: string }) =>
    `The API key${from(source)} holds blanks, line breaks or letters that no key has; copy it again.`,
  'endpoint-key-missing': ({ host, said }: { host: string; said: string }) =>
    `${host} asks for an API key and none is set; give one with /setup or in a variable.${says(said)}`,
  'endpoint-key-refused': ({ host, source, said }: { host: string; source: string; said: string }) =>
    `${host} refuses the API key${from(source)}; check that it is complete, valid and for this server.${says(said)}`,
  'endpoint-region': ({ host, said }: { host: string; said: string }) =>
    `${host} does not serve your country or region; use another server.${says(said)}`,
  'endpoint-no-credit': ({ host, said }: { host: string; said: string }) =>
    `Your account at ${host} has no credit or quota left; top it up, trying again will not help.${says(said)}`,
  'endpoint-unverified': ({ model, said }: { model: string; said: string }) =>
    `${model} is only for verified organisations; verify yours with the provider or choose another model.${says(said)}`,
  'endpoint-forbidden': ({ host, said }: { host: string; said: string }) =>
    `${host} does not allow this; check the permissions of your key, and the region.${says(said)}`,
  'endpoint-rate-limited': ({ host, said }: { host: string; said: string }) =>
    `${host} gets too many requests or tokens from you; wait a little and ask again.${says(said)}`,
  'endpoint-asks-to-wait': ({ host, seconds }: { host: string; seconds: number }) =>
    `${host} asks to be left alone for ${span(seconds)}; ask again after that.`,
  'endpoint-failing': ({ host, status, said }: { host: string; status: number; said: string }) =>
    `${host} is overloaded or broken${httpStatus(status)}; ask again later.${says(said)}`,
  'endpoint-refused': ({ host, status, said }: { host: string; status: number; said: string }) =>
    `${host} refused the request (HTTP ${status}).${said === '' ? ' It gave no reason; check model and base URL.' : says(said)}`,
  'endpoint-not-found': ({ baseUrl, status, said }: { baseUrl: string; status: number; said: string }) =>
    `Nothing answers at ${baseUrl}/chat/completions${httpStatus(status)}; ${
      /\/v\d/.test(baseUrl) ? 'check the base URL.' : `the base URL may need /v1 at its end: ${baseUrl}/v1.`
    }${says(said)}`,
  'endpoint-not-api': ({ host, said }: { host: string; said: string }) =>
    `${host} answers, but not as a model’s API; check the base URL, which mostly ends in /v1.${
      said === '' ? '' : ` It says: ${said}`
    }`,
  'endpoint-moved': ({ host, to }: { host: string; to: string }) =>
    `${host} sends us elsewhere${to === '' ? '' : `, to ${to}`}; nothing was sent there. If that is right, make it the base URL.`,
  'endpoint-connection-refused': ({ host }: { host: string }) =>
    `Nothing listens at ${host}; start the server or correct the address.`,
  'endpoint-unknown-host': ({ host }: { host: string }) =>
    `The name ${host} cannot be found; check its spelling and your network.`,
  'endpoint-connect-timeout': ({ host }: { host: string }) =>
    `${host} does not answer; check your network, a proxy (NODE_USE_ENV_PROXY=1 with HTTPS_PROXY) or the address.`,
  'endpoint-connection-lost': ({ host }: { host: string }) =>
    `${host} hung up before it answered; ask again, and if that fails look at the server.`,
  'endpoint-no-route': ({ host }: { host: string }) =>
    `There is no way to ${host} from here; check your network.`,
  'endpoint-certificate': ({ host, reason }: { host: string; reason: string }) =>
    `The certificate of ${host} is not trusted (${reason}); for one of your own set NODE_EXTRA_CA_CERTS.`,
  'endpoint-no-tls': ({ host }: { host: string }) =>
    `${host} does not speak https; if the server is local, use http:// in the base URL.`,
  'endpoint-no-http': ({ host }: { host: string }) =>
    `${host} does not speak HTTP; check the port, and whether it wants https.`,
  'endpoint-unreachable': ({ host, said }: { host: string; said: string }) =>
    `${host} cannot be reached${said === '' ? '' : ` (${said})`}; check the address and your network.`,
  'endpoint-unforeseen': ({ said }: { said: string }) =>
    `The request failed in a way that was not foreseen; ask again.${said === '' ? '' : ` (${said})`}`,

  'model-not-found': ({
    model,
    host,
    near,
    said,
  }: {
    model: string;
    host: string;
    near: readonly string[];
    said: string;
  }) =>
    near.length > 0
      ? `${host} has no model “${model}”; did you mean ${near.join(' or ')}?`
      : `${host} has no model “${model}”; see /model for those that it has.${says(said)}`,
  'model-not-vision': ({ model, said }: { model: string; said: string }) =>
    `${model} does not take pictures here; choose a vision model with /model.${says(said)}`,
  'model-no-system-prompt': ({ model, said }: { model: string; said: string }) =>
    `${model} takes no system prompt; remove it with /system.${says(said)}`,
  'context-full': ({ model, said }: { model: string; said: string }) =>
    `The conversation is too long for ${model}; go back with /undo or begin a new one with /new.${says(said)}`,
  'picture-refused': ({ name, said }: { name: string; said: string }) =>
    `The server cannot read ${name === '' ? 'one of the pictures' : `picture ${name}`}; take it out with /detach and attach it in another form.${says(said)}`,
  'picture-bytes-missing': ({ name }: { name: string }) =>
    `The bytes of picture ${name} are gone from the store; take it out or attach it again.`,
  'pictures-too-many': ({ model, said }: { model: string; said: string }) =>
    `${model} takes fewer pictures in one conversation than this one holds; go on with fewer, in a new session (/new) if need be.${says(said)}`,
  'pictures-too-heavy': ({ bytes, maxBytes }: { bytes: number; maxBytes: number }) =>
    `The pictures of this conversation come to ${byteSize(bytes)}, more than the ${byteSize(maxBytes)} that one request may hold; go on with fewer, in a new session (/new) if need be.`,
  'request-too-large': ({ host, pictures, said }: { host: string; pictures: number; said: string }) =>
    `The request is too large for ${host}; ${pictures > 0 ? 'send fewer or smaller pictures' : 'make the text shorter'}.${says(said)}`,
  'request-filtered': ({ said }: { said: string }) =>
    `The provider’s filter blocked the request; ask in other words or without the picture.${says(said)}`,
  'request-without': ({ parameter }: { parameter: string }) =>
    `The model does not take ${parameter}; asked without it.`,
  'request-unstreamed': (_: Nothing) =>
    'The organisation is not verified for streaming; the reply will come in one piece.',

  'reply-never-began': ({ host, seconds }: { host: string; seconds: number }) =>
    `${host} sent nothing for ${span(seconds)}; ask again, or allow more time with --timeout.`,
  'reply-stalled': ({ host, seconds }: { host: string; seconds: number }) =>
    `The reply stopped half-way: nothing more came from ${host} for ${span(seconds)}; /continue goes on.`,
  'reply-cut': (_: Nothing) =>
    'The reply was cut off before its end; /continue goes on from there, /retry asks again.',
  'reply-broken': ({ host }: { host: string }) =>
    `${host} sent something unreadable in the middle of the reply; ask again, and if it stays so look at the server.`,
  'reply-error': ({ said }: { said: string }) =>
    `The server failed in the middle of the reply; ask again.${says(said)}`,
  'reply-none': ({ host }: { host: string }) =>
    `${host} answered without a reply; ask again, or check model and base URL.`,
  'reply-empty': (_: Nothing) => 'The model ended its reply without a word; ask again or in other words.',
  'reply-empty-length': (_: Nothing) =>
    'The model used up its limit before the first word, by reasoning or because the context is full; raise the output limit or shorten the conversation.',
  'reply-filtered': (_: Nothing) => 'The reply was blocked before its first word; ask in other words.',
  'reply-tool-calls': (_: Nothing) => 'The model asked for a tool besides its reply; there are none here.',
  'reply-only-tools': (_: Nothing) =>
    'The model asked for a tool in place of a reply; there are none here, so ask again or in other words.',
  'reply-reason-unknown': ({ reason }: { reason: string }) =>
    `The server ended the reply for a reason of its own: ${reason}.`,

  'retry-connection': ({ host }: { host: string }) => `${host} could not be reached.`,
  'retry-rate-limited': ({ host }: { host: string }) => `${host} asks to slow down.`,
  'retry-failing': ({ host, status }: { host: string; status: number }) =>
    `${host} is overloaded or broken${httpStatus(status)}.`,
};
