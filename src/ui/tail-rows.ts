import type { ReplyText } from '../chat/reply-blocks.ts';
import { tailMarkdown } from '../chat/reply-blocks.ts';
import { wrapStyled } from '../markdown/styled.ts';
import type { Markdown } from '../markdown/terminal.ts';

/** Only the end of a very long unfinished paragraph is drawn: the rest is off the screen anyway. UTF-16 units. */
const DRAWN_AT_MOST = 6000;

/**
 * The last rows of the tail as it looks now, at most `maxRows`, each at most `columns` cells wide.
 * A blank row leads where a block begins, as it will when the block is finished.
 */
export function tailRows(
  reply: ReplyText,
  options: { readonly markdown: Markdown; readonly columns: number; readonly maxRows: number },
): readonly string[] {
  const { markdown, columns, maxRows } = options;
  if (reply.tail.trim() === '' || maxRows <= 0) return [];
  const source = tailMarkdown(reply);
  const drawn = source.length > DRAWN_AT_MOST ? source.slice(-DRAWN_AT_MOST) : source;
  const { text, width } = markdown.renderTail(drawn);
  const lines = text.split('\n');
  const goesOn = reply.fence !== null || reply.listGoesOn;
  // The language line of a code block that goes on stands above its first piece already.
  const shown = reply.fence && /^ {0,3}(?:`{3,}|~{3,})[ \t]*\S/.test(source) ? lines.slice(1) : lines;
  const rows = width > columns ? shown.flatMap(line => wrapStyled(line, columns)) : shown;
  return (goesOn ? rows : ['', ...rows]).slice(-maxRows);
}
