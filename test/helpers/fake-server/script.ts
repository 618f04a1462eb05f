/** What the server sends for one request, as data. */
import type { ChatRequest } from './wire.ts';

export type Step =
  | { readonly type: 'head'; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  /** `says`: the part of the answer that these bytes carry. `paced`: one token, which waits for its time. */
  | {
      readonly type: 'bytes';
      readonly bytes: string | Uint8Array;
      readonly says?: string;
      readonly paced?: true;
    }
  /** Nothing more until the client goes away. */
  | { readonly type: 'stall' }
  /** The connection breaks. */
  | { readonly type: 'cut' };

/** A script ends the response properly unless its last step is `stall` or `cut`. */
export type Script = {
  readonly steps: readonly Step[];
  /** What a client may take for the answer ('' for none); without it, exactly what the steps say. */
  readonly accepts?: readonly string[];
};

export type FakeUsage = {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number; readonly image_tokens?: number };
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number };
};

/** An answer with all its defaults filled in: what scripts are made from. */
export type Reply = {
  readonly request: ChatRequest;
  readonly text: string;
  /** `text` cut into the pieces that are sent as chunks. */
  readonly pieces: readonly string[];
  readonly reasoning: readonly string[];
  readonly usage: FakeUsage | null;
  readonly finishReason: string;
};

export type Misbehaviour = (reply: Reply) => Script;
