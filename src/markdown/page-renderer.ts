import { Marked, Parser, type Token, type Tokens } from 'marked';
import { markedTerminal } from 'marked-terminal';
import { bareUrl } from './bare-url.ts';
import { code } from './code.ts';
import { decodeEntities } from './entity.ts';
import { drawnFormula } from './formula.ts';
import { html } from './html.ts';
import { image, link } from './link.ts';
import { list } from './list.ts';
import { maths } from './maths.ts';
import { MIN_COLUMNS, type Page } from './page.ts';
import { quote } from './quote.ts';
import { strong } from './strong.ts';
import { stylesFor } from './style.ts';
import { wrapStyled } from './styled.ts';
import { table } from './table.ts';
import type { MarkdownOptions } from './terminal.ts';

const MAX_RULE = 40;

/**
 * The function that draws clean Markdown on a page. A private marked with marked-terminal, whose `strong`, `em`, `del`
 * and `br` stay; what it draws badly for Chinese text, lists, tables, code, links and HTML is drawn by the files here.
 */
export function pageRenderer(options: MarkdownOptions): (source: string) => string {
  const styles = stylesFor(options.colorLevel);
  const marked = new Marked();
  let columns = Math.max(1, options.columns);
  let listDepth = 0;

  const page: Page = {
    styles,
    labels: options.labels,
    hyperlinks: options.hyperlinks,
    get columns() {
      return columns;
    },
    // A tab would move by the terminal's stops, not ours.
    inline: tokens => parser.parseInline([...tokens]).replaceAll('\t', ' '),
    stack: (tokens, tight = () => false) => {
      let stacked = '';
      for (const token of tokens) {
        const block = token.type === 'space' || token.type === 'def' ? '' : parser.parse([token]);
        if (block === '') continue;
        stacked += stacked === '' ? block : (tight(token) ? '\n' : '\n\n') + block;
      }
      return stacked;
    },
    within: (inner, draw) => {
      const outer = columns;
      columns = inner;
      try {
        return draw();
      } finally {
        columns = outer;
      }
    },
  };

  const laidOut = (styled: string): string => wrapStyled(styled, columns).join('\n');
  const spans = (tokens: readonly Token[]): string => laidOut(page.inline(tokens));

  const heading = (token: Tokens.Heading): string => {
    // Without colours a heading would be a line like any other.
    const sign = options.colorLevel === 0 ? `${'#'.repeat(token.depth)} ` : '';
    const look = token.depth === 1 ? styles.firstHeading : styles.heading;
    return laidOut(look(sign + page.inline(token.tokens)));
  };

  const nestedList = (token: Tokens.List): string => {
    listDepth++;
    try {
      return list(token, listDepth - 1, page);
    } finally {
      listDepth--;
    }
  };

  const drawBlockMaths = (tex: string): string => {
    const indent = columns < MIN_COLUMNS ? '' : '  ';
    const lines = wrapStyled(styles.maths(drawnFormula(tex)), columns - indent.length);
    return lines.map(line => indent + line).join('\n');
  };

  marked.use(
    markedTerminal({ emoji: false, unescape: false, strong: styles.strong, em: styles.em, del: styles.del }),
  );
  marked.use({
    extensions: [
      strong,
      ...maths(drawBlockMaths, tex => styles.maths(drawnFormula(tex).replaceAll('\n', ' '))),
    ],
    tokenizer: {
      url: bareUrl,
      // A single tilde is a range in Chinese text (3~5天), not struck out as in GFM.
      del: source => (source.startsWith('~~') ? false : undefined),
    },
    renderer: {
      heading,
      paragraph: token => spans(token.tokens),
      text: token => {
        // The spans of a tight list item come as a text, too.
        if (token.type === 'text' && token.tokens) return spans(token.tokens);
        // marked decodes numbers in `text`, control characters among them; `raw` is as it was written.
        return token.type === 'text' ? decodeEntities(token.raw) : token.text;
      },
      codespan: token => styles.codespan(token.text),
      blockquote: token => quote(token, page),
      list: nestedList,
      checkbox: () => '',
      code: token => code(token, page),
      table: token => table(token, page),
      html: token => (token.block ? laidOut(html(token)) : html(token)),
      hr: () => styles.frame('─'.repeat(Math.min(columns, MAX_RULE))),
      link: token => link(token, page),
      image: token => image(token, page),
    },
  });
  const parser = new Parser<string, string>(marked.defaults);
  return source => page.stack(marked.lexer(source));
}
