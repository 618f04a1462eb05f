/** A line typed while something is asked. */
import { filtered, type Overlay } from '../chat/overlay.ts';
import type { Program } from '../chat/program.ts';

/**
 * Answers what is asked: a dialog takes the line as it is; in a list a number picks, nothing goes back, a command goes back and
 * is run, and any other words filter.
 */
export function answerOverlay(program: Program, overlay: Overlay, line: string): void {
  switch (overlay.kind) {
    case 'dialog':
      program.dispatch({ type: 'dialog-changed', value: line });
      program.dispatch({ type: 'dialog-submitted' });
      return;
    case 'picker': {
      const words = line.trim();
      if (words === '' || words.startsWith('/')) {
        goBack(program);
        if (words !== '') program.dispatch({ type: 'line-submitted', text: line });
        return;
      }
      if (!/^\d+$/.test(words)) {
        program.dispatch({ type: 'picker-filtered', filter: words });
        return;
      }
      const item = filtered(overlay.items, overlay.filter)[Number(words) - 1];
      if (item) program.dispatch({ type: 'picked', value: item.value });
      return;
    }
    case 'menu':
      return;
    default:
      overlay satisfies never;
  }
}

/** Closes what is asked without an answer. */
export function goBack(program: Program): void {
  program.dispatch({ type: 'pressed', press: { type: 'escape' }, columns: 80 });
}
