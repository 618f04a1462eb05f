/** Servers without a reasoning parser leave `<think>…</think>` in the text; here it is told apart while it streams. */

export type Thought = { readonly kind: 'text' | 'reasoning'; readonly text: string };

const OPEN = '<think>';
const CLOSE = '</think>';

export type ThinkSplitter = {
  /** What the next piece of content adds. */
  push(text: string): Thought[];
  /** What was held back, at the end. `unclosed`: thoughts were opened and never closed, and nothing came after. */
  end(): { readonly rest: Thought[]; readonly unclosed: string };
};

/**
 * A splitter for one reply. Only at its very start is a tag a tag: later ones are words about tags. A closing tag
 * without an opening one (templates that put the opening tag into the prompt, or thinking switched off) counts while no
 * text has been let out, alone on its line: what has been shown as text cannot be taken back.
 */
export function thinkSplitter(): ThinkSplitter {
  let state: 'start' | 'thinking' | 'gap' | 'text' = 'start';
  let held = '';
  let thoughts = '';

  function push(text: string): Thought[] {
    if (state === 'text') return text === '' ? [] : [{ kind: 'text', text }];
    held += text;
    const out: Thought[] = [];
    if (state === 'start') begin(out);
    if (state === 'thinking') think(out);
    if (state === 'gap') {
      held = held.trimStart();
      if (held !== '') letOut(out);
    }
    return out;
  }

  function begin(out: Thought[]): void {
    const rest = held.trimStart();
    if (rest.startsWith(OPEN)) {
      held = rest.slice(OPEN.length);
      state = 'thinking';
      return;
    }
    if (OPEN.startsWith(rest) || (CLOSE.startsWith(rest) && rest !== CLOSE)) return;
    const unopened = /^([\s\S]*?)(?:^|\n)<\/think>[ \t]*(?=\n|$)/.exec(rest);
    if (rest.startsWith(CLOSE)) held = rest.slice(CLOSE.length);
    else if (unopened && !unopened[1]?.includes('```')) {
      if (unopened[1]) out.push({ kind: 'reasoning', text: unopened[1] });
      held = rest.slice(unopened[0].length);
    } else {
      letOut(out);
      return;
    }
    state = 'gap';
  }

  function think(out: Thought[]): void {
    const close = held.indexOf(CLOSE);
    const upTo = close < 0 ? held.length - overlap(held, CLOSE) : close;
    if (upTo > 0) out.push({ kind: 'reasoning', text: held.slice(0, upTo) });
    thoughts += held.slice(0, upTo);
    held = held.slice(close < 0 ? upTo : close + CLOSE.length);
    if (close >= 0) state = 'gap';
  }

  function letOut(out: Thought[]): void {
    out.push({ kind: 'text', text: held });
    held = '';
    state = 'text';
  }

  return {
    push,
    end() {
      const kind = state === 'thinking' ? 'reasoning' : 'text';
      const rest: Thought[] = held === '' || state === 'gap' ? [] : [{ kind, text: held }];
      return { rest, unclosed: state === 'thinking' ? (thoughts + held).trim() : '' };
    },
  };
}

/** How much of the end of `text` may be the beginning of `tag`. */
function overlap(text: string, tag: string): number {
  for (let length = Math.min(text.length, tag.length - 1); length > 0; length -= 1)
    if (text.endsWith(tag.slice(0, length))) return length;
  return 0;
}
