/**
 * The conversation on plain lines: for pipes, scripts, screen readers and simple terminals. No cursor movement.
 * Answers go to stdout, raw Markdown unless it is a terminal; words of the program go to stderr.
 */
import type { Action } from '../chat/action.ts';
import type { Dispatch } from '../chat/program.ts';
import { hostOf } from '../models/endpoint.ts';
import type { Settings } from '../settings/settings.ts';
import { say, sentence } from '../text/catalogue.ts';
import type { Arguments } from './arguments.ts';
import { begin, converse, type FaceRunners, when } from './conversation.ts';
import { editText } from './editor.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { answerOverlay, goBack } from './plain-answers.ts';
import { type Setback, setbackOf, slipOf } from './plain-failures.ts';
import { BinaryInput, linesOf } from './plain-lines.ts';
import { overlayText, plainPrinter } from './plain-printer.ts';
import { plainPrompt } from './plain-prompt.ts';

export type Streams = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
};

/** Runs the conversation until the input ends or `/exit`; tells the exit code: that of the first thing that went wrong. */
export async function runPlain(options: {
  readonly args: Arguments;
  readonly settings: Settings;
  readonly streams: Streams;
  readonly cwd: string;
  readonly home: string;
}): Promise<ExitCode> {
  const { args, settings, streams, cwd, home } = options;
  const { stdin, stdout, stderr } = streams;
  const { locale, endpoint } = settings;
  const isInteractive = stdin.isTTY === true;
  const tell = (text: string) => stderr.write(`${text}\n`);
  const printer = plainPrinter({ stdout, stderr, settings });
  const leaving = Promise.withResolvers<void>();
  let failed: ExitCode | null = null;
  let isOver = false;
  let hasAnswered = false;
  let hasBegun = false;

  const leave = () => {
    isOver = true;
    leaving.resolve();
  };
  const note = (setback: Setback | null) => {
    if (!setback) return;
    failed ??= setback.code;
    if (setback.isFinal && !isInteractive) isOver = true;
  };
  const watch = (action: Action) => {
    note(setbackOf(action));
    if (action.type !== 'reply-event') return;
    const { event } = action;
    if (event.type === 'finish' || event.type === 'failure') hasAnswered = true;
    if (event.type === 'retry') tell(sentence(event.reason, locale));
  };
  const face = (dispatch: Dispatch): FaceRunners => ({
    print: ({ printed }) => {
      note(slipOf(printed));
      const isSetup = printed.kind === 'notice' && printed.notice.code === 'no-endpoint';
      // Nobody can answer a dialog here: what is told in its place names the ways that a script has.
      if (isSetup && !isInteractive) tell(say(locale, 'settings-no-endpoint', {}));
      else printer.print(printed);
    },
    copy: () =>
      dispatch({ type: 'noticed', tone: 'warning', notice: { code: 'copy-no-terminal', data: {} } }),
    'open-editor': async ({ text }) => {
      const edited = await editText(text);
      dispatch(
        edited.ok
          ? { type: 'line-edited-outside', text: edited.text }
          : { type: 'noticed', tone: 'error', notice: edited.notice },
      );
    },
    suspend: () => {},
    redraw: () => {},
    exit: leave,
  });
  const { program, close } = converse({ settings, cwd, home, face, watch });
  const prompt = plainPrompt(program, isInteractive);

  const onInterrupt = () => {
    const wasReplying = program.state().turn !== null;
    program.dispatch({ type: 'pressed', press: { type: 'interrupt' }, columns: 80 });
    if (isInteractive && wasReplying) {
      hasAnswered = true;
      return;
    }
    failed = EXIT.interrupted;
    leave();
  };
  const onEnd = (signal: NodeJS.Signals) => {
    program.dispatch({ type: 'leave-requested', code: EXIT.interrupted });
    close();
    // Whoever sent it is to see that it worked.
    process.off(signal, onEnd);
    process.kill(process.pid, signal);
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onEnd);
  process.on('SIGHUP', onEnd);

  if (endpoint) {
    const model = endpoint.model || say(locale, 'model-of-server', {});
    tell(say(locale, 'plain-opening', { host: hostOf(endpoint.baseUrl), model }));
  }
  const begun = begin(program, settings, args).then(() => {
    hasBegun = true;
  });
  /** Fulfilled when the last line has had all its effects, or something is asked. */
  const calm = async () => {
    await Promise.race([begun, when(program, ({ overlay }) => overlay !== null), leaving.promise]);
    await Promise.race([program.settled(), leaving.promise]);
    printer.endAnswer();
    if (hasAnswered) prompt.answerEnded();
    hasAnswered = false;
    if (program.state().overlay?.kind !== 'dialog' || isInteractive) return;
    // The next line of a script is no answer to a dialog, and no key.
    note({ code: program.state().endpoint ? EXIT.usage : EXIT.endpoint, isFinal: false });
    if (!isOver) goBack(program);
  };
  const ask = () => {
    if (!isInteractive) return;
    const waiting = prompt.words();
    if (waiting !== '') tell(say(locale, 'plain-words-wait', { text: waiting }));
    stderr.write('› ');
  };

  const lines = linesOf(stdin, ask);
  await calm();
  if (isInteractive && !program.state().endpoint) program.dispatch({ type: 'setup-wanted' });
  while (!isOver) {
    const { overlay } = program.state();
    if (overlay) tell(overlayText(overlay, locale));
    const next = await Promise.race([
      lines.next().catch((error: unknown) => {
        if (!(error instanceof BinaryInput)) throw error;
        tell(say(locale, 'binary-input', {}));
        failed ??= EXIT.badInput;
        return undefined;
      }),
      leaving.promise,
    ]);
    if (!next || next.done || isOver) {
      // The shell's prompt is to begin a line.
      if (isInteractive) tell('');
      break;
    }
    if (overlay) answerOverlay(program, overlay, next.value);
    else prompt.submit(next.value);
    await calm();
  }
  // The input ended before a session was chosen.
  if (!hasBegun) failed ??= EXIT.usage;
  process.off('SIGINT', onInterrupt);
  close();
  return failed ?? EXIT.done;
}
