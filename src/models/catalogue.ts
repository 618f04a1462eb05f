/**
 * Models as data: windows, limits and prices. They move, so every row carries the day on which it was seen, and settings may
 * override them. Sources: pydantic genai-prices 0.1.8, llm-zoo 1.37.0, models.dev (f3fc692).
 */

/** USD per million tokens. */
export type Price = {
  readonly input: number;
  /** Input that came from the server's cache; absent where sources differ. */
  readonly cached?: number;
  readonly output: number;
  /** Above so many input tokens the whole request costs these multiples. */
  readonly long?: { readonly aboveTokens: number; readonly input: number; readonly output: number };
};

export type ModelFacts = {
  /** The name without snapshot date. */
  readonly id: string;
  /** Tokens of question and answer together. */
  readonly contextWindow: number;
  /** Tokens; null where not known. */
  readonly maxOutputTokens: number | null;
  /** Null where sources differ. */
  readonly price: Price | null;
  /** Whether it takes pictures; null where not known. */
  readonly vision: boolean | null;
  /** ISO 8601 date of the figures. */
  readonly seen: string;
};

const SEPTEMBER = '2026-09-23';
const OCTOBER = '2026-10-04';
const JULY = '2026-07-02';

const K = 1000;
const MILLION = 1_000_000;
const BINARY_MILLION = 1_048_576;

/** GPT-5.4 and later: input twice, output one and a half times the price above 272k tokens. */
const GPT_LONG = { aboveTokens: 272_000, input: 2, output: 1.5 };
/** Gemini Pro and Grok: twice the price above 200k tokens. */
const LONG_200K = { aboveTokens: 200_000, input: 2, output: 2 };

function row(
  id: string,
  contextWindow: number,
  maxOutputTokens: number | null,
  price: Price | null,
  more: { readonly vision?: boolean | null; readonly seen?: string } = {},
): ModelFacts {
  const { vision = true, seen = SEPTEMBER } = more;
  return { id, contextWindow, maxOutputTokens, price, vision, seen };
}

