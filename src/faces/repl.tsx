/** The conversation on the Ink screen. */
import { constants } from 'node:os';
import type { Dispatch } from '../chat/program.ts';
import { withHistory } from '../line/history.ts';
import { readHistory } from '../sessions/prompt-history.ts';
import type { Settings } from '../settings/settings.ts';
import { say } from '../text/catalogue.ts';
import { App } from '../ui/App.tsx';
import { createHistory } from '../ui/History.tsx';
import type { Arguments } from './arguments.ts';
import { begin, converse, type FaceRunners } from './conversation.ts';
import { editText } from './editor.ts';
import type { FirstPrompt } from './first-prompt.ts';
import { markdownPages } from './markdown-pages.ts';
import { printTo } from './printing.ts';
import { screenOf } from './screen.tsx';

export type ReplOptions = {
  readonly args: Arguments;
  readonly settings: Settings;
  readonly first: FirstPrompt;
  readonly stdout: NodeJS.WriteStream;
  readonly cwd: string;
  readonly home: string;
};

/** Runs the screen until the person leaves; tells the exit code. */
export async function runRepl(options: ReplOptions): Promise<number> {
  const { args, settings, first, stdout, cwd, home } = options;
  const { locale } = settings;
  const hasColor = settings.color !== 'never';
  const history = createHistory();
  const markdown = markdownPages({ hasColor, imageLabel: say(locale, 'image-label', {}) });
  const isRead = process.env.INK_SCREEN_READER === 'true';
  const screen = screenOf(stdout);
  const printing = printTo(history, {
    look: () => ({ columns: stdout.columns || 80, locale, hasColor }),
    markdown,
  });

  const face = (dispatch: Dispatch): FaceRunners => ({
    print: ({ printed }) => {
      // The chips of what is attached stand above the prompt until the question goes out.
      if (printed.kind !== 'chip' || isRead) return printing.print(printed);
    },
    copy: ({ text }) => {
      // OSC 52 moves nothing on the screen, so it may go out between frames.
      stdout.write(`\u001b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`);
      dispatch({ type: 'noticed', tone: 'info', notice: { code: 'copied', data: {} } });
    },
    'open-editor': async ({ text }) => {
      const edited = await screen.without(() => editText(text));
      dispatch(
        edited.ok
          ? { type: 'line-edited-outside', text: edited.text }
          : { type: 'noticed', tone: 'error', notice: edited.notice },
      );
    },
    suspend: () =>
      process.platform === 'win32'
        ? dispatch({ type: 'noticed', tone: 'info', notice: { code: 'cannot-suspend', data: {} } })
        : screen.stop(),
    redraw: () => {
      screen.clear();
      history.redraw();
    },
    exit: ({ code }) => screen.leave(code),
  });

  const known = settings.historyFile === null ? null : readHistory(settings.historyFile);
  const { line, clear } = first.handOver();
  const { program, close } = converse({
    settings,
    cwd,
    home,
    line: withHistory(line, known?.prompts ?? []),
    face,
    beforeText: markdown.readyFor,
  });
  const leaveBy = (signal: NodeJS.Signals) => {
    program.dispatch({ type: 'leave-requested', code: 128 + (constants.signals[signal] ?? 0) });
  };
  // Before the listener that says so: its words belong below the last frame.
  process.prependListener('uncaughtException', screen.drop);
  process.prependListener('unhandledRejection', screen.drop);
  process.on('SIGTERM', leaveBy);
  process.on('SIGHUP', leaveBy);
  stdout.write(clear);
  screen.show(
    <App
      program={program}
      history={history}
      markdownFor={markdown.pageFor}
      isSaved={settings.save}
      region={screen.region}
      onTerminal={screen.lend}
    />,
  );
  if (known?.problem) program.dispatch({ type: 'noticed', tone: 'warning', notice: known.problem });
  void begin(program, settings, args).then(() => {
    if (!program.state().endpoint) program.dispatch({ type: 'setup-wanted' });
  });
  try {
    return await screen.left;
  } finally {
    close();
  }
}
