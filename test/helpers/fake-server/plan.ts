/** How a test says what the server answers. */
import type { MisbehaviourName } from './misbehaviours.ts';
import type { FakeUsage, Reply } from './script.ts';
import { type ChatRequest, wordsOf } from './wire.ts';

export type ReplyPlan = {
  /** Without it, the default answer to the question. */
  readonly text?: string;
  /** Characters a chunk; without it, pieces of about a token. */
  readonly chunkSize?: number;
  /** Pace of the chunks of text and reasoning; without it, the server's own. Null: as fast as they go. */
  readonly tokensPerSecond?: number | null;
  /** Time before the headers. */
  readonly firstByteMs?: number;
  /** Sent as `reasoning_content` before the text. */
  readonly reasoning?: string;
  /** Null: none is sent. Without it, plausible numbers. */
  readonly usage?: FakeUsage | null;
  readonly finishReason?: string;
  readonly misbehave?: MisbehaviourName;
};

export type ReplyScript =
  | string
  | ReplyPlan
  | ((request: ChatRequest) => string | ReplyPlan | Promise<string | ReplyPlan>);

/** The plan of a script for this request. */
export async function planOf(script: ReplyScript, request: ChatRequest): Promise<ReplyPlan> {
  const plan = typeof script === 'function' ? await script(request) : script;
  return typeof plan === 'string' ? { text: plan } : plan;
}

/** The plan with everything filled in; `text` is the default answer. */
export function replyOf(plan: ReplyPlan, request: ChatRequest, text: string): Reply {
  const cut = (whole: string) =>
    plan.chunkSize === undefined ? tokensOf(whole) : slicesOf(whole, plan.chunkSize);
  const answer = plan.text ?? text;
  const pieces = cut(answer);
  const reasoning = cut(plan.reasoning ?? '');
  const usage = plan.usage === undefined ? usageOf(request, pieces.length, reasoning.length) : plan.usage;
  return { request, text: answer, pieces, reasoning, usage, finishReason: plan.finishReason ?? 'stop' };
}

/** Pieces of about the size of tokens; joined they are the text. */
export function tokensOf(text: string): readonly string[] {
  return text.match(/\p{Script=Han}|[ \t]*[\p{L}\p{N}]{1,6}|[^\p{L}\p{N}\s]{1,3}|\s/gu) ?? [];
}

function slicesOf(text: string, size: number): readonly string[] {
  return text.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? [];
}

/** Words by their tokens; pictures by the tiles of gpt-4o at high detail (85 + 170 a tile of 512 px after fitting). */
function usageOf({ body, pictures }: ChatRequest, words: number, thoughts: number): FakeUsage {
  const text = body.messages.reduce((sum, message) => sum + 4 + tokensOf(wordsOf(message)).length, 3);
  const tiles = pictures.map(({ width, height, detail }) => {
    if (detail === 'low') return 85;
    const fit = Math.min(1, 2048 / Math.max(width, height));
    const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit));
    return 85 + 170 * Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512);
  });
  const images = tiles.reduce((a, b) => a + b, 0);
  const prompt = text + images;
  return {
    prompt_tokens: prompt,
    completion_tokens: words + thoughts,
    total_tokens: prompt + words + thoughts,
    prompt_tokens_details: { cached_tokens: 0, image_tokens: images },
    completion_tokens_details: { reasoning_tokens: thoughts },
  };
}
