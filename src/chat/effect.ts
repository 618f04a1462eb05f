/** What `update` wants done, as data. Each type has one runner; runners answer with actions and never throw. */
import type { SourceWord } from './action.ts';
import type { Message } from './message.ts';
import type { Printed } from './printed.ts';
import type { EntryId, LogRecord } from './record.ts';

export type Effect =
  /** Write to the session log; done before the effects that follow it. */
  | { readonly type: 'append'; readonly records: readonly LogRecord[] }
  | { readonly type: 'print'; readonly printed: Printed }
  | { readonly type: 'load-image'; readonly request: string; readonly word: SourceWord }
  | { readonly type: 'inspect-paste'; readonly text: string }
  | {
      readonly type: 'send';
      readonly turn: EntryId;
      readonly baseUrl: string;
      readonly model: string;
      readonly messages: readonly Message[];
    }
  /** A queued command whose turn has come: dispatched as `line-submitted`. */
  | { readonly type: 'submit-line'; readonly text: string }
  | { readonly type: 'stop'; readonly turn: EntryId }
  | { readonly type: 'start-session' }
  | { readonly type: 'list-sessions' }
  | { readonly type: 'open-session'; readonly target: string }
  | { readonly type: 'list-models'; readonly baseUrl: string }
  /** Answer from this server and model; the runner knows the key. */
  | { readonly type: 'use-endpoint'; readonly baseUrl: string; readonly model: string }
  /** Answer from the server and model of a resumed session, unless flags say otherwise. */
  | { readonly type: 'use-session-endpoint'; readonly baseUrl: string; readonly model: string }
  /** Keep a base URL or the key of one in the settings and use it. */
  | { readonly type: 'save-endpoint'; readonly baseUrl: string; readonly key: string | null }
  | {
      readonly type: 'complete-path';
      readonly request: string;
      readonly prefix: string;
      readonly start: number;
    }
  | { readonly type: 'remember-line'; readonly text: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'open-editor'; readonly text: string }
  | { readonly type: 'suspend' }
  | { readonly type: 'redraw' }
  | { readonly type: 'exit'; readonly code: number };
