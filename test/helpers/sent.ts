/** What a server was sent, in words: bytes are the business of the fake server, which compares them with those before. */
import { fixtureOf } from './fake-server/answers.ts';
import type { WireMessage } from './fake-server/wire.ts';
import type { FakeServer } from './fake-server.ts';

export type Said = { readonly role: WireMessage['role']; readonly content: string };

export const asked = (content: string): Said => ({ role: 'user', content });
export const said = (content: string): Said => ({ role: 'assistant', content });
export const told = (content: string): Said => ({ role: 'system', content });

/** The messages of a request, the last unless told, with `[coffee.png]` on a line of its own for that picture. */
export async function sent(server: FakeServer, index = -1): Promise<readonly Said[]> {
  const request = server.requests.at(index);
  if (!request) return [];
  const names: string[] = [];
  for (const picture of request.pictures) names.push(`[${(await fixtureOf(picture)) ?? 'unknown'}]`);
  const shown = names[Symbol.iterator]();
  return request.body.messages.map(({ role, content }) => ({
    role,
    content:
      typeof content === 'string'
        ? content
        : content.map(part => (part.type === 'text' ? part.text : shown.next().value)).join('\n'),
  }));
}
