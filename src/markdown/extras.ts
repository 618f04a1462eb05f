/** The parts of the renderer that few replies need: loaded when a text first holds what they are for. */
import { loadFormulas } from './formula.ts';
import { loadHighlighter } from './highlight.ts';

const NAMED_FENCE = /(?:`{3}|~{3})[ \t]*\w/;
const FORMULA = /\$|\\[([]/;

/** A function that tells what to wait for before a text is rendered; null if nothing. Each part is loaded once. */
export function extras(): (text: string) => Promise<void> | null {
  let hasHighlighter = false;
  let hasFormulas = false;
  return text => {
    const loads: Promise<void>[] = [];
    if (!hasHighlighter && NAMED_FENCE.test(text)) {
      hasHighlighter = true;
      loads.push(loadHighlighter());
    }
    if (!hasFormulas && FORMULA.test(text)) {
      hasFormulas = true;
      loads.push(loadFormulas());
    }
    return loads.length === 0 ? null : Promise.all(loads).then(() => {});
  };
}
