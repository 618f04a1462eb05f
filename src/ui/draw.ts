/** How things printed look on the Ink screen: styled lines laid out to the width. */
import type { Printed } from '../chat/printed.ts';
import type { Tone } from '../chat/record.ts';
import { COMMANDS } from '../commands/registry.ts';
import type { Markdown, Rendered } from '../markdown/terminal.ts';
import { say, sentence } from '../text/catalogue.ts';
import { chipText } from '../text/chip.ts';
import type { Locale } from '../text/locale.ts';
import { textWidth } from '../text/width.ts';
import { indented } from './indented.ts';
import { KEYS } from './keys.ts';
import { type Paint, paintFor } from './paint.ts';

export type Look = {
  readonly columns: number;
  readonly locale: Locale;
  readonly hasColor: boolean;
  /** Null while it is not loaded: then no block is drawn. */
  readonly markdown: Markdown | null;
};

/** The lines for something printed; a blank line first where it begins something new. */
export function draw(printed: Printed, look: Look): Rendered {
  const paint = paintFor(look.hasColor);
  switch (printed.kind) {
    case 'question': {
      const chips = printed.images.map(image => paint.dim(`  ${chipText(image)}`));
      const words = indented(printed.text, '› ', look.columns).map((line, index) =>
        index === 0 ? paint.bold(paint.cyan('›')) + paint.bold(line.slice(1)) : paint.bold(line),
      );
      return rendered(['', ...words, ...chips]);
    }
    case 'block': {
      const { text, width } = drawnBlock(printed, look.markdown);
      if (text === '') return { text: '', width: 0 };
      if (!printed.block.continues) return { text: `\n${text}`, width };
      return { text: withoutLanguageLine(text, printed.block.markdown), width };
    }
    case 'chip':
      return rendered([paint.dim(`  ${chipText(printed.image)}`)]);
    case 'notice':
      return rendered(noticeLines(sentence(printed.notice, look.locale), printed.tone, look.columns, paint));
    case 'images':
      return rendered([
        '',
        ...printed.rows.flatMap(row => {
          const state = row.pending
            ? say(look.locale, 'image-pending', {})
            : say(look.locale, 'image-sent', { turns: row.turns });
          return indented(`${chipText(row.image)} · ${state}`, '  ', look.columns);
        }),
      ]);
    case 'help':
      return rendered(helpLines(look, paint));
    default:
      return printed satisfies never;
  }
}

/** A block that broke off looks as it did while it was written: what it opened is closed. */
function drawnBlock(
  { block, isCut }: Extract<Printed, { kind: 'block' }>,
  markdown: Markdown | null,
): Rendered {
  if (!markdown) return { text: '', width: 0 };
  return isCut ? markdown.renderTail(block.markdown) : markdown.render(block.markdown);
}

function rendered(lines: readonly string[]): Rendered {
  return { text: lines.join('\n'), width: 0 };
}

/** The language line stands above the first piece of a code block only. */
function withoutLanguageLine(text: string, markdown: string): string {
  const hasLanguage = /^ {0,3}(?:`{3,}|~{3,})[ \t]*\S/.test(markdown);
  return hasLanguage ? text.slice(text.indexOf('\n') + 1) : text;
}

const MARKS: Readonly<Record<Tone, string>> = { info: '·', warning: '!', error: '✗' };

function noticeLines(text: string, tone: Tone, columns: number, paint: Paint): readonly string[] {
  const color = tone === 'error' ? paint.red : tone === 'warning' ? paint.yellow : paint.dim;
  return indented(text, `${MARKS[tone]} `, columns).map(color);
}

function helpLines(look: Look, paint: Paint): readonly string[] {
  const commands = COMMANDS.map(command => [
    `/${command.name}${command.args === '' ? '' : ` ${command.args}`}`,
    say(look.locale, command.summary, {}),
  ]);
  const keys = KEYS.map(key => [key.keys, say(look.locale, key.summary, {})]);
  return ['', ...twoColumns(commands, look.columns, paint), '', ...twoColumns(keys, look.columns, paint)];
}

function twoColumns(rows: readonly (readonly string[])[], columns: number, paint: Paint): readonly string[] {
  const widest = Math.max(...rows.map(([left = '']) => textWidth(left)));
  const isNarrow = columns < widest + 24;
  return rows.flatMap(([left = '', right = '']) => {
    if (isNarrow) return [paint.cyan(left), ...indented(right, '    ', columns)];
    const lead = `${left}${' '.repeat(widest - textWidth(left))}  `;
    return indented(right, lead, columns).map(
      line => paint.cyan(line.slice(0, left.length)) + line.slice(left.length),
    );
  });
}
