/** What a server's error means, told by its status, its code, and where those differ between servers, its words. */
import type { ServerError } from './error-shapes.ts';

export type Cause =
  | 'region'
  | 'key'
  | 'credit'
  | 'unverified'
  | 'context'
  | 'not-vision'
  | 'too-many-pictures'
  | 'picture'
  | 'filter'
  | 'model'
  | 'no-system'
  | 'address'
  | 'too-large'
  | 'forbidden'
  | 'rate'
  | 'busy'
  | 'other';

type Rule = {
  readonly cause: Cause;
  readonly codes?: readonly string[];
  readonly words?: RegExp;
  /** Only with one of these statuses (or, in a stream, with none). */
  readonly statuses?: readonly number[];
  readonly needsPictures?: true;
};

const BAD_REQUEST = [400, 404, 405, 415, 422, 500, 501];

// The first rule that fits decides. Sources of the words: notes on the protocol, issues named there, pi-ai's `utils/overflow`.
const RULES: readonly Rule[] = [
  {
    cause: 'region',
    codes: ['unsupported_country_region_territory'],
    words: /country, region, or territory|user location is not supported/,
  },
  {
    cause: 'credit',
    codes: [
      'insufficient_quota',
      'credit_balance_exhausted',
      'billing_hard_limit_reached',
      'billing_not_active',
    ],
    words: /insufficient (balance|credits?|quota|funds)|credit balance is too low|requires more credits/,
  },
  {
    cause: 'key',
    codes: ['invalid_api_key', 'invalid_authentication_error', 'api_key_invalid'],
    words:
      /(incorrect|invalid) api[- ]?key|api[- ]?key (is )?(not valid|invalid|missing|required)|no auth credentials found/,
  },
  { cause: 'unverified', words: /organization must be verified/ },
  {
    cause: 'context',
    codes: [
      'context_length_exceeded',
      'request_too_large',
      'exceed_context_size_error',
      'string_above_max_length',
    ],
    words:
      /maximum context length|exceeds? the (available )?context (window|size)|prompt is too long|input token count[\s\S]*exceeds|greater than the context length|reduce the length of the (messages|input|prompt)|exceeded model token limit|too large for model with|context (length|window) (is )?exceeded|range of input length should be/,
    statuses: [400, 413, 422, 500],
  },
  {
    cause: 'too-many-pictures',
    words:
      /at most \d+ (images?|multimodal|multi-modal)|too many images|maximum number of images|image(s)? per (prompt|request)/,
    needsPictures: true,
    statuses: BAD_REQUEST,
  },
  {
    cause: 'not-vision',
    words:
      /image_url is only supported by certain models|no endpoints found that support image|unsupported content part type|(does not|doesn't|not) support (image|vision|multimodal|multi-modal)|image input is not supported|images? (inputs? )?(are|is) not supported( by| for|$|\.)|mmproj|not a (multimodal|multi-modal|vision) model|unknown variant [`'"]?image_url|missing data required for image input|only (support )?text (input|content|is supported)|cannot accept images?/,
    needsPictures: true,
    statuses: BAD_REQUEST,
  },
  {
    cause: 'picture',
    codes: [
      'image_parse_error',
      'invalid_image_format',
      'invalid_image_url',
      'invalid_image',
      'sanitizer_server_error',
      'image_too_large',
      'invalid_base64_image',
      '1210',
    ],
    words:
      /failed to (load|decode|process) (the )?image|(could not|cannot|can't|unable to) (process|decode|identify|read|parse|load) (the |this |input )?image|invalid (base64 )?image|unsupported image|image (data )?is (not valid|invalid|corrupt|too large|too small)|field must be a base64 encoded image|you uploaded an unsupported image|image exceeds|image dimensions/,
    needsPictures: true,
    statuses: BAD_REQUEST,
  },
  {
    cause: 'filter',
    codes: [
      'content_filter',
      'content_policy_violation',
      'responsibleaipolicyviolation',
      'invalid_prompt',
      'data_inspection_failed',
      'sensitive',
      '1301',
    ],
    words:
      /content management policy|safety system|flagged (by|as|for)|data_inspection_failed|content policy|requires moderation/,
    statuses: [400, 403, 422, 451],
  },
  {
    cause: 'model',
    codes: ['model_not_found', 'model_not_exist', 'invalid_model', 'deploymentnotfound'],
    words:
      /model[\s\S]{0,160}(not found|does not exist|doesn't exist|not exist|is not (available|a valid model))|(no such|unknown|invalid) model|not a valid model|try pulling it first|deployment[\s\S]{0,80}does not exist/,
    statuses: [400, 403, 404, 422],
  },
  {
    cause: 'no-system',
    words: /system role (is )?not supported|roles must alternate|(does not|doesn't) support (the )?system/,
    statuses: [400, 422, 500],
  },
];

/** The cause of an error; `hasPictures`: whether pictures were sent, since without any it cannot be about them. */
export function causeOf(error: ServerError, hasPictures: boolean): Cause {
  // A page or plain text is not the API's: its words are about something else.
  const words = error.body === 'page' ? '' : `${error.code} ${error.type} ${error.message}`.toLowerCase();
  const rule =
    error.status === 401 ? undefined : RULES.find(candidate => fits(candidate, error, words, hasPictures));
  return rule?.cause ?? causeOfStatus(error);
}

function fits(rule: Rule, error: ServerError, words: string, hasPictures: boolean): boolean {
  if (rule.needsPictures && !hasPictures) return false;
  if (rule.codes?.includes(error.code) || rule.codes?.includes(error.type)) return true;
  if (rule.statuses && error.status !== null && !rule.statuses.includes(error.status)) return false;
  return rule.words?.test(words) ?? false;
}

function causeOfStatus({ status, body, code, type }: ServerError): Cause {
  if (status === 401) return 'key';
  if (status === 402) return 'credit';
  if (status === 404 || status === 405)
    return body === 'json' && status === 404 && code !== '' ? 'model' : 'address';
  if (status === 413) return 'too-large';
  if (status === 403) return 'forbidden';
  if (status === 429 || /rate_limit/.test(`${code} ${type}`)) return 'rate';
  if (status === 408 || status === 409 || (status !== null && status >= 500)) return 'busy';
  return /overloaded|slow_down|server_error|service_unavailable/.test(`${code} ${type}`) ? 'busy' : 'other';
}

/** Whether asking again the same way can help: not when the error is about the request itself, whatever its status. */
export function mayPass(cause: Cause): boolean {
  return cause === 'rate' || cause === 'busy' || cause === 'other' || cause === 'forbidden';
}
