import type { Stamp } from '../chat/action.ts';
import type { State, Step } from '../chat/state.ts';
import type { Code } from '../text/catalogue.ts';

/** A slash command: all that help, completion, README and the parser know of it. */
export type Command = {
  /** Without the slash. */
  readonly name: string;
  /** Its arguments as shown in help; empty for none. */
  readonly args: string;
  /** The catalogue's one-line description. */
  readonly summary: Extract<Code, `command-${string}`>;
  /** While a reply streams: run at once, or wait in the queue for its end. */
  readonly whileReplying: 'at-once' | 'queued';
  /** What Tab completes after the name. */
  readonly completes: 'paths' | 'names' | 'nothing';
  /** `args`: the rest of the line, trimmed. */
  readonly run: (state: State, args: string, at: Stamp) => Step;
};
