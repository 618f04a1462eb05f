/** All slash commands, in the order of the help. Help, completion and the README's table come from here. */
import { continueReply, copy, edit, retry, undo } from './answers.ts';
import { attach } from './attach.ts';
import type { Command } from './command.ts';
import { detach, images } from './pictures.ts';
import { exit, help, model, setup, system } from './program.ts';
import { newSession, resume, title } from './sessions.ts';

export const COMMANDS: readonly Command[] = [
  attach,
  detach,
  images,
  retry,
  edit,
  undo,
  continueReply,
  copy,
  newSession,
  resume,
  title,
  model,
  system,
  setup,
  help,
  exit,
];

/** The command of exactly this name. */
export function commandNamed(name: string): Command | undefined {
  return COMMANDS.find(command => command.name === name);
}
