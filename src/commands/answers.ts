import { ask, retry as askAgain, editLast } from '../chat/asking.ts';
import { lastReply } from '../chat/conversation.ts';
import { undo as goBack } from '../chat/resuming.ts';
import { tell } from '../chat/state.ts';
import { say } from '../text/catalogue.ts';
import type { Command } from './command.ts';

export const retry: Command = {
  name: 'retry',
  args: '',
  summary: 'command-retry',
  whileReplying: 'queued',
  completes: 'nothing',
  run: (state, _args, at) => askAgain(state, at),
};

export const edit: Command = {
  name: 'edit',
  args: '',
  summary: 'command-edit',
  whileReplying: 'queued',
  completes: 'nothing',
  run: (state, _args, at) => editLast(state, at),
};

export const undo: Command = {
  name: 'undo',
  args: '',
  summary: 'command-undo',
  whileReplying: 'queued',
  completes: 'nothing',
  run: (state, _args, at) => goBack(state, at),
};

/** `continue` is a word of the language, hence the name. */
export const continueReply: Command = {
  name: 'continue',
  args: '',
  summary: 'command-continue',
  whileReplying: 'queued',
  completes: 'nothing',
  run(state, _args, at) {
    if (!lastReply(state.conversation)) return tell(state, 'info', { code: 'nothing-to-continue', data: {} });
    return ask(state, at, say(state.locale, 'continue-request', {}));
  },
};

export const copy: Command = {
  name: 'copy',
  args: '',
  summary: 'command-copy',
  whileReplying: 'at-once',
  completes: 'nothing',
  run(state) {
    const reply = lastReply(state.conversation);
    if (!reply || reply.text === '') return tell(state, 'info', { code: 'nothing-to-copy', data: {} });
    return [state, [{ type: 'copy', text: reply.text }]];
  },
};
