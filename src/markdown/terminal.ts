import { cleanText } from '../text/clean.ts';
import { pageRenderer } from './page-renderer.ts';
import type { ColorLevel } from './style.ts';
import { styledWidth, wrapStyled } from './styled.ts';
import { completed } from './tail.ts';

/** Markdown as lines for the terminal. */
export interface Rendered {
  /** Styled lines joined by `\n`, none at the end. Each line stands alone: what it opens it closes. */
  readonly text: string;
  /** The cells of the widest line: more than the columns only if a line of code is. */
  readonly width: number;
}

/** What a page looks like; made anew when the terminal changes its size. */
export interface MarkdownOptions {
  /** The cells of a line, at least 1. */
  readonly columns: number;
  readonly colorLevel: ColorLevel;
  /** Words of ours in the text, in the person's language. */
  readonly labels: { readonly image: string };
  /** Whether the terminal opens OSC 8 links. */
  readonly hyperlinks: boolean;
}

/** Draws Markdown; never throws. Escape sequences in the Markdown are removed, those in the result are ours. */
export interface Markdown {
  render(markdown: string): Rendered;
  /** The same for the unfinished end of a text that is still being written. */
  renderTail(markdown: string): Rendered;
}

/** A renderer for one width and one kind of terminal, with a private marked. Code is coloured once `loadHighlighter` is done. */
export function createMarkdown(options: MarkdownOptions): Markdown {
  const draw = pageRenderer(options);
  const render = (markdown: string): Rendered => {
    const source = cleanText(markdown).toWellFormed();
    const text = drawn(source, draw) ?? wrapStyled(source, options.columns).join('\n');
    return { text, width: Math.max(0, ...text.split('\n').map(styledWidth)) };
  };
  return { render, renderTail: markdown => render(completed(markdown)) };
}

/** The drawn source; undefined where it is nested so deeply that the stack does not suffice. */
function drawn(source: string, draw: (source: string) => string): string | undefined {
  try {
    return draw(source);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
