import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Violation } from './violation.ts';

let validate: ValidateFunction | undefined;

/** Violations of OpenAI's published schema `CreateChatCompletionRequest`; at most one, which names the first few errors. */
export function schemaViolations(body: unknown): readonly Violation[] {
  validate ??= compile();
  if (validate(body)) return [];
  const errors = (validate.errors ?? []).slice(0, 6);
  return [
    { rule: 'schema', message: errors.map(error => `${error.instancePath} ${error.message}`).join('; ') },
  ];
}

function compile(): ValidateFunction {
  const file = new URL('../../fixtures/openai/create-chat-completion-request.json', import.meta.url);
  // Not strict: the published document uses keywords and formats that ajv does not know.
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}
