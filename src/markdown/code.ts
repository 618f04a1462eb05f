import type { Tokens } from 'marked';
import { fitWidth } from '../text/width.ts';
import { highlighted } from './highlight.ts';
import type { Page } from './page.ts';
import { splitStyled } from './styled.ts';

const INDENT = '  ';
const TAB_STOP = 4;

/** Draws code below a line with its language. Its lines stay whole, however long: the terminal wraps them, and they are copied as one. */
export function code(token: Tokens.Code, page: Page): string {
  const language = token.lang?.trim().split(/\s+/)[0] ?? '';
  const source = token.text.split('\n').map(expandTabs).join('\n');
  const styled = highlighted(source, language, page.styles) ?? source;
  const lines = splitStyled(styled).map(line => (line === '' ? '' : INDENT + line));
  const head = language === '' ? [] : [page.styles.language(fitWidth(language, page.columns))];
  return [...head, ...lines].join('\n');
}

/** A tab as spaces up to the next stop, since its width on the screen would depend on the indent before it. */
function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let expanded = '';
  for (const part of line.split(/(\t)/)) {
    expanded += part === '\t' ? ' '.repeat(TAB_STOP - (expanded.length % TAB_STOP)) : part;
  }
  return expanded;
}
