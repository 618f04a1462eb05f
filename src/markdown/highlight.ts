import type { HLJSApi } from 'highlight.js';
import type { Paint, Styles } from './style.ts';

let loaded: HLJSApi | undefined;

/**
 * Loads the highlighter and its languages; code drawn after that has colours.
 * Call it when a text first holds a fence. Never rejects: if loading fails, code stays plain.
 */
export async function loadHighlighter(): Promise<void> {
  try {
    loaded ??= (await import('./highlight-languages.ts')).highlighter;
  } catch {
    // Colours are an ornament: without them the code is all there.
  }
}

// Grammars are regular expressions run over text from outside: bound what a hostile one may cost.
const MAX_LENGTH = 20_000;

/** Code with colours; undefined if there is no highlighter yet, the language is not known, or the code is too long. Never guesses a language. */
export function highlighted(code: string, language: string, styles: Styles): string | undefined {
  if (!loaded || language === '' || code.length > MAX_LENGTH || !loaded.getLanguage(language))
    return undefined;
  const { value } = loaded.highlight(code, { language, ignoreIllegals: true });
  return painted(value, styles);
}

/** The looks of highlight.js scopes, by the first part of their name. */
const SCOPES: Readonly<Record<string, keyof Styles>> = {
  comment: 'comment',
  quote: 'comment',
  meta: 'comment',
  keyword: 'keyword',
  'selector-tag': 'keyword',
  literal: 'number',
  number: 'number',
  string: 'string',
  regexp: 'string',
  symbol: 'string',
  code: 'string',
  link: 'href',
  title: 'title',
  section: 'title',
  built_in: 'name',
  name: 'title',
  attr: 'name',
  attribute: 'name',
  property: 'name',
  variable: 'name',
  'template-variable': 'name',
  'selector-id': 'name',
  'selector-class': 'name',
  type: 'type',
  addition: 'added',
  deletion: 'removed',
  strong: 'strong',
  emphasis: 'em',
};

const PARTS = /<span class="([^"]*)">|<\/span>|&(amp|lt|gt|quot|#x27);|[^<&]+/g;
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/** The HTML that highlight.js writes, as styled text. */
function painted(html: string, styles: Styles): string {
  const outer: { readonly text: string; readonly paint: Paint | undefined }[] = [];
  let text = '';
  for (const [part, scope, character] of html.matchAll(PARTS)) {
    if (scope !== undefined) {
      outer.push({ text, paint: paintOf(scope, styles) });
      text = '';
    } else if (part === '</span>') {
      const around = outer.pop();
      text = (around?.text ?? '') + (around?.paint?.(text) ?? text);
    } else {
      text += character === undefined ? part : (CHARACTERS[character] ?? '');
    }
  }
  return text;
}

function paintOf(scope: string, styles: Styles): Paint | undefined {
  const name = /^hljs-([\w-]+)/.exec(scope)?.[1] ?? '';
  const style = Object.hasOwn(SCOPES, name) ? SCOPES[name] : undefined;
  return style && styles[style];
}
