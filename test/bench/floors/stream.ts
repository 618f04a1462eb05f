/** What every floor does: keep the whole conversation, send it, and read the answer as it comes. */
import { readFileSync } from 'node:fs';

type Content = string | readonly unknown[];
type Message = { readonly role: 'user' | 'assistant'; readonly content: Content };
type Chunk = { readonly choices: readonly { readonly delta?: { readonly content?: string } }[] };

const messages: Message[] = [];
let picture: unknown = null;

/** Takes a picture along with the next question: whole, as a data URL. */
export function attach(path: string): void {
  const url = `data:image/jpeg;base64,${readFileSync(path).toString('base64')}`;
  picture = { type: 'image_url', image_url: { url } };
}

/** Asks and hands over each piece of the answer. */
export async function ask(question: string, piece: (text: string) => void): Promise<void> {
  messages.push({
    role: 'user',
    content: picture === null ? question : [picture, { type: 'text', text: question }],
  });
  picture = null;
  const response = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'bench', messages, stream: true }),
  });
  const decoder = new TextDecoder();
  let rest = '';
  let answer = '';
  for await (const bytes of response.body ?? []) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data: {')) continue;
      const text = (JSON.parse(line.slice(6)) as Chunk).choices[0]?.delta?.content;
      if (!text) continue;
      answer += text;
      piece(text);
    }
  }
  messages.push({ role: 'assistant', content: answer });
}
