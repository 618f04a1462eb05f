import type { Nothing } from '../nothing.ts';

/** `code` is the system's own, such as `ENOSPC`. */
type DiskTrouble = { readonly path: string; readonly code: string };

export const sessions = {
  'session-empty': (_: Nothing) => 'The session file is empty; start a new chat.',
  'session-foreign': (_: Nothing) =>
    'The file is not a session of vision-chat; choose one from the list of sessions.',
  'session-newer': ({ version }: { readonly version: number }) =>
    `The session was written by a newer vision-chat (format ${version}); update the program to open it.`,
  'session-too-large': ({ path, megabytes }: { readonly path: string; readonly megabytes: number }) =>
    `The session file ${path} is too large to open (${megabytes} MB); it cannot come from this program alone.`,
  'session-torn-line': (_: Nothing) =>
    'The last line of the session was cut off while it was being written and is left out; all lines before it are there.',
  'session-damaged-lines': ({
    lines,
    count,
  }: {
    readonly lines: readonly number[];
    readonly count: number;
  }) =>
    count === 1
      ? `Line ${lines.join()} of the session file is damaged and is left out; the rest is there.`
      : `${count} lines of the session file are damaged and are left out (${numbers(lines, count)}); the rest is there.`,
  'session-unknown-records': ({
    types,
    count,
  }: {
    readonly types: readonly string[];
    readonly count: number;
  }) =>
    `${count === 1 ? '1 record' : `${count} records`} of the session left out, of a kind unknown to this version (${types.join(', ')}); a newer vision-chat shows all.`,
  'session-unknown-notice': ({ code }: { readonly code: string }) =>
    `Here stood a message that this version does not know (${code}); a newer vision-chat shows it.`,
  'session-unreadable': ({ path, code }: DiskTrouble) =>
    `The session ${path} cannot be read: ${trouble(code)}; check the file.`,
  'session-not-found': ({ target, near }: { readonly target: string; readonly near: readonly Near[] }) =>
    near.length === 0
      ? `There is no session “${target}”; choose one from the list of sessions.`
      : `There is no session “${target}”; did you mean ${near.map(named).join(', ')}?`,
  'session-ambiguous': ({ target, found }: { readonly target: string; readonly found: readonly string[] }) =>
    `Several sessions begin with “${target}”: ${found.join(', ')}; type more of the id.`,
  'session-forked-busy': ({ id }: { readonly id: string }) =>
    `Another vision-chat is writing this session, so the chat goes on in a copy (${id}); the original stays as it is.`,
  'session-forked-example': ({ id }: { readonly id: string }) =>
    `This is an example, so the chat goes on in a copy (${id}); the example stays as it is.`,
  'session-forked-read-only': ({ id }: { readonly id: string }) =>
    `This session cannot be written where it is, so the chat goes on in a copy (${id}); the original stays as it is.`,
  'session-pictures-missing': ({ count }: { readonly count: number }) =>
    `${count === 1 ? '1 picture' : `${count} pictures`} of the session could not be copied; attach what you need again.`,
  'session-not-saved': ({ path, code }: DiskTrouble) =>
    `The chat is not being saved: ${trouble(code)} (${path}); it goes on in memory and saving is tried again with each message.`,
  'session-locked': ({ path, pid }: { readonly path: string; readonly pid: number }) =>
    `The chat is not being saved: process ${pid} is writing ${path}; close it, and saving is tried again with each message.`,
  'session-vanished': ({ path }: { readonly path: string }) =>
    `The chat is no longer being saved: its file ${path} is gone; put it back, or go on in memory and export the chat.`,
  'session-changed': ({ path }: { readonly path: string }) =>
    `The chat is no longer being saved: another program changed ${path}; go on in memory and export the chat to keep it.`,
  'session-saved-again': ({ path }: { readonly path: string }) =>
    `The chat is being saved again, with all that was missing: ${path}.`,
  'history-unreadable': ({ path, code }: DiskTrouble) =>
    `Earlier prompts cannot be read from ${path}: ${trouble(code)}; check the file.`,
  'history-not-saved': ({ path, code }: DiskTrouble) =>
    `The prompt is not kept for later in ${path}: ${trouble(code)}; check the file and its folder.`,
};

type Near = { readonly id: string; readonly title: string };

function named({ id, title }: Near): string {
  return title === '' ? id : `${id} (${title})`;
}

function numbers(lines: readonly number[], count: number): string {
  return `${lines.join(', ')}${count > lines.length ? ', …' : ''}`;
}

function trouble(code: string): string {
  switch (code) {
    case 'ENOSPC':
      return 'the disk is full';
    case 'EDQUOT':
      return 'your share of the disk is used up';
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOTDIR':
    case 'EISDIR':
      return 'a file and a folder are in each other’s place';
    default:
      return `the system says ${code}`;
  }
}
