/** Thoughts beside the answer, in all the places where servers put them. None of them belongs to the conversation. */
import type { Misbehaviour, Reply, Script } from '../script.ts';
import { chunkOf, endingOf, eventsOf, openingOf, type StreamEvent, stream, textEvents } from '../stream.ts';

const THOUGHT = 'The picture comes first. 先看图，再看问题。 Then the words.';

/** The thought in these fields of the delta, word by word, then the answer. */
const inFields =
  (...fields: readonly string[]): Misbehaviour =>
  reply => {
    const words = reply.reasoning.length > 0 ? reply.reasoning : THOUGHT.split(/(?<= )/);
    const thoughts = words.map(
      (word): StreamEvent => ({
        chunk: chunkOf(reply, { content: null, ...Object.fromEntries(fields.map(field => [field, word])) }),
        paced: true,
      }),
    );
    return stream(reply, { events: [...thoughts, ...eventsOf({ ...reply, reasoning: [] })] });
  };

/** These pieces as content; the client may keep any of `accepts`. */
function content(reply: Reply, pieces: readonly string[], accepts: readonly string[]): Script {
  const quiet = { ...reply, reasoning: [] };
  return stream(reply, {
    events: [...openingOf(quiet), ...textEvents(reply, pieces), ...endingOf(reply)],
    accepts,
  });
}

export const reasoning = {
  'reasoning-content': inFields('reasoning_content'),
  reasoning: inFields('reasoning'),
  'reasoning-both': inFields('reasoning', 'reasoning_content'),
  'think-tags': reply =>
    content(reply, [`<think>\n${THOUGHT}\n</think>\n\n`, ...reply.pieces], [reply.text, `\n\n${reply.text}`]),
  /** Tags and text one character a chunk. */
  'think-tags-split': reply =>
    content(reply, [...`<think>\n${THOUGHT}\n</think>\n\n${reply.text}`], [reply.text, `\n\n${reply.text}`]),
  /** The template has already sent the opening tag, so only the closing one comes; a stream cannot be taken back. */
  'think-without-opening': reply => {
    const whole = `${THOUGHT}\n</think>\n\n${reply.text}`;
    const kept = `${THOUGHT}\n\n\n${reply.text}`;
    return content(
      reply,
      [`${THOUGHT}\n</think>\n\n`, ...reply.pieces],
      [reply.text, `\n\n${reply.text}`, whole, kept],
    );
  },
  /** All of it is thought, as far as anybody can tell. */
  'think-without-closing': reply =>
    content(
      reply,
      ['<think>\n', ...reply.pieces],
      ['', reply.text, `\n${reply.text}`, `<think>\n${reply.text}`],
    ),
} as const satisfies Record<string, Misbehaviour>;
