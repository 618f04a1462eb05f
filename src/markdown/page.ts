import type { Token } from 'marked';
import type { Styles } from './style.ts';

/** What the file of a construct needs of the page it is drawn on. Drawn text is styled, without a newline at its end. */
export interface Page {
  readonly styles: Styles;
  readonly labels: { readonly image: string };
  readonly hyperlinks: boolean;
  /** The cells that a line may take where drawing now goes on: less inside lists and quotes. */
  readonly columns: number;
  /** Spans of a line, not yet laid out. */
  inline(tokens: readonly Token[]): string;
  /** Blocks, laid out one below the other, with an empty line before each but those that are `tight`. */
  stack(tokens: readonly Token[], tight?: (token: Token) => boolean): string;
  /** What `draw` gives with lines of `columns` cells. */
  within(columns: number, draw: () => string): string;
}

/** Lines narrower than this are not made narrower still by lists and quotes inside. */
export const MIN_COLUMNS = 8;
