import { resume as resumeSession, startNew } from '../chat/resuming.ts';
import { commit, inTurn, tell, timeOf } from '../chat/state.ts';
import { cleanLine } from '../text/clean.ts';
import type { Command } from './command.ts';

export const newSession: Command = {
  name: 'new',
  args: '',
  summary: 'command-new',
  whileReplying: 'queued',
  completes: 'nothing',
  run: (state, _args, at) => startNew(state, at),
};

export const resume: Command = {
  name: 'resume',
  args: '[ID|PATH]',
  summary: 'command-resume',
  whileReplying: 'queued',
  completes: 'nothing',
  run: (state, args) => resumeSession(state, args === '' ? null : args),
};

export const title: Command = {
  name: 'title',
  args: '[TEXT]',
  summary: 'command-title',
  whileReplying: 'at-once',
  completes: 'nothing',
  run(state, args, at) {
    const text = cleanLine(args);
    if (text === '')
      return tell(state, 'info', { code: 'title-is', data: { title: state.conversation.title } });
    return inTurn(
      state,
      now => commit(now, { type: 'title', title: text, time: timeOf(at) }),
      now => tell(now, 'info', { code: 'title-set', data: { title: text } }),
    );
  },
};
