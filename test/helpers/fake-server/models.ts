/** `GET /v1/models` in the dialects of the servers that differ. */
import { HOSTILE_TEXT } from './misbehave/hostile.ts';
import type { Script } from './script.ts';
import { json } from './stream.ts';

export type ModelEntry = {
  readonly id: string;
  readonly vision?: boolean;
  /** Tokens. */
  readonly contextLength?: number;
};

export const MODELS: readonly ModelEntry[] = [
  { id: 'fake-vision', vision: true, contextLength: 128_000 },
  { id: 'fake-vision-mini', vision: true, contextLength: 32_000 },
  { id: 'fake-text', vision: false, contextLength: 8_192 },
];

type Dialect = (entries: readonly ModelEntry[]) => Script;

const plain = (entry: ModelEntry) => ({
  id: entry.id,
  object: 'model',
  created: 1_790_000_000,
  owned_by: 'fake',
});
const list = (data: unknown) => json(200, JSON.stringify({ object: 'list', data }));
const inputs = ({ vision = false }: ModelEntry) => (vision ? ['text', 'image'] : ['text']);

export const modelDialects = {
  openai: entries => list(entries.map(plain)),
  openrouter: entries =>
    list(
      entries.map(entry => ({
        id: entry.id,
        name: `Fake: ${entry.id}`,
        context_length: entry.contextLength ?? null,
        architecture: { input_modalities: inputs(entry), output_modalities: ['text'] },
        pricing: { prompt: '0.0000025', completion: '0.00001', image: '0' },
      })),
    ),
  /** Ids may be paths. */
  llamacpp: entries =>
    list(
      entries.map(entry => ({
        ...plain({ id: `/models/${entry.id}.gguf` }),
        architecture: { input_modalities: inputs(entry) },
        meta: { n_ctx_train: entry.contextLength ?? 4096 },
      })),
    ),
  gemini: entries => list(entries.map(entry => plain({ id: `models/${entry.id}` }))),
  vllm: entries => list(entries.map(entry => ({ ...plain(entry), max_model_len: entry.contextLength }))),
  /** A bare array. */
  array: entries => json(200, JSON.stringify(entries.map(plain))),
  /** Ollama without a model. */
  'data-null': () => list(null),
  empty: () => list([]),
  html: () => json(200, '<html><body>Hello</body></html>', { 'content-type': 'text/html' }),
  'not-found': () => json(404, '404 page not found', { 'content-type': 'text/plain' }),
  hostile: entries => list([...entries.map(plain), plain({ id: HOSTILE_TEXT }), { id: 7 }, null, {}]),
  stall: () => ({ steps: [{ type: 'stall' }] }),
} as const satisfies Record<string, Dialect>;

export type ModelDialect = keyof typeof modelDialects;
