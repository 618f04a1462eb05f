import { detach as detachImage, imageRows } from '../chat/attaching.ts';
import type { ImageName } from '../chat/image-ref.ts';
import { inTurn, print, type Step, tell } from '../chat/state.ts';
import type { Command } from './command.ts';

export const detach: Command = {
  name: 'detach',
  args: '#N…',
  summary: 'command-detach',
  whileReplying: 'at-once',
  completes: 'names',
  run(state, args) {
    const names = args.split(/[\s,]+/).filter(Boolean);
    const [only] = state.pending;
    if (names.length === 0 && only && state.pending.length === 1) return detachImage(state, only);
    if (names.length === 0) return tell(state, 'error', { code: 'detach-what', data: {} });
    return inTurn(
      state,
      ...names.map(
        name =>
          (now: typeof state): Step =>
            detachImage(now, nameOf(name)),
      ),
    );
  },
};

export const images: Command = {
  name: 'images',
  args: '',
  summary: 'command-images',
  whileReplying: 'at-once',
  completes: 'nothing',
  run(state) {
    const rows = imageRows(state);
    if (rows.length === 0) return tell(state, 'info', { code: 'no-images', data: {} });
    return [state, [print({ kind: 'images', rows })]];
  },
};

function nameOf(word: string): ImageName {
  return `#${word.replace(/^#/, '')}`;
}
