/** One chunk of a streamed answer, or a whole completion, as servers really send them. */
import type { Usage } from '../chat/engine.ts';
import { countOf, type JsonObject, listOf, objectOf, textOf } from './shape.ts';

export type Piece = {
  /** False for what is no part of an answer: pings, `null`, lists of filter results. */
  readonly hasChoice: boolean;
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  readonly hasToolCalls: boolean;
  /** As the server wrote it; null if it said nothing. */
  readonly finish: string | null;
  readonly usage: Usage | null;
  /** What stands under `error`, in whatever shape; null if nothing does. */
  readonly error: unknown;
};

const NOTHING: Piece = {
  hasChoice: false,
  text: '',
  reasoning: '',
  refusal: '',
  hasToolCalls: false,
  finish: null,
  usage: null,
  error: null,
};

/** Reads a chunk of any shape; what cannot be read counts as absent. */
export function readChunk(value: unknown): Piece {
  const chunk = objectOf(value);
  if (!chunk) return NOTHING;
  const choice = choiceOf(chunk);
  // A whole message in place of a delta comes from servers that do not really stream.
  const delta = objectOf(choice?.delta) ?? objectOf(choice?.message);
  const content = contentOf(delta?.content ?? choice?.text);
  return {
    hasChoice: choice !== null,
    text: content.text,
    reasoning: textOf(delta?.reasoning_content) || textOf(delta?.reasoning) || content.reasoning,
    refusal: textOf(delta?.refusal),
    hasToolCalls: listOf(delta?.tool_calls).length > 0 || objectOf(delta?.function_call) !== null,
    finish: typeof choice?.finish_reason === 'string' ? choice.finish_reason : null,
    // Moonshot puts usage into the choice.
    usage: usageOf(chunk.usage) ?? usageOf(choice?.usage),
    error: errorOf(chunk) ?? (choice?.error || null),
  };
}

/** The first choice; only one was asked for, but a server that sends more must not mix them. */
function choiceOf(chunk: JsonObject): JsonObject | null {
  for (const item of listOf(chunk.choices)) {
    const choice = objectOf(item);
    if (choice && (choice.index === undefined || choice.index === null || choice.index === 0)) return choice;
  }
  return null;
}

/** `error` itself, or the chunk when the whole of it is one (older vLLM: `{object: 'error', message}`). */
function errorOf(chunk: JsonObject): unknown {
  if (chunk.error) return chunk.error;
  return chunk.object === 'error' || chunk.type === 'error' ? chunk : null;
}

/** Text, or a list of parts (Mistral, among others: `text` and `thinking`). */
function contentOf(content: unknown): { readonly text: string; readonly reasoning: string } {
  if (typeof content === 'string') return { text: content, reasoning: '' };
  let text = '';
  let reasoning = '';
  for (const item of listOf(content)) {
    const part = objectOf(item);
    if (part?.type === 'thinking') reasoning += contentOf(part.thinking).text || textOf(part.thinking);
    else text += typeof item === 'string' ? item : textOf(part?.text);
  }
  return { text, reasoning };
}

function usageOf(value: unknown): Usage | null {
  const usage = objectOf(value);
  const promptTokens = countOf(usage?.prompt_tokens);
  const completionTokens = countOf(usage?.completion_tokens);
  if (!usage || (promptTokens === null && completionTokens === null)) return null;
  // `prompt_cache_hit_tokens` is DeepSeek's name.
  const cachedTokens =
    countOf(objectOf(usage.prompt_tokens_details)?.cached_tokens) ?? countOf(usage.prompt_cache_hit_tokens);
  const reasoningTokens = countOf(objectOf(usage.completion_tokens_details)?.reasoning_tokens);
  return {
    promptTokens: promptTokens ?? 0,
    completionTokens: completionTokens ?? 0,
    ...(cachedTokens === null ? {} : { cachedTokens }),
    ...(reasoningTokens === null ? {} : { reasoningTokens }),
  };
}
