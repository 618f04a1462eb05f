/** The conversation behind a face: state, effects and their runners put together. */
import { randomBytes } from 'node:crypto';
import type { Action } from '../chat/action.ts';
import { createProgram, type Dispatch, type Program, type Runners } from '../chat/program.ts';
import { initialState, type State } from '../chat/state.ts';
import { createUpdate } from '../chat/update.ts';
import { completeLine } from '../commands/complete.ts';
import { submitLine } from '../commands/submit.ts';
import { type Line, submittedText } from '../line/line.ts';
import { hostOf } from '../models/endpoint.ts';
import { lastSession } from '../sessions/list.ts';
import { appendHistory } from '../sessions/prompt-history.ts';
import type { Settings } from '../settings/settings.ts';
import { cleanText, wellFormed } from '../text/clean.ts';
import type { Arguments } from './arguments.ts';
import type { SessionChoice } from './flags.ts';
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

/**
 * Does what the command line asks for: problems told, session resumed, system prompt, pictures attached, question asked.
 * Fulfilled when all of it is on its way: with `--resume` alone, once the person has chosen. A question for a session that could
 * not be opened goes into the prompt, not to a model.
 */
export async function begin(program: Program, settings: Settings, args: Arguments): Promise<void> {
  const { dispatch, state, settled } = program;
  for (const notice of settings.problems) dispatch({ type: 'noticed', tone: 'warning', notice });
  const before = state().conversation;
  const isWanted = await resume(program, settings, args.session);
  await settled();
  const isOpened = state().conversation !== before;
  if (settings.system !== null && (!isOpened || args.flags.system !== undefined))
    dispatch({ type: 'system-given', text: cleaned(settings.system) });
  const asked = args.question === null ? null : cleaned(args.question);
  const isHeldBack = isWanted && !isOpened;
  if (isHeldBack && asked !== null) {
    const words = [asked, submittedText(state().line)].filter(text => text !== '').join('\n');
    dispatch({ type: 'line-edited-outside', text: words });
  }
  const question = isHeldBack ? null : asked;
  const words = args.pictures.map(text => ({ text, quoted: true }));
  if (words.length > 0) dispatch({ type: 'attach-requested', words, question });
  else if (question !== null) dispatch({ type: 'question-given', text: question });
}

/** Asks for the session that the command line names; false if it names none, or there is none to choose from. */
async function resume(program: Program, settings: Settings, session: SessionChoice): Promise<boolean> {
  const { dispatch, state, settled } = program;
  switch (session.type) {
    case 'new':
      return false;
    case 'latest': {
      const last = await lastSession(settings.sessionsDir);
      dispatch(
        last
          ? { type: 'resume-requested', target: last.path }
          : { type: 'noticed', tone: 'info', notice: { code: 'no-sessions', data: {} } },
      );
      return last !== null;
    }
    case 'choose': {
      dispatch({ type: 'resume-requested', target: null });
      await settled();
      const hasChoice = state().overlay !== null;
      await when(program, ({ overlay }) => overlay === null);
      return hasChoice;
    }
    case 'named':
      dispatch({ type: 'resume-requested', target: session.name });
      return true;
    default:
      return session satisfies never;
  }
}

/** Fulfilled as soon as the state is so. */
export function when(program: Program, isSo: (state: State) => boolean): Promise<void> {
  return new Promise(resolve => {
    if (isSo(program.state())) return resolve();
    const stop = program.subscribe(() => {
      if (!isSo(program.state())) return;
      stop();
      resolve();
    });
  });
}

/** Text from outside as it may be sent and kept: what a log would give back is what was sent. */
export function cleaned(text: string): string {
  return cleanText(wellFormed(text));
}