/** The models that we have figures for. */
export const MODELS: readonly ModelFacts[] = [
  row('gpt-6-astra', 1_050_000, 128 * K, { input: 10, cached: 1, output: 50, long: GPT_LONG }),
  row(
    'gpt-6.1-sol',
    1_050_000,
    128 * K,
    { input: 2, cached: 0.1, output: 10, long: GPT_LONG },
    { seen: OCTOBER },
  ),
  row('gpt-6-sol', 1_050_000, 128 * K, { input: 2, cached: 0.2, output: 10, long: GPT_LONG }),
  row('gpt-6-luna', 1_050_000, 128 * K, { input: 0.1, cached: 0.01, output: 0.5, long: GPT_LONG }),
  row('gpt-5.6-sol', 1_050_000, 128 * K, { input: 4, cached: 0.4, output: 20, long: GPT_LONG }),
  row('gpt-5.6-terra', 1_050_000, 128 * K, { input: 2, cached: 0.2, output: 12, long: GPT_LONG }),
  row('gpt-5.6-luna', 1_050_000, 128 * K, { input: 0.2, cached: 0.02, output: 1.2, long: GPT_LONG }),
  row('gpt-5.5', 1_050_000, 128 * K, { input: 5, cached: 0.5, output: 30, long: GPT_LONG }),
  row('gpt-5.4', 1_050_000, 128 * K, { input: 2.5, cached: 0.25, output: 15, long: GPT_LONG }),
  row('gpt-5.4-mini', 400 * K, 128 * K, { input: 0.75, cached: 0.075, output: 4.5, long: GPT_LONG }),
  row('gpt-5.4-nano', 400 * K, 128 * K, { input: 0.2, cached: 0.02, output: 1.25, long: GPT_LONG }),
  row('gpt-5', 400 * K, 128 * K, { input: 1.25, cached: 0.125, output: 10 }),
  row('gpt-5-mini', 400 * K, 128 * K, { input: 0.25, cached: 0.025, output: 2 }),
  row('gpt-5-nano', 400 * K, 128 * K, { input: 0.05, cached: 0.005, output: 0.4 }),
  row('gpt-4.1', 1_047_576, 32 * K, { input: 2, cached: 0.5, output: 8 }),
  row('gpt-4.1-mini', 1_047_576, 32 * K, { input: 0.4, cached: 0.1, output: 1.6 }),
  row('gpt-4.1-nano', 1_047_576, 32 * K, { input: 0.1, cached: 0.025, output: 0.4 }),
  row('gpt-4o', 128 * K, 16 * K, { input: 2.5, cached: 1.25, output: 10 }),
  row('gpt-4o-mini', 128 * K, 16 * K, { input: 0.15, cached: 0.075, output: 0.6 }),
  row('o3', 200 * K, 100 * K, { input: 2, cached: 0.5, output: 8 }),
  row('o4-mini', 200 * K, 100 * K, { input: 1.1, cached: 0.275, output: 4.4 }),
  row('claude-opus-5-5', MILLION, 128 * K, { input: 4, cached: 0.2, output: 20 }),
  row('claude-opus-5', MILLION, 128 * K, { input: 5, cached: 0.5, output: 25 }),
  row('claude-sonnet-5', MILLION, 128 * K, { input: 2, cached: 0.2, output: 10 }),
  row('claude-sonnet-4-6', MILLION, 64 * K, { input: 3, cached: 0.3, output: 15 }),
  row('claude-haiku-4-5', 200 * K, 64 * K, { input: 1, cached: 0.1, output: 5 }),
  row('gemini-3.5-flash', BINARY_MILLION, 65 * K, { input: 1.5, cached: 0.15, output: 9 }),
  row('gemini-3.6-flash', BINARY_MILLION, 65 * K, null),
  row('gemini-3.7-flash', BINARY_MILLION, 65 * K, null),
  row('gemini-3.8-flash', BINARY_MILLION, 65 * K, null),
  row('gemini-3.1-pro-preview', BINARY_MILLION, 65 * K, {
    input: 2,
    cached: 0.2,
    output: 12,
    long: LONG_200K,
  }),
  row('gemini-2.5-flash', BINARY_MILLION, 65 * K, { input: 0.3, cached: 0.03, output: 2.5 }),
  row('gemini-2.5-pro', BINARY_MILLION, 65 * K, { input: 1.25, cached: 0.125, output: 10, long: LONG_200K }),
  row('kimi-k2.6', 262_144, null, { input: 0.95, cached: 0.16, output: 4 }, { vision: null }),
  row('kimi-k3', BINARY_MILLION, null, { input: 3, cached: 0.3, output: 15 }, { vision: null }),
  row('grok-4.5', 500 * K, null, { input: 2, output: 6, long: LONG_200K }, { vision: null }),
  row('grok-4.6', 500 * K, null, { input: 2, output: 6, long: LONG_200K }, { vision: null }),
  row('qwen3-vl-plus', 262_144, 32 * K, { input: 0.2, output: 1.6 }, { seen: JULY }),
  row('qwen3.5-plus', MILLION, 65 * K, { input: 0.4, output: 2.4 }, { seen: JULY }),
  row('glm-4.6v', 128 * K, 32 * K, { input: 0.3, output: 0.9 }, { seen: JULY }),
  row('glm-5v-turbo', 200 * K, 131 * K, { input: 1.2, cached: 0.24, output: 4 }, { seen: JULY }),
];

/** `-2025-08-07`, `-20250807`, `-0805`, `-latest`, `@20250807`, `:free`: the same model, on a day or by a way. */
const SNAPSHOT = /^([-@](\d{4}-\d{2}-\d{2}|\d{8}|\d{4}|latest|preview(-[\d-]+)?))?(:[a-z0-9.-]+)?$/;

/** The figures for a model as an endpoint names it (`openai/gpt-5.4`, `models/gemini-2.5-pro`, `gpt-4o-2024-08-06`); null if there are none. */
export function factsOf(model: string): ModelFacts | null {
  const name = model.trim().toLowerCase().replace(/^.*\//, '');
  const matches = MODELS.filter(({ id }) => name.startsWith(id) && SNAPSHOT.test(name.slice(id.length)));
  return matches.reduce<ModelFacts | null>(
    (longest, facts) => (longest && longest.id.length >= facts.id.length ? longest : facts),
    null,
  );
}
