import { setSystem, systemNotice } from '../chat/asking.ts';
import { pathOf, type SystemEntry } from '../chat/conversation.ts';
import { askForEndpoint, chooseModel } from '../chat/picking.ts';
import { leave } from '../chat/pressing.ts';
import { print, type State, tell } from '../chat/state.ts';
import { cleanLine } from '../text/clean.ts';
import type { Command } from './command.ts';

export const model: Command = {
  name: 'model',
  args: '[NAME]',
  summary: 'command-model',
  whileReplying: 'queued',
  completes: 'nothing',
  run(state, args) {
    if (!state.endpoint) return askForEndpoint(state);
    if (args !== '') return chooseModel(state, cleanLine(args));
    return [state, [{ type: 'list-models', baseUrl: state.endpoint.baseUrl }]];
  },
};

export const system: Command = {
  name: 'system',
  args: '[TEXT|off]',
  summary: 'command-system',
  whileReplying: 'queued',
  completes: 'nothing',
  run(state, args, at) {
    if (args === '') return tell(state, 'info', systemNotice(systemOf(state)));
    return setSystem(state, at, args === 'off' ? '' : args);
  },
};

function systemOf(state: State): string {
  const entries = pathOf(state.conversation);
  const last = entries.findLast((entry): entry is SystemEntry => entry.kind === 'system');
  return last?.text ?? '';
}

export const setup: Command = {
  name: 'setup',
  args: '',
  summary: 'command-setup',
  whileReplying: 'queued',
  completes: 'nothing',
  run: state => askForEndpoint(state),
};

export const help: Command = {
  name: 'help',
  args: '',
  summary: 'command-help',
  whileReplying: 'at-once',
  completes: 'nothing',
  run: state => [state, [print({ kind: 'help' })]],
};

export const exit: Command = {
  name: 'exit',
  args: '',
  summary: 'command-exit',
  whileReplying: 'at-once',
  completes: 'nothing',
  run: (state, _args, at) => leave(state, at),
};
