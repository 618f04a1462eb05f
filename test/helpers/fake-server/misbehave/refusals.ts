/** HTTP errors, in the words and shapes of the servers that send them (protocol notes, sections 4 and 6). */

import type { Misbehaviour, Script } from '../script.ts';
import { answer, json } from '../stream.ts';
import { type ErrorFields, errorBody } from '../violation.ts';
import type { ChatBody } from '../wire.ts';

/** An error of OpenAI's shape. */
const refused =
  (
    status: number,
    message: string,
    fields: ErrorFields = {},
    headers: Readonly<Record<string, string>> = {},
  ) =>
  (): Script =>
    json(status, errorBody(message, fields), headers);

/** A body as it is. */
const plain =
  (status: number, body: string, type = 'application/json', headers: Readonly<Record<string, string>> = {}) =>
  (): Script =>
    json(status, body, { 'content-type': type, ...headers });

const html = (status: number, title: string) =>
  plain(
    status,
    `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n<hr><center>nginx/1.27.0</center>\r\n</body>\r\n</html>\r\n`,
    'text/html',
  );

/** Refuses a request that holds the field, and answers any other. */
const refusesField =
  (has: (body: ChatBody) => boolean, status: number, message: string, fields: ErrorFields): Misbehaviour =>
  reply =>
    has(reply.request.body) ? json(status, errorBody(message, fields)) : answer(reply);

const UNSUPPORTED = 'unsupported_parameter';

export const refusals = {
  /** Quotes the whole key, as careless servers do. */
  'status-401': ({ request }) =>
    json(401, errorBody(`Incorrect API key provided: ${request.key}.`, { code: 'invalid_api_key' })),
  /** Quotes its ends, as OpenAI does. */
  'status-401-masked': ({ request }) => {
    const key = request.key ?? '';
    const masked = `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`;
    const hint = 'You can find your API key at https://platform.openai.com/account/api-keys.';
    return json(
      401,
      errorBody(`Incorrect API key provided: ${masked}. ${hint}`, { code: 'invalid_api_key' }),
    );
  },
  'status-402': plain(
    402,
    '{"error":{"message":"Insufficient credits. Add more and try again.","code":402}}',
  ),
  'status-403': refused(403, 'Country, region, or territory not supported', {
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
  }),
  'status-404-model': ({ request }) =>
    json(
      404,
      errorBody(`The model \`${request.body.model}\` does not exist or you do not have access to it.`, {
        code: 'model_not_found',
      }),
    ),
  'status-404-html': html(404, 'Not Found'),
  'status-404-plain': plain(404, '404 page not found', 'text/plain'),
  'context-length': refused(
    400,
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9120 tokens. Please reduce the length of the messages.",
    { param: 'messages', code: 'context_length_exceeded' },
  ),
  /** llama.cpp. */
  'context-length-llamacpp': plain(
    400,
    '{"error":{"code":400,"message":"request (5210 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":5210,"n_ctx":4096}}',
  ),
  'stream-options-refused': refusesField(
    body => body.stream_options !== undefined,
    400,
    "Unsupported parameter: 'stream_options' is not supported with this model.",
    { param: 'stream_options', code: UNSUPPORTED },
  ),
  'stream-options-refused-422': reply =>
    reply.request.body.stream_options === undefined
      ? answer(reply)
      : json(
          422,
          '{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{"include_usage":true}}]}',
        ),
  'max-tokens-refused': refusesField(
    body => body.max_tokens !== undefined,
    400,
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    { param: 'max_tokens', code: UNSUPPORTED },
  ),
  'temperature-refused': refusesField(
    body => body.temperature !== undefined && body.temperature !== 1,
    400,
    "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
    { param: 'temperature', code: 'unsupported_value' },
  ),
  'stream-refused': refusesField(
    body => body.stream === true,
    400,
    'Your organization must be verified to stream this model. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization.',
    { param: 'stream', code: 'unsupported_value' },
  ),
  'image-parse-error': refused(
    400,
    'You uploaded an unsupported image. Please make sure your image is valid.',
    {
      code: 'image_parse_error',
    },
  ),
  'invalid-image-format': refused(
    400,
    "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
    { code: 'invalid_image_format' },
  ),
  'not-vision-openai': refused(400, 'Invalid content type. image_url is only supported by certain models.', {
    param: 'messages.[0].content.[1].type',
  }),
  'not-vision-openrouter': plain(
    404,
    '{"error":{"message":"No endpoints found that support image input","code":404},"user_id":"user_1"}',
  ),
  'not-vision-llamacpp': plain(
    500,
    '{"error":{"code":500,"message":"image input is not supported - hint: if this is unexpected, you may need to provide the mmproj (Unsupported content part type)","type":"server_error"}}',
  ),
  'not-vision-serde': plain(
    400,
    '{"error":{"message":"Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`, expected `text` at line 1 column 61","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}',
  ),
  'content-policy': refused(400, 'Your request was rejected as a result of our safety system.', {
    code: 'content_policy_violation',
  }),
  /** Azure. */
  'content-filter-azure': plain(
    400,
    '{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI\'s content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"violence":{"filtered":true,"severity":"medium"}}}}}',
  ),
  'status-413-html': html(413, 'Request Entity Too Large'),
  'status-429-retry-after': refused(
    429,
    'Rate limit reached for requests. Please try again in 1s.',
    { type: 'requests', code: 'rate_limit_exceeded' },
    { 'retry-after': '1', 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1s' },
  ),
  'status-429-retry-after-ms': refused(
    429,
    'Rate limit reached for tokens. Please try again in 20ms.',
    { type: 'tokens', code: 'rate_limit_exceeded' },
    { 'retry-after-ms': '20', 'retry-after': '1' },
  ),
  'status-429-long': refused(
    429,
    'Rate limit reached for requests per day. Please try again in 1h.',
    { type: 'requests', code: 'rate_limit_exceeded' },
    { 'retry-after': '3600' },
  ),
  'status-429-quota': refused(
    429,
    'You exceeded your current quota, please check your plan and billing details.',
    { type: 'insufficient_quota', code: 'insufficient_quota' },
  ),
  'status-500': refused(500, 'The server had an error while processing your request. Sorry about that!', {
    type: 'server_error',
  }),
  'status-502-html': html(502, 'Bad Gateway'),
  'status-503': refused(503, 'The server is currently overloaded with other requests.', {
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
  }),
  'status-529': plain(529, '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'),
  'shape-lmstudio': plain(400, '{"error":"\'url\' field must be a base64 encoded image."}'),
  'shape-gemini-array': plain(
    400,
    '[{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \\"foo\\": Cannot find field.","status":"INVALID_ARGUMENT"}}]',
  ),
  'shape-vllm-old': plain(
    400,
    '{"object":"error","message":"Conversation roles must alternate user/assistant/user/assistant/...","type":"BadRequestError","param":null,"code":400}',
  ),
  'shape-fastapi': plain(
    422,
    '{"detail":[{"loc":["body","messages"],"msg":"field required","type":"value_error"}]}',
  ),
  'shape-fastapi-string': plain(400, '{"detail":"Model is loading"}'),
  'shape-empty': plain(400, ''),
} as const satisfies Record<string, Misbehaviour>;
