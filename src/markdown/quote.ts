import type { Tokens } from 'marked';
import { MIN_COLUMNS, type Page } from './page.ts';

/** Draws a quote with a bar before every line. */
export function quote(token: Tokens.Blockquote, page: Page): string {
  if (page.columns - 2 < MIN_COLUMNS) return page.stack(token.tokens);
  const body = page.within(page.columns - 2, () => page.stack(token.tokens));
  const bar = page.styles.frame('▎');
  return body
    .split('\n')
    .map(line => (line === '' ? bar : `${bar} ${line}`))
    .join('\n');
}
