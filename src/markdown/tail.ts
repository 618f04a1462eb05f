import remend, { isWithinCodeBlock } from 'remend';

/**
 * Markdown that is still being written, completed so that what is open is drawn as it will be: marks and formulas are
 * closed, half links become their text. For drawing only, never to be kept.
 */
export function completed(markdown: string): string {
  return remend(withFormulaClosed(markdown), {
    linkMode: 'text-only',
    // These would draw the tail unlike the finished text.
    comparisonOperators: false,
    singleTilde: false,
  });
}

/** remend knows `$$` but not `\[` and `\(`. */
function withFormulaClosed(markdown: string): string {
  const start = Math.max(markdown.lastIndexOf('\\['), markdown.lastIndexOf('\\('));
  if (start < 0 || isWithinCodeBlock(markdown, start)) return markdown;
  const formula = markdown.slice(start + 2);
  if (/\\[\])]|`|\n\n/.test(formula)) return markdown;
  const isBlock = markdown.charAt(start + 1) === '[';
  return `${markdown.replace(/\\$/, '')}${isBlock ? '\\]' : '\\)'}`;
}
