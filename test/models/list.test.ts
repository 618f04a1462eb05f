import assert from 'node:assert/strict';
import test from 'node:test';
import { factsOf, MODELS } from '../../src/models/catalogue.ts';
import { type ListedModel, listModels, modelsIn } from '../../src/models/list.ts';
import { nearest } from '../../src/models/near.ts';
import { editDistance } from '../../src/text/near.ts';
import { endpointAt, KEY } from './asking.ts';
import { rawServer, seeded } from './raw-server.ts';

const SHAPES: readonly {
  readonly name: string;
  readonly body: unknown;
  readonly models: readonly ListedModel[] | null;
}[] = [
  {
    name: 'OpenAI',
    body: { object: 'list', data: [{ id: 'b' }, { id: 'a' }, { id: 'b' }] },
    models: [{ id: 'a' }, { id: 'b' }],
  },
  { name: 'a bare list', body: [{ id: 'a' }, 'b', null, 7, {}], models: [{ id: 'a' }, { id: 'b' }] },
  { name: 'Ollama without models', body: { object: 'list', data: null }, models: [] },
  {
    name: 'OpenRouter',
    body: {
      data: [
        { id: 'x/see', context_length: 1000, architecture: { input_modalities: ['text', 'image'] } },
        { id: 'x/blind', context_length: 0, architecture: { input_modalities: ['text'] } },
      ],
    },
    models: [
      { id: 'x/blind', vision: false },
      { id: 'x/see', vision: true, contextWindow: 1000 },
    ],
  },
  {
    name: 'llama.cpp, the same model twice',
    body: {
      models: [{ name: '/m/a.gguf', model: '/m/a.gguf', capabilities: ['completion', 'multimodal'] }],
      data: [{ id: '/m/a.gguf', meta: { n_ctx_train: 32768 } }],
    },
    models: [{ id: '/m/a.gguf', vision: true, contextWindow: 32768 }],
  },
  {
    name: 'vLLM',
    body: { data: [{ id: 'a', max_model_len: 4096 }] },
    models: [{ id: 'a', contextWindow: 4096 }],
  },
  {
    name: 'Mistral',
    body: { data: [{ id: 'a', capabilities: { vision: true }, max_context_length: 9 }] },
    models: [{ id: 'a', vision: true, contextWindow: 9 }],
  },
  {
    name: 'LM Studio',
    body: {
      data: [
        { id: 'a', type: 'vlm' },
        { id: 'b', type: 'llm' },
      ],
    },
    models: [
      { id: 'a', vision: true },
      { id: 'b', vision: false },
    ],
  },
  {
    name: 'names that would colour the screen',
    body: [{ id: 'a\u001b[31m\nb\u202e' }],
    models: [{ id: 'a[31m b' }],
  },
  { name: 'no list', body: { status: 'ok' }, models: null },
  { name: 'no object', body: 'x', models: null },
];

test('lists of models in their many shapes', async t => {
  let body: unknown;
  const server = await rawServer(t, response => void response.end(JSON.stringify(body)));
  for (const shape of SHAPES) {
    body = shape.body;
    const list = await listModels(endpointAt(server.baseUrl), new AbortController().signal);
    assert.deepEqual(list.ok ? list.models : null, shape.models, shape.name);
  }
  assert.equal(server.seen[0]?.url, '/v1/models');
  assert.equal(server.seen[0]?.headers.authorization, `Bearer ${KEY}`);
});

