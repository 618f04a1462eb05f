/** Why a model stopped, in the many words that servers have for it. */

export type Finish = 'stop' | 'length' | 'filter' | 'refusal' | 'tool-calls' | 'error' | 'unknown';

// Beside OpenAI's own: Zhipu (sensitive, network_error), DeepSeek (insufficient_system_resource), OpenRouter (error), and
// the words of the APIs behind gateways that pass them on (Anthropic, Gemini).
const KNOWN: Readonly<Record<string, Finish>> = {
  '': 'stop',
  stop: 'stop',
  end: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  length: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  model_length: 'length',
  content_filter: 'filter',
  sensitive: 'filter',
  safety: 'filter',
  refusal: 'refusal',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  tool_use: 'tool-calls',
  error: 'error',
  network_error: 'error',
  insufficient_system_resource: 'error',
};

/** What a `finish_reason` means. */
export function finishOf(reason: string): Finish {
  const word = reason.trim().toLowerCase();
  return Object.hasOwn(KNOWN, word) ? (KNOWN[word] ?? 'unknown') : 'unknown';
}
