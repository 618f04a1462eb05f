/** The command line, read without touching the disk or the environment. */
import type { Flags } from '../settings/flags.ts';
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { nearest } from '../text/near.ts';
import { FLAGS, type Flag, type Said, type SessionChoice } from './flags.ts';
import { type Positionals, positionalsOf } from './positionals.ts';

/** What the command line asks for. */
export type Arguments = Positionals & {
  /** `conversation`, or what to show in its place. */
  readonly show: 'conversation' | 'help' | 'version';
  readonly session: SessionChoice;
  readonly flags: Flags;
};

/** A command line understood, or why it is not: then the exit code is `EXIT.usage`. */
export type Parsed =
  | { readonly ok: true; readonly args: Arguments }
  | { readonly ok: false; readonly notice: Notice };

type Draft = { show: Arguments['show']; session: SessionChoice; flags: Flags };

/**
 * Reads the words after the program's name. `exists` tells whether a path, relative to the working directory, is there.
 * The last of a flag given twice counts. A wish for help is granted whatever else is wrong.
 */
export function parseArguments(argv: readonly string[], exists: (path: string) => boolean): Parsed {
  const draft: Draft = { show: 'conversation', session: { type: 'new' }, flags: {} };
  const given = new Map<string, Flag>();
  const words: string[] = [];
  let slip: Notice | null = null;

  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    if (word === '--') {
      words.push(...argv.slice(index + 1));
      break;
    }
    if (!/^-./.test(word)) {
      words.push(word);
      continue;
    }
    const read = readFlag(word, argv[index + 1], exists);
    if ('code' in read) {
      slip ??= read;
      continue;
    }
    const { flag, said, tookNext } = read;
    slip ??= conflict(flag, given);
    if (flag.group) given.set(flag.group, flag);
    if (tookNext) index += 1;
    draft.show = said.show ?? draft.show;
    draft.session = said.session ?? draft.session;
    draft.flags = { ...draft.flags, ...said.flags };
  }

  const positionals = positionalsOf(words, exists);
  slip ??= 'code' in positionals ? positionals : null;
  if (draft.show === 'help' || slip === null) {
    const sorted = 'code' in positionals ? { subcommand: null, pictures: [], question: null } : positionals;
    return { ok: true, args: { ...draft, ...sorted } };
  }
  return { ok: false, notice: slip };
}

type Read = { readonly flag: Flag; readonly said: Said; readonly tookNext: boolean };

/** The flag in `word`, with its value behind a `=` or in the word that follows. */
function readFlag(word: string, next: string | undefined, exists: (path: string) => boolean): Read | Notice {
  const [, name = word, value] = /^(--?[^=]+)=(.*)$/s.exec(word) ?? [];
  const flag = FLAGS.find(flag => flag.name === name || flag.short === name);
  if (!flag) {
    const names = FLAGS.map(flag => flag.name);
    const near = name.startsWith('--') ? (nearest(name, names) ?? null) : null;
    return { code: 'usage-flag-unknown', data: { flag: cleanLine(name, 60), nearest: near } };
  }
  switch (flag.value.type) {
    case 'none':
      return value === undefined
        ? { flag, said: flag.value.says, tookNext: false }
        : { code: 'usage-flag-takes-no-value', data: { flag: flag.name } };
    case 'optional': {
      if (value) return { flag, said: flag.value.read(value), tookNext: false };
      return value === undefined && next !== undefined && isSession(next, exists)
        ? { flag, said: flag.value.read(next), tookNext: true }
        : { flag, said: flag.value.without, tookNext: false };
    }
    case 'needed': {
      const { shown, expected, read } = flag.value;
      const raw = value ?? (next !== undefined && !isFlag(next) ? next : undefined);
      if (raw === undefined || raw === '')
        return { code: 'usage-flag-needs-value', data: { flag: flag.name, value: shown } };
      const said = read(raw);
      return said === null
        ? { code: 'usage-value-invalid', data: { flag: flag.name, expected } }
        : { flag, said, tookNext: value === undefined };
    }
    default:
      return flag.value satisfies never;
  }
}

/** Whether a word after `--resume` names a session rather than a picture or a question: a log that is there, or an id. */
function isSession(word: string, exists: (path: string) => boolean): boolean {
  if (/\.jsonl$/i.test(word)) return exists(word);
  return /^[0-9A-Za-z]+([-_][0-9A-Za-z]+)*$/.test(word) && !exists(word);
}

/** A number below zero is a value, if a wrong one; so is `-` and any text that only begins like a flag. */
function isFlag(word: string): boolean {
  return /^--($|[a-z])/.test(word) || FLAGS.some(flag => flag.short === word);
}

function conflict(flag: Flag, given: ReadonlyMap<string, Flag>): Notice | null {
  const other = flag.group ? given.get(flag.group) : undefined;
  return other && other !== flag
    ? { code: 'usage-flags-conflict', data: { flag: other.name, other: flag.name } }
    : null;
}
