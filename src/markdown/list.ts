import type { Token, Tokens } from 'marked';
import { textWidth } from '../text/width.ts';
import { MIN_COLUMNS, type Page } from './page.ts';
import { plainOf } from './styled.ts';

const BULLETS = ['•', '◦', '▪'];

/** Draws a list with hanging indents: bullets by `depth`, numbers from its start, boxes for tasks. */
export function list(token: Tokens.List, depth: number, page: Page): string {
  const first = token.start === '' ? 1 : token.start;
  const items = token.items.map((item, index) => {
    const bullet = BULLETS[depth % BULLETS.length] ?? '•';
    return listItem(item, token.ordered ? `${first + index}.` : bullet, page);
  });
  return items.join(token.loose ? '\n\n' : '\n');
}

function listItem(item: Tokens.ListItem, marker: string, page: Page): string {
  const box = item.checked ? page.styles.done('☑') : '☐';
  const ordinal = marker.endsWith('.') ? `${marker} ` : '';
  const mark = item.task ? ordinal + box : marker;
  const indent = textWidth(plainOf(mark)) + 1;
  const columns = page.columns - indent;
  const cramped = columns < MIN_COLUMNS;
  const blocks = item.tokens.filter(block => block.type !== 'checkbox');
  const tight = (block: Token): boolean => !item.loose || (block.type === 'list' && !block.loose);
  const body = page.within(cramped ? page.columns : columns, () => page.stack(blocks, tight));
  if (cramped) return body === '' ? mark : `${mark}\n${body}`;
  const lines = body
    .split('\n')
    .map((line, index) => (index > 0 && line !== '' ? ' '.repeat(indent) + line : line));
  return `${mark} ${lines.join('\n')}`.trimEnd();
}
