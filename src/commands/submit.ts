/** A submitted line: a slash command by its exact name, or a question. */
import type { Stamp } from '../chat/action.ts';
import { ask } from '../chat/asking.ts';
import type { State, Step } from '../chat/state.ts';
import { tell } from '../chat/state.ts';
import { cleanLine } from '../text/clean.ts';
import { nearest } from '../text/near.ts';
import { COMMANDS, commandNamed } from './registry.ts';

/** `name` and `args` if the line is a command, else the words of a question (`//x` asks `/x`). */
export type ParsedLine =
  | { readonly kind: 'command'; readonly name: string; readonly args: string }
  | { readonly kind: 'question'; readonly text: string };

export function parseLine(text: string): ParsedLine {
  if (text.startsWith('//')) return { kind: 'question', text: text.slice(1) };
  // A path such as /home/me/a.png is no command: names hold letters and dashes only.
  const match = /^\/([a-z-]*)(?:\s+([\s\S]*))?$/i.exec(text.trimEnd());
  if (!match) return { kind: 'question', text };
  return { kind: 'command', name: (match[1] ?? '').toLowerCase(), args: (match[2] ?? '').trim() };
}

/** Runs a submitted line. An unknown command is a notice with the nearest name, never a message to the model. */
export function submitLine(state: State, at: Stamp, text: string): Step {
  const parsed = parseLine(text);
  if (parsed.kind === 'question') return ask(state, at, parsed.text);
  const command = commandNamed(parsed.name);
  if (!command) {
    const names = COMMANDS.map(({ name }) => name);
    const near = nearest(parsed.name, names);
    return tell(state, 'error', {
      code: 'unknown-command',
      data: { name: cleanLine(parsed.name, 40), near: near ?? null },
    });
  }
  if (state.turn && command.whileReplying === 'queued')
    return [{ ...state, queue: [...state.queue, { kind: 'command', text, images: [] }] }, []];
  return command.run(state, parsed.args, at);
}
