/**
 * The conversation on plain lines: for pipes, scripts, screen readers and simple terminals. No cursor movement.
 * Answers go to stdout, raw Markdown unless it is a terminal; words of the program go to stderr.
 */
import { createInterface } from 'node:readline';
import type { Action } from '../chat/action.ts';
import type { Overlay } from '../chat/overlay.ts';
import type { Dispatch, Program } from '../chat/program.ts';
import { hostOf } from '../models/endpoint.ts';
import type { Settings } from '../settings/settings.ts';
import { say } from '../text/catalogue.ts';
import type { Arguments } from './arguments.ts';
import { begin, converse, type FaceRunners } from './conversation.ts';
import { editText } from './editor.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { overlayText, plainPrinter } from './plain-printer.ts';

export type Streams = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
};

/** Runs the conversation until the input ends or `/exit`; tells the exit code. */
export async function runPlain(options: {
  readonly args: Arguments;
  readonly settings: Settings;
  readonly streams: Streams;
  readonly cwd: string;
  readonly home: string;
}): Promise<ExitCode> {
  const { args, settings, streams, cwd, home } = options;
  const { stdin, stdout, stderr } = streams;
  const { locale } = settings;
  const isInteractive = stdin.isTTY === true;
  const tell = (text: string) => stderr.write(`${text}\n`);
  const reader = createInterface({
    input: stdin,
    terminal: false,
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  // Lines that come while the program begins must not be lost: the iterator listens from here on.
  const input = reader[Symbol.asyncIterator]();
  const printer = plainPrinter({ stdout, stderr, settings });
  let failed: ExitCode | null = null;
  let left: ExitCode | null = null;

  const face = (dispatch: Dispatch): FaceRunners => ({
    print: ({ printed }) => printer.print(printed),
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
    exit: () => {
      left = EXIT.done;
      reader.close();
    },
  });
  const { program, close } = converse({
    settings,
    cwd,
    home,
    face,
    watch: action => {
      failed ??= failureOf(action);
    },
  });
  const onInterrupt = () => {
    const wasReplying = program.state().turn !== null;
    program.dispatch({ type: 'pressed', press: { type: 'interrupt' }, columns: 80 });
    if (isInteractive && wasReplying) return;
    left = EXIT.interrupted;
    reader.close();
  };
  process.on('SIGINT', onInterrupt);

  const { endpoint } = settings;
  tell(
    endpoint
      ? say(locale, 'plain-opening', {
          host: hostOf(endpoint.baseUrl),
          model: endpoint.model || say(locale, 'model-of-server', {}),
        })
      : say(locale, 'no-server', {}),
  );
  /** Whether a script has to end here: a bad picture, a session that is not there, no server to ask. */
  const mustEnd = () => {
    if (left !== null) return true;
    if (isInteractive) return false;
    if (program.state().overlay?.kind === 'dialog') failed ??= EXIT.endpoint;
    return failed === EXIT.badInput || program.state().overlay?.kind === 'dialog';
  };
  await begin(program, settings, args);
  await program.settled();
  printer.endAnswer();
  if (args.session.type === 'named' && program.state().conversation.leaf === null) failed ??= EXIT.badInput;

  let held = '';
  while (!mustEnd()) {
    const { overlay } = program.state();
    if (overlay) tell(overlayText(overlay, locale));
    if (isInteractive) stderr.write('› ');
    const next = await input.next();
    if (next.done || left !== null) break;
    if (next.value.endsWith('\\')) {
      held += `${next.value.slice(0, -1)}\n`;
      continue;
    }
    const line = held + next.value;
    held = '';
    if (overlay) answerOverlay(program, overlay, line);
    else program.dispatch({ type: 'line-submitted', text: line });
    await program.settled();
    printer.endAnswer();
  }
  process.off('SIGINT', onInterrupt);
  reader.close();
  close();
  return left === EXIT.interrupted ? left : (failed ?? EXIT.done);
}

/** A line while something is asked: a number picks, anything else filters; a dialog takes it as its answer. */
function answerOverlay(program: Program, overlay: Overlay, line: string): void {
  switch (overlay.kind) {
    case 'dialog':
      program.dispatch({ type: 'dialog-changed', value: line });
      program.dispatch({ type: 'dialog-submitted' });
      return;
    case 'picker': {
      const item = /^\s*\d+\s*$/.test(line) ? overlay.items[Number(line) - 1] : undefined;
      if (item) program.dispatch({ type: 'picked', value: item.value });
      else program.dispatch({ type: 'pressed', press: { type: 'escape' }, columns: 80 });
      return;
    }
    case 'menu':
      return;
    default:
      overlay satisfies never;
  }
}

/** The exit code that an action stands for, null if it is no failure. */
function failureOf(action: Action): ExitCode | null {
  if (action.type === 'image-failed') return EXIT.badInput;
  if (action.type === 'list-failed') return EXIT.endpoint;
  if (action.type !== 'reply-event') return null;
  const { event } = action;
  if (event.type === 'finish')
    return event.reason === 'filter' || event.reason === 'refusal' ? EXIT.refused : null;
  if (event.type !== 'failure') return null;
  switch (event.failure.kind) {
    case 'endpoint':
      return EXIT.endpoint;
    case 'refused':
      return EXIT.refused;
    case 'image':
      return EXIT.badInput;
    default:
      return event.failure.kind satisfies never;
  }
}
