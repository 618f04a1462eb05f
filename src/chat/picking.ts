/** Keys and results for what stands in place of the prompt line or below it: pickers, dialogs, the completion menu. */

import { editLine } from '../line/line.ts';
import type { Press } from './action.ts';
import { filtered, type MenuItem, type Overlay, type PickerItem } from './overlay.ts';
import { serverUrl } from './server-url.ts';
import { inTurn, type State, type Step, tell } from './state.ts';

type Picker = Extract<Overlay, { kind: 'picker' }>;
type Dialog = Extract<Overlay, { kind: 'dialog' }>;
type Menu = Extract<Overlay, { kind: 'menu' }>;

const PAGE = 8;

/** Opens a picker; with nothing to pick from, says so. */
export function openPicker(state: State, purpose: Picker['purpose'], items: readonly PickerItem[]): Step {
  if (items.length === 0)
    return tell(state, 'info', {
      code: purpose === 'session' ? 'no-sessions' : 'no-models',
      data: {},
    });
  const current = purpose === 'model' ? items.findIndex(item => item.value === state.endpoint?.model) : 0;
  return [
    { ...state, overlay: { kind: 'picker', purpose, items, filter: '', selected: Math.max(0, current) } },
    [],
  ];
}

export function onPickerPress(state: State, picker: Picker, press: Press): Step {
  const shown = filtered(picker.items, picker.filter);
  switch (press.type) {
    case 'up':
      return move(state, picker, shown.length, -1);
    case 'down':
      return move(state, picker, shown.length, 1);
    case 'page-up':
      return move(state, picker, shown.length, -PAGE);
    case 'page-down':
      return move(state, picker, shown.length, PAGE);
    case 'tab':
      return move(state, picker, shown.length, press.back ? -1 : 1);
    case 'escape':
    case 'interrupt':
      return [{ ...state, overlay: null }, []];
    case 'submit': {
      const item = shown[Math.min(picker.selected, shown.length - 1)];
      return item ? onPicked(state, item.value) : [state, []];
    }
    default:
      return [state, []];
  }
}

export function onPickerFiltered(state: State, filter: string): Step {
  if (state.overlay?.kind !== 'picker') return [state, []];
  return [{ ...state, overlay: { ...state.overlay, filter, selected: 0 } }, []];
}

function move(state: State, picker: Picker, count: number, by: number): Step {
  const selected = Math.max(0, Math.min(count - 1, picker.selected + by));
  return [{ ...state, overlay: { ...picker, selected } }, []];
}

/** Closes the picker and acts on what was picked. */
export function onPicked(state: State, value: string): Step {
  if (state.overlay?.kind !== 'picker') return [state, []];
  const closed: State = { ...state, overlay: null };
  return state.overlay.purpose === 'session'
    ? [closed, [{ type: 'open-session', target: value }]]
    : chooseModel(closed, value);
}

/** Answers come from this model from the next question on. */
export function chooseModel(state: State, model: string): Step {
  if (!state.endpoint) return askForEndpoint(state);
  const { baseUrl } = state.endpoint;
  return inTurn(
    { ...state, endpoint: { ...state.endpoint, model } },
    now => [now, [{ type: 'use-endpoint', baseUrl, model }]],
    now => tell(now, 'info', { code: 'model-chosen', data: { model } }),
  );
}

export function askForEndpoint(state: State): Step {
  return [{ ...state, overlay: { kind: 'dialog', purpose: { kind: 'setup' }, value: '' } }, []];
}

export function onDialogPress(state: State, press: Press): Step {
  return press.type === 'escape' || press.type === 'interrupt'
    ? tell({ ...state, overlay: null }, 'info', { code: 'setup-later', data: {} })
    : [state, []];
}

export function onDialogChanged(state: State, value: string): Step {
  if (state.overlay?.kind !== 'dialog') return [state, []];
  return [{ ...state, overlay: { ...state.overlay, value } }, []];
}

/** Takes the setup dialog's answer: a server's URL is asked for its key next, a key is kept for OpenAI. */
export function onDialogSubmitted(state: State, dialog: Dialog): Step {
  const value = dialog.value.trim();
  const closed: State = { ...state, overlay: null };
  // What no key can be is told while it can still be typed again.
  const isNoKey = value !== '' && !/^[\x21-\x7e]{8,}$/.test(value);
  const isBrokenUrl = /^https?:/i.test(value) && serverUrl(value) === null;
  if (isBrokenUrl || (isNoKey && serverUrl(value) === null))
    return tell({ ...state, overlay: { ...dialog, value: '' } }, 'error', {
      code: 'setup-not-understood',
      data: {},
    });
  if (dialog.purpose.kind === 'key') {
    const { baseUrl } = dialog.purpose;
    return [closed, [{ type: 'save-endpoint', baseUrl, key: value === '' ? null : value }]];
  }
  if (value === '') return tell(closed, 'info', { code: 'setup-later', data: {} });
  const baseUrl = serverUrl(value);
  if (baseUrl !== null)
    return [{ ...state, overlay: { kind: 'dialog', purpose: { kind: 'key', baseUrl }, value: '' } }, []];
  return [closed, [{ type: 'save-endpoint', baseUrl: 'https://api.openai.com/v1', key: value }]];
}

/** Opens the completion menu, or completes at once when there is just one way. */
export function openMenu(state: State, items: readonly MenuItem[], start: number): Step {
  const [only] = items;
  if (!only) return [state, []];
  if (items.length === 1) return complete(state, only, start);
  return [{ ...state, overlay: { kind: 'menu', items, selected: 0, start } }, []];
}

/** Keys while the completion menu is open; null for those that close it and mean what they always mean. */
export function onMenuPress(state: State, menu: Menu, press: Press): Step | null {
  const turn = (by: number): Step => {
    const selected = (menu.selected + by + menu.items.length) % menu.items.length;
    return [{ ...state, overlay: { ...menu, selected } }, []];
  };
  switch (press.type) {
    case 'up':
      return turn(-1);
    case 'down':
      return turn(1);
    case 'tab':
      return turn(press.back ? -1 : 1);
    case 'escape':
      return [{ ...state, overlay: null }, []];
    case 'submit': {
      const item = menu.items[menu.selected];
      return item ? complete({ ...state, overlay: null }, item, menu.start) : [state, []];
    }
    default:
      return null;
  }
}

function complete(state: State, item: MenuItem, start: number): Step {
  const line = editLine(state.line, {
    type: 'replace-range',
    start,
    end: state.line.cursor,
    text: item.open ? item.text : `${item.text} `,
  });
  return [{ ...state, line, overlay: null }, []];
}
