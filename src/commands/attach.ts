import { attach as attachWords } from '../chat/attaching.ts';
import { tell } from '../chat/state.ts';
import { splitAttach } from '../line/words.ts';
import type { Command } from './command.ts';

export const attach: Command = {
  name: 'attach',
  args: 'PATH|URL… [-- QUESTION]',
  summary: 'command-attach',
  whileReplying: 'at-once',
  completes: 'paths',
  run(state, args, at) {
    const split = splitAttach(args);
    if (!split.ok) return tell(state, 'error', { code: 'attach-unclosed-quote', data: {} });
    if (split.words.length === 0) return tell(state, 'error', { code: 'attach-nothing', data: {} });
    return attachWords(state, at, split.words, split.question);
  },
};
