/** The words that the mock server answers with: the same for the same number of tokens, so that costs can be compared. */

const WORDS =
  'the rows of a chart show how fast each part grew over ten years and what was left of it in the end'.split(
    ' ',
  );
const TOKENS_PER_PARAGRAPH = 60;

/**
 * A reply of `tokens` tokens: Markdown paragraphs, with a heading, a list and a fenced block now and then. Each
 * paragraph begins with a word of its own, `p12x`, by which copies of it can be counted; the last token is `endMark(turn)`.
 */
export function replyTokens(tokens: number, turn: string): readonly string[] {
  const reply: string[] = [];
  for (let index = 0; index < tokens - 1; index++) {
    const paragraph = Math.floor(index / TOKENS_PER_PARAGRAPH);
    const place = index % TOKENS_PER_PARAGRAPH;
    if (place === 0)
      reply.push(`${index === 0 ? '' : '\n\n'}${lead(paragraph)}${paragraphMark(paragraph, turn)}`);
    else if (paragraph % 10 === 7 && place % 15 === 0) reply.push(`\n- ${word(index)}`);
    else if (place === 20) reply.push(` **${word(index)}**`);
    else reply.push(` ${word(index)}`);
  }
  return [...reply, ` ${endMark(turn)}`];
}

/** The word that a paragraph of a turn begins with. */
export function paragraphMark(paragraph: number, turn: string): string {
  return `p${paragraph}x${turn}`;
}

/** The last word of the reply to a turn; never part of what was asked. */
export function endMark(turn: string): string {
  return `end-${turn}.`;
}

/** How many paragraphs a reply has. */
export function paragraphsOf(tokens: number): number {
  return Math.ceil((tokens - 1) / TOKENS_PER_PARAGRAPH);
}

function lead(paragraph: number): string {
  return paragraph % 10 === 5 ? '## ' : '';
}

function word(index: number): string {
  return WORDS[(index * 7 + (index >> 3)) % WORDS.length] ?? '';
}
