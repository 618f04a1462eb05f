/** What a request did wrong; `server`: the fake server itself failed over it. */
export type Violation = {
  readonly rule: 'json' | 'schema' | 'fields' | 'roles' | 'usage' | 'picture' | 'history' | 'server';
  readonly message: string;
  /** The OpenAI error code that goes out with the 400, if there is one for it. */
  readonly code?: string;
};

/** A violation, with the number of the chat request that it came in. */
export type Problem = Violation & { readonly request: number };

/** The error body of OpenAI's endpoints. */
export function errorBody(
  message: string,
  { type = 'invalid_request_error', param = null, code = null }: ErrorFields = {},
): string {
  return JSON.stringify({ error: { message, type, param, code } });
}

export type ErrorFields = {
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | number | null;
};
