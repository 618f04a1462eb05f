/** What servers say in place of an answer: the notice and the exit kind, one row each shape. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { FailureKind, ReplyEvent } from '../../src/chat/engine.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Endpoint } from '../../src/models/endpoint.ts';
import { sentence } from '../../src/text/catalogue.ts';
import { ask, endpointAt, KEY, picture, question } from './asking.ts';
import { rawServer } from './raw-server.ts';

const BYTES = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
const PICTURES: readonly Message[] = [
  {
    role: 'user',
    parts: [
      { type: 'text', text: 'What differs?' },
      { type: 'image', image: picture('#1', BYTES) },
      { type: 'image', image: picture('#2', BYTES) },
    ],
  },
];
const ONE_PICTURE: readonly Message[] = [
  { role: 'user', parts: [{ type: 'image', image: picture('#7', BYTES) }] },
];

type Row = {
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
  readonly code: string;
  readonly data?: object;
  readonly kind?: FailureKind;
  readonly messages?: readonly Message[];
  readonly headers?: Record<string, string>;
  readonly endpoint?: Partial<Endpoint>;
};

const error = (message: string, more: object = {}) => ({
  error: { message, type: 'invalid_request_error', param: null, code: null, ...more },
});
const NO = { 'x-should-retry': 'false' };

const ROWS: readonly Row[] = [
  {
    name: 'a wrong key names where it came from',
    status: 401,
    body: error(`Incorrect API key provided: ${KEY}. You can find your key at …`, {
      code: 'invalid_api_key',
    }),
    code: 'endpoint-key-refused',
    data: { source: '--api-key', said: 'Incorrect API key provided: ***. You can find your key at …' },
  },
  {
    name: 'no key where one is wanted',
    status: 401,
    body: error('Missing bearer authentication in header'),
    endpoint: { apiKey: null, keySource: null },
    code: 'endpoint-key-missing',
    data: { said: 'Missing bearer authentication in header' },
  },
  {
    name: 'Gemini refuses a key with 400, in a list',
    status: 400,
    body: [
      {
        error: {
          code: 400,
          message: 'API key not valid. Please pass a valid API key.',
          status: 'INVALID_ARGUMENT',
        },
      },
    ],
    code: 'endpoint-key-refused',
  },
  {
    name: 'region',
    status: 403,
    body: error('Country, region, or territory not supported', {
      code: 'unsupported_country_region_territory',
    }),
    code: 'endpoint-region',
  },
  {
    name: 'forbidden',
    status: 403,
    body: error('You have no access'),
    code: 'endpoint-forbidden',
    data: { said: 'You have no access' },
  },
  {
    name: 'no credit (402)',
    status: 402,
    body: { error: { message: 'Insufficient Balance' } },
    code: 'endpoint-no-credit',
  },
  {
    name: 'quota is not a rate',
    status: 429,
    body: error('You exceeded your current quota', { code: 'insufficient_quota' }),
    code: 'endpoint-no-credit',
  },
  {
    name: 'credit under another code',
    status: 429,
    body: error('…', { code: 'credit_balance_exhausted' }),
    code: 'endpoint-no-credit',
  },
  {
    name: 'rate',
    status: 429,
    headers: NO,
    body: error('Rate limit reached', { code: 'rate_limit_exceeded' }),
    code: 'endpoint-rate-limited',
    data: { said: 'Rate limit reached' },
  },
  {
    name: 'Gemini: quota by the minute is a rate',
    status: 429,
    headers: NO,
    body: [
      {
        error: {
          code: 429,
          message: 'You exceeded your current quota, please check your plan and billing details.',
          status: 'RESOURCE_EXHAUSTED',
        },
      },
    ],
    code: 'endpoint-rate-limited',
  },
  {
    name: 'model not found, with dots in its name',
    status: 404,
    body: error('The model `gpt-5.4-foo` does not exist or you do not have access to it.', {
      code: 'model_not_found',
    }),
    code: 'model-not-found',
    data: { near: [] },
  },
  {
    name: 'Ollama: model not pulled',
    status: 404,
    body: { error: { message: 'model "llava.1" not found, try pulling it first', type: 'api_error' } },
    code: 'model-not-found',
  },
  {
    name: 'OpenRouter: no such model',
    status: 400,
    body: { error: { message: 'foo/bar is not a valid model ID', code: 400 } },
    code: 'model-not-found',
  },
  {
    name: '404 as a page: the base URL',
    status: 404,
    body: '<html><head><title>404 Not Found</title></head><body><center>nginx</center></body></html>',
    code: 'endpoint-not-found',
    data: { status: 404, said: '' },
  },
  {
    name: '404 as text',
    status: 404,
    body: '404 page not found',
    code: 'endpoint-not-found',
    data: { status: 404, said: '404 page not found' },
  },
  { name: '404 as FastAPI', status: 404, body: { detail: 'Not Found' }, code: 'endpoint-not-found' },
  {
    name: '404 as OpenAI',
    status: 404,
    body: error('Invalid URL (POST /chat/completions)'),
    code: 'endpoint-not-found',
  },
  { name: '405', status: 405, body: '', code: 'endpoint-not-found', data: { status: 405, said: '' } },
  {
    name: 'a redirect',
    status: 308,
    body: '',
    headers: { location: 'https://example.com/v1/chat/completions' },
    code: 'endpoint-moved',
    data: { to: 'https://example.com/v1/chat/completions' },
  },
  {
    name: 'OpenRouter: not a vision model',
    status: 404,
    messages: PICTURES,
    body: { error: { message: 'No endpoints found that support image input', code: 404 } },
    code: 'model-not-vision',
  },
  {
    name: 'OpenAI: not a vision model',
    status: 400,
    messages: PICTURES,
    body: error('Invalid content type. image_url is only supported by certain models.', {
      param: 'messages.[0].content.[1].type',
    }),
    code: 'model-not-vision',
  },
  {
    name: 'llama.cpp without mmproj: 500 that no retry heals',
    status: 500,
    messages: PICTURES,
    body: {
      error: {
        code: 500,
        message:
          'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
        type: 'server_error',
      },
    },
    code: 'model-not-vision',
  },
  {
    name: 'llama.cpp of old',
    status: 500,
    messages: PICTURES,
    body: {
      error: { code: 500, message: 'Unsupported content part type: "image_url"', type: 'server_error' },
    },
    code: 'model-not-vision',
  },
  {
    name: 'vLLM: not multimodal',
    status: 400,
    messages: PICTURES,
    body: {
      object: 'error',
      message: 'some-model is not a multimodal model',
      type: 'BadRequestError',
      code: 400,
    },
    code: 'model-not-vision',
  },
  {
    name: 'without pictures it is about something else',
    status: 400,
    body: error('image_url is only supported by certain models'),
    code: 'endpoint-refused',
  },
  {
    name: 'vLLM: too many pictures',
    status: 400,
    messages: PICTURES,
    kind: 'image',
    body: { object: 'error', message: 'At most 1 image(s) may be provided in one prompt.', code: 400 },
    code: 'pictures-too-many',
  },
  {
    name: 'a bad picture, named by its place among the sent parts',
    status: 400,
    messages: PICTURES,
    kind: 'image',
    body: error('You uploaded an unsupported image.', {
      code: 'invalid_image_format',
      param: 'messages[0].content[4].image_url',
    }),
    code: 'picture-refused',
    data: { name: '#2', said: 'You uploaded an unsupported image.' },
  },
  {
    name: 'a bad picture, the only one',
    status: 400,
    messages: ONE_PICTURE,
    kind: 'image',
    body: error('Failed to load image or audio file'),
    code: 'picture-refused',
    data: { name: '#7', said: 'Failed to load image or audio file' },
  },
  {
    name: 'LM Studio: error as text',
    status: 400,
    messages: PICTURES,
    kind: 'image',
    body: { error: "'url' field must be a base64 encoded image" },
    code: 'picture-refused',
    data: { name: '', said: "'url' field must be a base64 encoded image" },
  },
  {
    name: 'Zhipu: a code',
    status: 400,
    messages: ONE_PICTURE,
    kind: 'image',
    body: { error: { code: '1210', message: 'API 调用参数有误' } },
    code: 'picture-refused',
  },
  {
    name: '413 as a page',
    status: 413,
    messages: PICTURES,
    kind: 'image',
    body: '<html><head><title>413 Request Entity Too Large</title></head></html>',
    code: 'request-too-large',
    data: { pictures: 2, said: '' },
  },
  {
    name: '413 without pictures',
    status: 413,
    body: '',
    code: 'request-too-large',
    data: { pictures: 0, said: '' },
  },
  {
    name: 'context, by code',
    status: 400,
    body: error('Too long', { code: 'context_length_exceeded' }),
    code: 'context-full',
  },
  {
    name: 'Azure: filter',
    status: 400,
    kind: 'refused',
    body: error('The response was filtered', {
      code: 'content_filter',
      innererror: { code: 'ResponsibleAIPolicyViolation' },
    }),
    code: 'request-filtered',
  },
  {
    name: 'OpenAI: invalid prompt',
    status: 400,
    kind: 'refused',
    body: error('Invalid prompt: flagged as …', { code: 'invalid_prompt' }),
    code: 'request-filtered',
  },
  {
    name: 'vLLM: no system role',
    status: 400,
    body: { object: 'error', message: 'System role not supported', code: 400 },
    code: 'model-no-system-prompt',
  },
  {
    name: 'FastAPI: a list of details',
    status: 422,
    body: { detail: [{ loc: ['body', 'messages', 0], msg: 'field required', type: 'x' }] },
    code: 'endpoint-refused',
    data: { status: 422, said: 'body.messages.0: field required' },
  },
  {
    name: 'message alone',
    status: 400,
    body: { message: 'Nope' },
    code: 'endpoint-refused',
    data: { status: 400, said: 'Nope' },
  },
  {
    name: 'JSON within the message',
    status: 400,
    body: error('{"error":{"message":"Nope"}}'),
    code: 'endpoint-refused',
    data: { status: 400, said: 'Nope' },
  },
  { name: 'no words', status: 400, body: '', code: 'endpoint-refused', data: { status: 400, said: '' } },
  {
    name: 'a page with 502',
    status: 502,
    headers: NO,
    body: '<html><title>502 Bad Gateway</title></html>',
    code: 'endpoint-failing',
    data: { status: 502, said: '' },
  },
  {
    name: 'overloaded',
    status: 529,
    headers: NO,
    body: error('Overloaded'),
    code: 'endpoint-failing',
    data: { status: 529, said: 'Overloaded' },
  },
  {
    name: 'hostile words are cleaned, masked and cut',
    status: 400,
    body: error(`\u001b]0;x\u0007sk-proj-abcdef0123456789 and Bearer abcdefgh\n${KEY}${'x'.repeat(400)}`),
    code: 'endpoint-refused',
    data: { status: 400, said: `]0;x*** and *** ***${'x'.repeat(220)}…` },
  },
];

const OVERFLOWS = [
  "This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens.",
  'Your input exceeds the context window of this model.',
  'prompt is too long: 210000 tokens > 200000 maximum',
  'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
  'the request exceeds the available context size, try increasing it',
  'Trying to keep the first 5000 tokens when the context is 4096, which is greater than the context length',
  'Please reduce the length of the messages or completion.',
  'Your request exceeded model token limit: 262144',
  'The request is too large for model with 8192 maximum context length',
];

for (const row of ROWS) {
  test(`refused: ${row.name}`, async t => {
    const { events, host } = await refusal(t, row);
    const last = events.at(-1);
    assert.equal(events.length, 1, 'nothing else is told, nothing is tried again');
    assert.equal(last?.type, 'failure');
    if (last?.type !== 'failure') return;
    assert.equal(last.failure.notice.code, row.code);
    assert.equal(last.failure.kind, row.kind ?? 'endpoint');
    for (const [name, value] of Object.entries(row.data ?? {}))
      assert.deepEqual(Reflect.get(last.failure.notice.data, name), value, name);
    for (const locale of ['en', 'zh'] as const) {
      const said = sentence(last.failure.notice, locale);
      assert.doesNotMatch(said, /undefined|\[object|\u001b|\n/);
      assert.equal(said.includes(KEY), false);
    }
    assert.equal(host.length > 0, true);
  });
}

test('a conversation that is too long is told by its words', async t => {
  for (const message of OVERFLOWS) {
    const { events } = await refusal(t, { name: message, status: 400, body: error(message), code: '' });
    const [event] = events;
    assert.equal(event?.type === 'failure' && event.failure.notice.code, 'context-full', message);
  }
});

test('a model that is not there brings the names that are near', async t => {
  const server = await rawServer(t, (response, { url }) => {
    response.statusCode = url === '/v1/models' ? 200 : 404;
    const models = { data: ['gpt-5.4', 'gpt-5.4-mini', 'whisper-1'].map(id => ({ id })) };
    response.end(JSON.stringify(url === '/v1/models' ? models : error('no', { code: 'model_not_found' })));
  });
  const events = await ask(endpointAt(server.baseUrl, { model: 'gpt5.4' }));
  assert.deepEqual(events, [
    {
      type: 'failure',
      failure: {
        kind: 'endpoint',
        notice: {
          code: 'model-not-found',
          data: { model: 'gpt5.4', host: server.host, near: ['gpt-5.4'], said: 'no' },
        },
      },
    },
  ]);
});

async function refusal(
  t: test.TestContext,
  row: Row,
): Promise<{ readonly events: ReplyEvent[]; readonly host: string }> {
  const server = await rawServer(t, response => {
    response.writeHead(row.status, { 'content-type': 'text/plain', ...row.headers });
    response.end(typeof row.body === 'string' ? row.body : JSON.stringify(row.body));
  });
  const events = await ask(endpointAt(server.baseUrl, row.endpoint), {
    messages: row.messages ?? [question('Hi')],
    bytesOf: () => Promise.resolve(BYTES),
  });
  return { events, host: server.host };
}
