import type { Nothing } from '../nothing.ts';

/** What slash commands do and say. */
export const commands = {
  'command-attach': (_: Nothing) => 'attach pictures to the next question',
  'command-detach': (_: Nothing) => 'take a picture out of the next question',
  'command-images': (_: Nothing) => 'list the pictures of the conversation',
  'command-retry': (_: Nothing) => 'ask the last question again',
  'command-edit': (_: Nothing) => 'take the last question back into the prompt',
  'command-undo': (_: Nothing) => 'go back one turn',
  'command-continue': (_: Nothing) => 'let the model go on with a cut answer',
  'command-copy': (_: Nothing) => 'copy the last answer to the clipboard',
  'command-new': (_: Nothing) => 'begin a new session',
  'command-resume': (_: Nothing) => 'go on with an earlier session',
  'command-title': (_: Nothing) => 'name the session, or show its name',
  'command-model': (_: Nothing) => 'choose the model, or list what the server has',
  'command-system': (_: Nothing) => 'set the system prompt, or show it',
  'command-setup': (_: Nothing) => 'set a key or a server',
  'command-help': (_: Nothing) => 'show commands and keys',
  'command-exit': (_: Nothing) => 'leave; the session is kept',
  'unknown-command': ({ name, near }: { name: string; near: string | null }) =>
    `There is no command /${name}; ${near === null ? '/help lists them all.' : `did you mean /${near}?`} (//${name} sends it as text.)`,
  'attach-nothing': (_: Nothing) => 'Name at least one picture: /attach PATH or URL.',
  'attach-unclosed-quote': (_: Nothing) => 'A quotation mark is not closed; nothing was attached.',
  'detach-what': (_: Nothing) => 'Name the picture to take out, as in /detach #1; /images lists them.',
  'title-is': ({ title }: { title: string | null }) =>
    title === null ? 'This session has no title yet; /title TEXT gives it one.' : `Title: ${title}`,
  'title-set': ({ title }: { title: string }) => `This session is called “${title}” now.`,
};
