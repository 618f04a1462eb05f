/**
 * A model for the bench, in a process of its own so that its work is not counted. It does what the last question says,
 * `burst <tokens> <turn>` or `pace <tokens a second> <seconds> <turn>`, and prints its base URL when it listens.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { replyTokens } from './reply-text.ts';

type Content = string | readonly { readonly type: string; readonly text?: string }[];
type Body = { readonly messages: readonly { readonly role: string; readonly content: Content }[] };

const TICK_MS = 5;

const server = createServer((request, response) => {
  void answer(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}/v1`);
});
// The bench holds the other end: whatever ends it ends the server too.
process.stdin.resume().on('end', () => process.exit());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ object: 'list', data: [{ id: 'bench', object: 'model' }] }));
    return;
  }
  const { messages } = JSON.parse(await text(request)) as Body;
  const [, order, amount = '1', seconds = '1', turn = 'k0'] =
    /\b(burst|pace) (\d+)(?: (\d+))? (k\d+)/.exec(wordsOf(messages.at(-1)?.content ?? '')) ?? [];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (order === 'pace') await pace(response, Number(amount), Number(seconds), turn);
  else for (const token of replyTokens(Number(amount), turn)) response.write(chunk({ content: token }));
  response.write(chunk({}, 'stop'));
  response.write(`data: ${JSON.stringify({ ...BASE, choices: [], usage: USAGE })}\n\n`);
  response.end('data: [DONE]\n\n');
}

/** Sends tokens by the clock, so that a late timer does not slow the whole. */
async function pace(
  response: ServerResponse,
  perSecond: number,
  seconds: number,
  turn: string,
): Promise<void> {
  const tokens = replyTokens(perSecond * seconds, turn);
  const start = performance.now();
  for (let sent = 0; sent < tokens.length && !response.destroyed; ) {
    const due = Math.min(tokens.length, Math.floor(((performance.now() - start) * perSecond) / 1000));
    for (; sent < due; sent++) response.write(chunk({ content: tokens[sent] ?? '' }));
    await new Promise(resolve => setTimeout(resolve, TICK_MS));
  }
}

const BASE = { id: 'bench', object: 'chat.completion.chunk', created: 1, model: 'bench' };
const USAGE = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

function chunk(delta: { readonly content?: string }, reason: 'stop' | null = null): string {
  return `data: ${JSON.stringify({ ...BASE, choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
}

function wordsOf(content: Content): string {
  return typeof content === 'string' ? content : content.map(part => part.text ?? '').join(' ');
}