test('what goes wrong with a list', async t => {
  const server = await rawServer(t, (response, _seen, index) => {
    if (index === 0) response.writeHead(401).end(`{"error":{"message":"Bad key ${KEY}"}}`);
    if (index === 1) response.end('<html><title>Welcome</title></html>');
    if (index === 2) response.writeHead(301, { location: 'https://elsewhere.example/' }).end();
    if (index === 3) response.write('{"data":[');
  });
  const codes: string[] = [];
  for (const timeoutMs of [5000, 5000, 5000, 500, 100]) {
    const list = await listModels(endpointAt(server.baseUrl), new AbortController().signal, { timeoutMs });
    codes.push(list.ok ? 'ok' : list.failure.notice.code);
    assert.equal(JSON.stringify(list).includes(KEY), false);
  }
  assert.deepEqual(codes, [
    'endpoint-key-refused',
    'endpoint-not-api',
    'endpoint-moved',
    'endpoint-not-api',
    'endpoint-connect-timeout',
  ]);
});

test('no shape breaks the reading of a list', () => {
  const random = seeded(3);
  const leaf = () => [null, 'x', 3, true, -1][Math.floor(random() * 5)];
  const grow = (depth: number): unknown => {
    if (depth === 0 || random() < 0.2) return leaf();
    if (random() < 0.4) return Array.from({ length: 3 }, () => grow(depth - 1));
    const names = [
      'data',
      'models',
      'id',
      'architecture',
      'input_modalities',
      'capabilities',
      'meta',
      'n_ctx',
    ];
    return Object.fromEntries(names.filter(() => random() < 0.5).map(name => [name, grow(depth - 1)]));
  };
  for (let round = 0; round < (process.env.LONG ? 20_000 : 1000); round += 1) modelsIn(grow(4));
});

test('names that a person may have meant', () => {
  const names = ['gpt-5.4', 'gpt-5.4-mini', 'gpt-4o', 'qwen2.5vl:7b', 'openai/gpt-5.5', 'whisper-1'];
  assert.deepEqual(nearest('gpt5.4', names), ['gpt-5.4', 'openai/gpt-5.5']);
  assert.deepEqual(nearest('qwen2.5vl', names), ['qwen2.5vl:7b']);
  assert.deepEqual(nearest('gpt-5.4', names, 1), ['gpt-5.4']);
  assert.deepEqual(nearest('stable-diffusion', names), []);
  assert.deepEqual(nearest('', names), []);
});

test('edit distance', () => {
  for (const [from, to, distance] of [
    ['', '', 0],
    ['abc', '', 3],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
    ['gpt', 'gpt', 0],
  ] as const) {
    assert.equal(editDistance(from, to), distance, `${from} → ${to}`);
    assert.equal(editDistance(to, from), distance, `${to} → ${from}`);
  }
});

test('facts about a model under the names that endpoints use', () => {
  const rows = [
    ['gpt-5.4', 'gpt-5.4'],
    ['openai/gpt-5.4', 'gpt-5.4'],
    ['gpt-5.4-mini-2026-03-01', 'gpt-5.4-mini'],
    ['GPT-4o-2024-08-06', 'gpt-4o'],
    ['gpt-4o-mini', 'gpt-4o-mini'],
    ['models/gemini-2.5-pro', 'gemini-2.5-pro'],
    ['gemini-2.5-flash-preview-05-20', 'gemini-2.5-flash'],
    ['anthropic/claude-haiku-4-5-20251001', 'claude-haiku-4-5'],
    ['claude-opus-5-5', 'claude-opus-5-5'],
    ['gpt-4o:free', 'gpt-4o'],
    ['gpt-4o-audio', null],
    ['gpt-5.4-nonsense', null],
    ['o3-pro', null],
    ['', null],
  ] as const;
  for (const [model, id] of rows) assert.equal(factsOf(model)?.id ?? null, id, model);
  assert.equal(new Set(MODELS.map(({ id }) => id)).size, MODELS.length);
  assert.deepEqual(factsOf('gpt-6.1-sol'), {
    id: 'gpt-6.1-sol',
    contextWindow: 1_050_000,
    maxOutputTokens: 128_000,
    price: { input: 2, cached: 0.1, output: 10, long: { aboveTokens: 272_000, input: 2, output: 1.5 } },
    vision: true,
    seen: '2026-10-04',
  });
});
