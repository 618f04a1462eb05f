/** Puts things printed into the scrollback, in order, also while the Markdown renderer is still being loaded. */
import type { Printed } from '../chat/printed.ts';
import { draw, type Look } from '../ui/draw.ts';
import type { HistoryStore } from '../ui/History.tsx';
import type { MarkdownPages } from './markdown-pages.ts';

export type Printing = { readonly print: (printed: Printed) => void | Promise<void> };

export function printTo(
  history: HistoryStore,
  options: {
    readonly look: () => Omit<Look, 'markdown'>;
    readonly markdown: MarkdownPages;
  },
): Printing {
  const { look, markdown } = options;
  let before: Printed['kind'] | null = null;
  let waiting: Promise<void> | null = null;

  const put = (printed: Printed): void => {
    const now = look();
    const { text, width } = draw(printed, { ...now, markdown: markdown.pageFor(now.columns) });
    // A notice stands close to what it is about, but not to the text of a reply.
    const lead = printed.kind === 'notice' && before === 'block' ? '\n' : '';
    before = printed.kind;
    if (text !== '') history.add(lead + text, width);
  };

  return {
    print(printed) {
      const ready = printed.kind === 'block' ? markdown.readyFor(printed.block.markdown) : null;
      if (!waiting && !ready) return put(printed);
      const done = Promise.all([waiting, ready]).then(() => {
        put(printed);
        if (waiting === done) waiting = null;
      });
      waiting = done;
      return done;
    },
  };
}
