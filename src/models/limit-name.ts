/** The parameter for the longest reply has two names, and most servers know only one. */

export type LimitName = 'max_tokens' | 'max_completion_tokens';

/**
 * `max_completion_tokens` for OpenAI's reasoning models (o-series, GPT-5 and later), at OpenAI and Azure, which refuse
 * `max_tokens` there (anomalyco/opencode#37964); `max_tokens` everywhere else: Ollama and LM Studio know nothing else.
 */
export function limitNameOf(model: string, host: string): LimitName {
  const isTheirs = /(^|\.)(openai\.com|openai\.azure\.com|services\.ai\.azure\.com)(:\d+)?$/i.test(host);
  const name = model.toLowerCase().replace(/^.*\//, '').replace(/^ft:/, '');
  return isTheirs && /^(o\d|gpt-([5-9]|\d\d))/.test(name) ? 'max_completion_tokens' : 'max_tokens';
}
