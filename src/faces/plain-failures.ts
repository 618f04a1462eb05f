/** What goes wrong on plain lines, as exit codes. */
import type { Action } from '../chat/action.ts';
import type { FailureKind } from '../chat/engine.ts';
import type { Printed } from '../chat/printed.ts';
import type { Code } from '../text/catalogue.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** `isFinal`: a script ends here, for what follows would be asked about the wrong thing. */
export type Setback = { readonly code: ExitCode; readonly isFinal: boolean };

const BAD_INPUT: Setback = { code: EXIT.badInput, isFinal: true };

const OF_FAILURE: Readonly<Record<FailureKind, ExitCode>> = {
  endpoint: EXIT.endpoint,
  refused: EXIT.refused,
  // The picture was read and sent; it is the server that cannot use it, and the talk goes on without.
  image: EXIT.badInput,
};

/** The setback that an action is; null for most. */
export function setbackOf(action: Action): Setback | null {
  switch (action.type) {
    case 'image-failed':
      return BAD_INPUT;
    case 'list-failed':
      return { code: OF_FAILURE[action.failure.kind], isFinal: false };
    case 'noticed':
      return action.tone === 'error' && action.notice.code.startsWith('session-') ? BAD_INPUT : null;
    case 'reply-event': {
      const { event } = action;
      if (event.type === 'failure') return { code: OF_FAILURE[event.failure.kind], isFinal: false };
      const isRefused = event.type === 'finish' && (event.reason === 'filter' || event.reason === 'refusal');
      return isRefused ? { code: EXIT.refused, isFinal: false } : null;
    }
    default:
      return null;
  }
}

const OF_SLIP: { readonly [C in Code]?: Setback } = {
  'attach-nothing': BAD_INPUT,
  'attach-unclosed-quote': BAD_INPUT,
  'unknown-command': { code: EXIT.usage, isFinal: false },
  'detach-what': { code: EXIT.usage, isFinal: false },
  'detach-sent': { code: EXIT.usage, isFinal: false },
  'no-such-image': { code: EXIT.usage, isFinal: false },
  'no-endpoint': { code: EXIT.endpoint, isFinal: true },
};

/** The setback that a notice tells of, for lines that could not be understood or done; null for most. */
export function slipOf(printed: Printed): Setback | null {
  return printed.kind === 'notice' ? (OF_SLIP[printed.notice.code] ?? null) : null;
}
