/** What Tab completes: command names with their descriptions, the paths of /attach, the names of pictures. */
import type { Stamp } from '../chat/action.ts';
import type { MenuItem } from '../chat/overlay.ts';
import { openMenu } from '../chat/picking.ts';
import type { State, Step } from '../chat/state.ts';
import { splitWords } from '../line/words.ts';
import { say } from '../text/catalogue.ts';
import { COMMANDS, commandNamed } from './registry.ts';

/** Completes the line at its cursor; without anything to complete, nothing happens. */
export function completeLine(state: State, at: Stamp): Step {
  const before = state.line.text.slice(0, state.line.cursor);
  const name = /^\/([a-z-]*)$/i.exec(before)?.[1];
  if (name !== undefined) return openMenu(state, commandItems(state, name), 0);
  const inCommand = /^\/([a-z-]+)\s+/i.exec(before);
  const completes = commandNamed((inCommand?.[1] ?? '').toLowerCase())?.completes;
  if (!inCommand || !completes) return [state, []];
  const start = inCommand[0].length;
  switch (completes) {
    case 'paths': {
      const { prefix, from } = wordBeforeCursor(before.slice(start));
      return [state, [{ type: 'complete-path', request: at.id, prefix, start: start + from }]];
    }
    case 'names': {
      const typed = /\S*$/.exec(before)?.[0] ?? '';
      const items = state.pending
        .filter(pending => pending.startsWith(typed))
        .map(pending => ({
          text: pending,
          label: pending,
          description: state.conversation.images.get(pending)?.label ?? '',
          open: false,
        }));
      return openMenu(state, items, before.length - typed.length);
    }
    case 'nothing':
      return [state, []];
    default:
      return completes satisfies never;
  }
}

/** The path being typed at the end of the arguments, unquoted; empty after a space. */
function wordBeforeCursor(args: string): { readonly prefix: string; readonly from: number } {
  const split = splitWords(args);
  const word = split.ok ? split.words.at(-1) : split.open;
  return word && word.end === args.length
    ? { prefix: word.text, from: word.start }
    : { prefix: '', from: args.length };
}

function commandItems(state: State, typed: string): readonly MenuItem[] {
  return COMMANDS.filter(command => command.name.startsWith(typed.toLowerCase())).map(command => ({
    text: `/${command.name}`,
    label: `/${command.name}${command.args === '' ? '' : ` ${command.args}`}`,
    description: say(state.locale, command.summary, {}),
    open: false,
  }));
}
