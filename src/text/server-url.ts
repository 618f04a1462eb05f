/** The address of a server as people type and paste it. */
import type { Notice } from './catalogue.ts';
import { cleanLine } from './clean.ts';

export type ServerUrl =
  | { readonly ok: true; readonly baseUrl: string }
  | { readonly ok: false; readonly notice: Notice };

/**
 * The base URL that a person meant: with a scheme (http for this machine and private networks, https otherwise), without
 * a slash or an operation's path (`/chat/completions`) at the end. Refuses other schemes, credentials and what is no URL.
 */
export function readServerUrl(text: string): ServerUrl {
  const typed = cleanLine(text, 2000);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    return { ok: false, notice: { code: 'endpoint-url-scheme', data: { scheme: cleanLine(scheme, 20) } } };
  const candidate = scheme === undefined ? `${isNear(typed) ? 'http' : 'https'}://${typed}` : typed;
  if (typed === '' || !URL.canParse(candidate)) return refused(typed);
  const url = new URL(candidate);
  // Never repeated to the screen: what stands there may be a password.
  if (url.username !== '' || url.password !== '')
    return { ok: false, notice: { code: 'endpoint-url-credentials', data: {} } };
  if (!/^[a-z0-9._-]+$|^\[[0-9a-f:.]+\]$/i.test(url.hostname)) return refused(typed);
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|responses)$/, '');
  const path = url.pathname.replace(/\/+$/, '');
  return { ok: true, baseUrl: `${url.origin}${path}${url.search}` };
}

function refused(typed: string): ServerUrl {
  return { ok: false, notice: { code: 'endpoint-url-invalid', data: { url: cleanLine(typed, 80) } } };
}

const NEAR_V4 =
  /^(127|10|0|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const NEAR_NAME = /(^|\.)(localhost|local|lan|internal|home\.arpa)$/i;

/** Whether an address without a scheme is on this machine or in a private network, where servers speak plain http. */
function isNear(typed: string): boolean {
  if (!URL.canParse(`http://${typed}`)) return false;
  const { hostname } = new URL(`http://${typed}`);
  if (hostname.startsWith('[')) return /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/i.test(hostname);
  if (/^[0-9.]+$/.test(hostname)) return NEAR_V4.test(hostname);
  return NEAR_NAME.test(hostname) || !hostname.includes('.');
}
