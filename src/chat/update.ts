/**
 * The table of contents of the program: every action and what becomes of it. Pure: no I/O, no clock, no randomness;
 * a list of stamped actions replays any state.
 */

import { withText } from '../line/line.ts';
import type { Action, Stamp } from './action.ts';
import { ask, onEndpointChanged, setSystem } from './asking.ts';
import { attach, onImageAttached, onImageFailed, onLoadEnded } from './attaching.ts';
import {
  askForEndpoint,
  onDialogChanged,
  onDialogSubmitted,
  onPicked,
  onPickerFiltered,
  openMenu,
  openPicker,
} from './picking.ts';
import { type Commands, leave, onPaste, onPasteInspected, onPress } from './pressing.ts';
import { onReplyEnded, onReplyEvent } from './replying.ts';
import { onSessionOpened, resume } from './resuming.ts';
import { type State, type Step, tell } from './state.ts';

export type Update = (state: State, action: Action, at: Stamp) => Step;

/** The update function over the given commands. */
export function createUpdate(commands: Commands): Update {
  return (state, action, at) => {
    switch (action.type) {
      case 'pressed':
        return onPress(state, at, action.press, action.columns, commands);
      case 'pasted':
        return onPaste(state, action.text);
      case 'paste-inspected':
        return onPasteInspected(state, at, action.text, action.words);
      case 'line-submitted':
        return commands.submit(state, at, action.text);
      case 'question-given':
        return ask(state, at, action.text);
      case 'system-given':
        return setSystem(state, at, action.text);
      case 'line-edited-outside':
        return [{ ...state, line: withText(state.line, action.text) }, []];
      case 'paths-completed':
        return openMenu(state, action.items, action.start);
      case 'attach-requested':
        return attach(state, at, action.words, action.question);
      case 'image-attached':
        return onImageAttached(state, at, action.image);
      case 'image-failed':
        return onImageFailed(state, action.notice);
      case 'load-ended':
        return onLoadEnded(state, at, action.request);
      case 'reply-event':
        return onReplyEvent(state, at, action.turn, action.event);
      case 'reply-ended':
        return onReplyEnded(state, at, action.turn);
      case 'noticed':
        return tell(state, action.tone, action.notice);
      case 'sessions-listed':
        return openPicker(state, 'session', action.items);
      case 'models-listed':
        return openPicker(state, 'model', action.items);
      case 'list-failed':
        return tell(state, 'error', action.failure.notice);
      case 'session-opened':
        return onSessionOpened(state, at, action.records, action.notices);
      case 'resume-requested':
        return resume(state, action.target);
      case 'picked':
        return onPicked(state, action.value);
      case 'picker-filtered':
        return onPickerFiltered(state, action.filter);
      case 'dialog-changed':
        return onDialogChanged(state, action.value);
      case 'dialog-submitted':
        return state.overlay?.kind === 'dialog' ? onDialogSubmitted(state, state.overlay) : [state, []];
      case 'endpoint-changed':
        return onEndpointChanged(state, at, action.endpoint);
      case 'setup-wanted':
        return askForEndpoint(state);
      case 'leave-requested':
        return leave(state, at, action.code);
      default:
        return action satisfies never;
    }
  };
}
