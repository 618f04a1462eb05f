/** A submitted line: a slash command by its exact name, or a question. */
import type { Stamp } from '../chat/action.ts';
import { ask } from '../chat/asking.ts';
import { attach } from '../chat/attaching.ts';
import type { State, Step } from '../chat/state.ts';
import { tell } from '../chat/state.ts';
import { splitWords } from '../line/words.ts';
import { cleanLine } from '../text/clean.ts';
import { nearest } from '../text/near.ts';
import { COMMANDS, commandNamed } from './registry.ts';

/** `name` and `args` if the line is a command, else the words of a question (`//x` asks `/x`). */
export type ParsedLine =
  /** A line that begins with a path: its picture is attached, the rest asked. */
  | { readonly kind: 'path' }
  | { readonly kind: 'command'; readonly name: string; readonly args: string }
  | { readonly kind: 'question'; readonly text: string };

export function parseLine(text: string): ParsedLine {
  if (text.startsWith('//')) return { kind: 'question', text: text.slice(1) };
  if (!text.startsWith('/')) return { kind: 'question', text };
  // A path such as /home/me/a.png is no command: names hold letters and dashes only.
  const match = /^\/([a-z-]*)(?:\s+([\s\S]*))?$/i.exec(text.trimEnd());
  if (!match) return { kind: 'path' };
  return { kind: 'command', name: (match[1] ?? '').toLowerCase(), args: (match[2] ?? '').trim() };
}

/** Runs a submitted line. An unknown command is a notice with the nearest name, never a message to the model. */
export function submitLine(state: State, at: Stamp, text: string): Step {
  const parsed = parseLine(text);
  if (parsed.kind === 'question') return ask(state, at, parsed.text);
  if (parsed.kind === 'path') return attachPath(state, at, text);
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

/** Attaches the picture that a line begins with and asks what follows; a path that leads nowhere is told, and nothing is sent. */
function attachPath(state: State, at: Stamp, text: string): Step {
  const split = splitWords(text);
  const [word] = split.ok ? split.words : [];
  if (!word) return tell(state, 'error', { code: 'attach-unclosed-quote', data: {} });
  return attach(state, at, [word], text.slice(word.end).trim() || null);
}
