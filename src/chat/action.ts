/** Everything that can happen to the program. `update` turns it into the next state; ids and times come with it. */
import type { LineAction } from '../line/line-action.ts';
import type { Notice } from '../text/catalogue.ts';
import type { Failure, ReplyEvent } from './engine.ts';
import type { PreparedImage } from './image-ref.ts';
import type { MenuItem, PickerItem } from './overlay.ts';
import type { EntryId, LogRecord } from './record.ts';

/** When an action happened, and an id that no other action of this program has: made by the program, not by `update`. */
export type Stamp = {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** A key with a meaning for the screen; what only edits the line is an `edit`. */
export type Press =
  | { readonly type: 'edit'; readonly action: LineAction }
  | { readonly type: 'submit' }
  | { readonly type: 'up' }
  | { readonly type: 'down' }
  | { readonly type: 'page-up' }
  | { readonly type: 'page-down' }
  | { readonly type: 'tab'; readonly back: boolean }
  | { readonly type: 'escape' }
  | { readonly type: 'interrupt' }
  | { readonly type: 'end-of-input' }
  | { readonly type: 'suspend' }
  | { readonly type: 'redraw' }
  | { readonly type: 'open-editor' }
  | { readonly type: 'search' };

/** A word that names pictures: a path, glob or URL; a quoted one is never a glob. */
export type SourceWord = { readonly text: string; readonly quoted: boolean };

/** The server and model that answer from now on. */
export type EndpointState = {
  readonly baseUrl: string;
  /** What people see of `baseUrl`. */
  readonly host: string;
  /** Empty: the server's only or first model is asked for with the first question. */
  readonly model: string;
};

export type Action =
  | { readonly type: 'pressed'; readonly press: Press; readonly columns: number }
  | { readonly type: 'pasted'; readonly text: string }
  /** A pasted text turned out to be pictures (`words`) or not (null). */
  | { readonly type: 'paste-inspected'; readonly text: string; readonly words: readonly SourceWord[] | null }
  | { readonly type: 'line-submitted'; readonly text: string }
  /** A question from the command line: never a slash command. */
  | { readonly type: 'question-given'; readonly text: string }
  | { readonly type: 'system-given'; readonly text: string }
  | { readonly type: 'line-edited-outside'; readonly text: string }
  | {
      readonly type: 'paths-completed';
      readonly request: string;
      readonly start: number;
      readonly items: readonly MenuItem[];
    }
  | {
      readonly type: 'attach-requested';
      readonly words: readonly SourceWord[];
      readonly question: string | null;
    }
  | { readonly type: 'image-attached'; readonly request: string; readonly image: PreparedImage }
  | { readonly type: 'image-failed'; readonly request: string; readonly notice: Notice }
  | { readonly type: 'load-ended'; readonly request: string }
  | { readonly type: 'reply-event'; readonly turn: EntryId; readonly event: ReplyEvent }
  /** The stream of an abandoned or stopped turn has ended. */
  | { readonly type: 'reply-ended'; readonly turn: EntryId }
  | { readonly type: 'noticed'; readonly tone: 'info' | 'warning' | 'error'; readonly notice: Notice }
  | { readonly type: 'sessions-listed'; readonly items: readonly PickerItem[] }
  | { readonly type: 'models-listed'; readonly items: readonly PickerItem[] }
  | { readonly type: 'list-failed'; readonly failure: Failure }
  | {
      readonly type: 'session-opened';
      readonly records: readonly LogRecord[];
      readonly notices: readonly Notice[];
    }
  | { readonly type: 'resume-requested'; readonly target: string | null }
  | { readonly type: 'picked'; readonly value: string }
  | { readonly type: 'picker-filtered'; readonly filter: string }
  | { readonly type: 'dialog-changed'; readonly value: string }
  | { readonly type: 'dialog-submitted' }
  | { readonly type: 'endpoint-changed'; readonly endpoint: EndpointState | null }
  | { readonly type: 'setup-wanted' }
  | { readonly type: 'leave-requested'; readonly code: number };
