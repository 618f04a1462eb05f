/** The Markdown renderer for the width of the moment, loaded when the first reply needs it. */
import type { Markdown } from '../markdown/terminal.ts';

export type MarkdownPages = {
  /** The renderer for a width; null before it was loaded. */
  readonly pageFor: (columns: number) => Markdown | null;
  /** Loads the renderer. */
  readonly load: () => Promise<void>;
  /** What to wait for before this text is shown: the renderer, and the highlighter with the first fence; null if nothing. */
  readonly readyFor: (text: string) => Promise<void> | null;
};

export function markdownPages(options: {
  readonly hasColor: boolean;
  readonly imageLabel: string;
}): MarkdownPages {
  let create: typeof import('../markdown/terminal.ts').createMarkdown | null = null;
  let page: { readonly columns: number; readonly markdown: Markdown } | null = null;
  let hasHighlighter = false;

  const load = async (): Promise<void> => {
    create ??= (await import('../markdown/terminal.ts')).createMarkdown;
  };
  return {
    load,
    readyFor(text) {
      if (!hasHighlighter && /`{3}|~{3}/.test(text)) {
        hasHighlighter = true;
        return Promise.all([
          load(),
          import('../markdown/highlight.ts').then(({ loadHighlighter }) => loadHighlighter()),
        ]).then(() => {});
      }
      return create ? null : load();
    },
    pageFor(columns) {
      if (!create) return null;
      if (page?.columns !== columns)
        page = {
          columns,
          markdown: create({
            columns,
            colorLevel: options.hasColor ? 1 : 0,
            hyperlinks: false,
            labels: { image: options.imageLabel },
          }),
        };
      return page.markdown;
    },
  };
}
