/** The conversation behind a face: state, effects and their runners put together. */
import { randomBytes } from 'node:crypto';
import type { Action } from '../chat/action.ts';
import { createProgram, type Dispatch, type Program, type Runners } from '../chat/program.ts';
import { initialState, type State } from '../chat/state.ts';
import { createUpdate } from '../chat/update.ts';
import { completeLine } from '../commands/complete.ts';
import { submitLine } from '../commands/submit.ts';
import type { Line } from '../line/line.ts';
import { hostOf } from '../models/endpoint.ts';
import { lastSession } from '../sessions/list.ts';
import { appendHistory } from '../sessions/prompt-history.ts';
import type { Settings } from '../settings/settings.ts';
import type { Arguments } from './arguments.ts';
import { imageRunners } from './runners/image-runners.ts';
import { modelRunners } from './runners/model-runners.ts';
import { keepSessions } from './runners/session-runners.ts';

/** What differs between faces: how things are shown, copied, edited, and how it ends. */
export type FaceRunners = Pick<Runners, 'print' | 'copy' | 'open-editor' | 'suspend' | 'redraw' | 'exit'>;

export type Conversing = {
  readonly program: Program;
  /** Stops what is under way, writes what is not yet written and gives the session free. */
  readonly close: () => void;
};

export function converse(options: {
  readonly settings: Settings;
  readonly cwd: string;
  readonly home: string;
  readonly line?: Line;
  readonly face: (dispatch: Dispatch, state: () => State) => FaceRunners;
  readonly beforeText?: (text: string) => Promise<void> | null;
  readonly watch?: (action: Action) => void;
}): Conversing {
  const { settings, cwd, home, line, beforeText, watch } = options;
  const { endpoint, historyFile, allowPrivateHosts } = settings;
  const closing = new AbortController();
  const run = randomBytes(4).toString('hex');
  let actions = 0;
  let close = () => {};
  const program = createProgram({
    update: createUpdate({ submit: submitLine, complete: completeLine }),
    initial: initialState({
      locale: settings.locale,
      endpoint: endpoint && {
        baseUrl: endpoint.baseUrl,
        host: hostOf(endpoint.baseUrl),
        model: endpoint.model,
      },
      ...(line ? { line } : {}),
    }),
    stamp: () => {
      actions += 1;
      return { id: `${run}${actions.toString(36)}`, now: Date.now() };
    },
    ...(watch ? { watch } : {}),
    runners: (dispatch, state) => {
      const keeping = keepSessions(settings, dispatch);
      close = keeping.close;
      const { put, bytesOf } = keeping;
      return {
        ...keeping.runners,
        ...modelRunners({ settings, dispatch, bytesOf, ...(beforeText ? { beforeText } : {}) }),
        ...imageRunners({ dispatch, put, cwd, home, allowPrivateHosts, signal: closing.signal }),
        'remember-line': ({ text }) => {
          const notice = historyFile === null ? null : appendHistory(historyFile, text);
          if (notice) dispatch({ type: 'noticed', tone: 'warning', notice });
        },
        'submit-line': ({ text }) => dispatch({ type: 'line-submitted', text }),
        ...options.face(dispatch, state),
      };
    },
  });
  return {
    program,
    close: () => {
      closing.abort();
      close();
    },
  };
}

/** Does what the command line asks for: problems told, system prompt, session resumed, pictures attached, question asked. */
export async function begin(program: Program, settings: Settings, args: Arguments): Promise<void> {
  for (const notice of settings.problems) program.dispatch({ type: 'noticed', tone: 'warning', notice });
  const { session } = args;
  switch (session.type) {
    case 'new':
      break;
    case 'latest': {
      const last = await lastSession(settings.sessionsDir);
      program.dispatch(
        last
          ? { type: 'resume-requested', target: last.path }
          : { type: 'noticed', tone: 'info', notice: { code: 'no-sessions', data: {} } },
      );
      break;
    }
    case 'choose':
      program.dispatch({ type: 'resume-requested', target: null });
      break;
    case 'named':
      program.dispatch({ type: 'resume-requested', target: session.name });
      break;
    default:
      session satisfies never;
  }
  if (session.type !== 'new') await program.settled();
  if (settings.system !== null && (session.type === 'new' || args.flags.system !== undefined))
    program.dispatch({ type: 'system-given', text: settings.system });
  const words = args.pictures.map(text => ({ text, quoted: true }));
  if (words.length > 0) program.dispatch({ type: 'attach-requested', words, question: args.question });
  else if (args.question !== null) program.dispatch({ type: 'question-given', text: args.question });
}
