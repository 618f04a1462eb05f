/** The Markdown renderer for the width of the moment, loaded when the first reply needs it. */
import type { Markdown } from '../markdown/terminal.ts';

export type MarkdownPages = {
  /** The renderer for a width; null before it was loaded. */
  readonly pageFor: (columns: number) => Markdown | null;
  /** Loads the renderer. */
  readonly load: () => Promise<void>;
  /** What to wait for before this text is shown: the renderer, and what the text needs of it; null if nothing. */
  readonly readyFor: (text: string) => Promise<void> | null;
};

export function markdownPages(options: {
  readonly hasColor: boolean;
  readonly imageLabel: string;
}): MarkdownPages {
  let create: typeof import('../markdown/terminal.ts').createMarkdown | null = null;
  let page: { readonly columns: number; readonly markdown: Markdown } | null = null;
  let extrasFor: ReturnType<typeof import('../markdown/extras.ts').extras> | null = null;

  const load = async (): Promise<void> => {
    const [{ createMarkdown }, { extras }] = await Promise.all([
      import('../markdown/terminal.ts'),
      import('../markdown/extras.ts'),
    ]);
    create ??= createMarkdown;
    extrasFor ??= extras();
  };
  return {
    load,
    readyFor: text => (extrasFor ? extrasFor(text) : load().then(() => extrasFor?.(text) ?? undefined)),
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
