/** How things printed look on plain lines. */
import { filtered, type Overlay } from '../chat/overlay.ts';
import type { Printed } from '../chat/printed.ts';
import { COMMANDS } from '../commands/registry.ts';
import { loadFormulas } from '../markdown/formula.ts';
import { createMarkdown } from '../markdown/terminal.ts';
import type { Settings } from '../settings/settings.ts';
import { say, sentence } from '../text/catalogue.ts';
import { chipText } from '../text/chip.ts';
import type { Locale } from '../text/locale.ts';

export type PlainPrinter = {
  readonly print: (printed: Printed) => void;
  /** Ends the line of an answer whose text did not. */
  readonly endAnswer: () => void;
};

/** Prints answers to stdout, everything else to stderr; lists that were asked for are data and go to stdout. */
export function plainPrinter(options: {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly settings: Settings;
}): PlainPrinter {
  const { stdout, stderr, settings } = options;
  const { locale } = settings;
  let isMidLine = false;
  const out = (text: string) => {
    stdout.write(text);
    isMidLine = !text.endsWith('\n');
  };
  const endAnswer = () => {
    if (isMidLine) out('\n');
  };
  const tell = (text: string) => {
    if (stdout.isTTY) endAnswer();
    stderr.write(`${text}\n`);
  };
  const markdown = stdout.isTTY
    ? createMarkdown({
        columns: stdout.columns || 80,
        colorLevel: 0,
        hyperlinks: false,
        labels: { image: say(locale, 'image-label', {}) },
      })
    : null;
  if (markdown) void loadFormulas();
  return {
    endAnswer,
    print(printed) {
      switch (printed.kind) {
        case 'question':
          if (!printed.isPast) return;
          tell(`› ${printed.text}`);
          for (const image of printed.images) tell(`  ${chipText(image)}`);
          return;
        case 'block': {
          const { block, first, isPast, isCut } = printed;
          // What a script reads are the answers to what it asked.
          if (!markdown && isPast) return;
          if (!markdown) return out(block.raw);
          const lead = first || block.continues ? '' : '\n';
          const { text } = isCut ? markdown.renderTail(block.markdown) : markdown.render(block.markdown);
          return out(`${lead}${text}\n`);
        }
        case 'chip':
          return tell(chipText(printed.image));
        case 'notice':
          return tell(sentence(printed.notice, locale));
        case 'images':
          for (const row of printed.rows) {
            const state = row.pending
              ? say(locale, 'image-pending', {})
              : say(locale, 'image-sent', { turns: row.turns });
            out(`${chipText(row.image)} · ${state}\n`);
          }
          return;
        case 'help':
          for (const { name, args, summary } of COMMANDS)
            out(`/${name}${args === '' ? '' : ` ${args}`}: ${say(locale, summary, {})}\n`);
          return;
        default:
          printed satisfies never;
      }
    },
  };
}

/** What is asked, as lines: a numbered list to pick from, or the dialog's words. */
export function overlayText(overlay: Overlay, locale: Locale): string {
  switch (overlay.kind) {
    case 'picker': {
      const items = filtered(overlay.items, overlay.filter).map(
        ({ label, detail }, index) => `${index + 1}. ${label}${detail === '' ? '' : `, ${detail}`}`,
      );
      const rows = items.length > 0 ? items : [say(locale, 'picker-none', {})];
      return [say(locale, 'plain-pick', {}), ...rows].join('\n');
    }
    case 'dialog':
      return overlay.purpose.kind === 'key'
        ? say(locale, 'key-label', { host: new URL(overlay.purpose.baseUrl).host })
        : [
            say(locale, 'setup-title', {}),
            ...(['setup-key', 'setup-url', 'setup-environment'] as const).map(
              code => `- ${say(locale, code, {})}`,
            ),
          ].join('\n');
    case 'menu':
      return '';
    default:
      return overlay satisfies never;
  }
}
