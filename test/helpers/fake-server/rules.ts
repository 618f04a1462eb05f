/** What the published schema lets pass but some server somewhere refuses (protocol notes, sections 1 and 2). */
import type { Violation } from './violation.ts';
import type { ChatBody, WireMessage } from './wire.ts';

const PLAIN_FIELDS = ['model', 'messages', 'stream', 'stream_options'];

export type RuleOptions = {
  /** Further top-level fields that may come. */
  readonly allow: readonly string[];
  /** False once the server itself has refused `stream_options`. */
  readonly wantsUsage: boolean;
};

/** Violations of the order of roles, of the set of fields, and of the request for usage. */
export function ruleViolations(body: ChatBody, options: RuleOptions): readonly Violation[] {
  return [
    ...fieldViolations(body, options),
    ...roleViolations(body.messages),
    ...usageViolations(body, options),
  ];
}

function fieldViolations(body: ChatBody, { allow }: RuleOptions): readonly Violation[] {
  const unknown = Object.keys(body).filter(name => !PLAIN_FIELDS.includes(name) && !allow.includes(name));
  const inMessages = body.messages.flatMap((message, index) =>
    unexpectedIn(message, ['role', 'content'], `messages[${index}]`).concat(
      typeof message.content === 'string'
        ? []
        : message.content.flatMap((part, at) => {
            const where = `messages[${index}].content[${at}]`;
            return part.type === 'text'
              ? unexpectedIn(part, ['type', 'text'], where)
              : unexpectedIn(part, ['type', 'image_url'], where).concat(
                  unexpectedIn(part.image_url, ['url', 'detail'], `${where}.image_url`),
                );
          }),
    ),
  );
  return [...unknown, ...inMessages].map(name => ({
    rule: 'fields',
    message: `Unknown field: ${name}`,
    code: 'unknown_parameter',
  }));
}

function unexpectedIn(value: object, names: readonly string[], where: string): string[] {
  return Object.keys(value).flatMap(name => (names.includes(name) ? [] : [`${where}.${name}`]));
}

function roleViolations(messages: readonly WireMessage[]): readonly Violation[] {
  const found: string[] = [];
  const isSystem = ({ role }: WireMessage) => role === 'system' || role === 'developer';
  const turns = messages.filter((message, index) => index > 0 || !isSystem(message));
  turns.forEach((message, index) => {
    const wanted = index % 2 === 0 ? 'user' : 'assistant';
    if (isSystem(message)) found.push('a system message that is not the only one or not the first');
    else if (message.role !== wanted)
      found.push(`turn ${index} is ${message.role}, not ${wanted}: roles must alternate`);
  });
  if (messages.at(-1)?.role !== 'user') found.push('the last message is not from the user');
  for (const { role, content } of messages) {
    if (content.length === 0) found.push(`an empty ${role} message`);
    if (role !== 'user' && typeof content !== 'string' && content.some(part => part.type === 'image_url'))
      found.push(`a picture in a message of the ${role}`);
  }
  return found.map(message => ({ rule: 'roles', message: `Bad messages: ${message}` }));
}

function usageViolations(body: ChatBody, { wantsUsage }: RuleOptions): readonly Violation[] {
  const asked = body.stream_options?.include_usage === true;
  if (body.stream_options && !body.stream)
    return [
      { rule: 'usage', message: "The 'stream_options' parameter is only allowed when 'stream' is enabled." },
    ];
  if (body.stream && wantsUsage && !asked)
    return [{ rule: 'usage', message: 'stream without stream_options.include_usage' }];
  return [];
}
