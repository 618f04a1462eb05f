import type { Tokens } from 'marked';
import { decodeEntities } from './entity.ts';

const BREAK = /<br\s*\/?>/gi;
const TAG = /<\/?[a-z][^<>]*>/gi;

/** What HTML says without its tags and comments; `<br>` is a newline. */
export function html(token: Tokens.HTML | Tokens.Tag): string {
  if (!token.block) return textOf(token.text);
  const lines = textOf(token.text).split('\n');
  return lines
    .map(line => line.trim())
    .filter(line => line !== '')
    .join('\n');
}

function textOf(source: string): string {
  return decodeEntities(withoutComments(source).replace(BREAK, '\n').replace(TAG, '')).replaceAll('\t', ' ');
}

function withoutComments(source: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = source.indexOf('<!--', from);
    if (start < 0) return kept + source.slice(from);
    kept += source.slice(from, start);
    const end = source.indexOf('-->', start + 4);
    if (end < 0) return kept;
    from = end + 3;
  }
}
