/**
 * The message catalogue: all that the program says to people, in English and Chinese.
 * One file per room and language; the Chinese files are typed by the English ones, so none can lack a message.
 */
import { chat as enChat } from './en/chat.ts';
import { cli as enCli } from './en/cli.ts';
import { commands as enCommands } from './en/commands.ts';
import { images as enImages } from './en/images.ts';
import { models as enModels } from './en/models.ts';
import { sessions as enSessions } from './en/sessions.ts';
import { settings as enSettings } from './en/settings.ts';
import { ui as enUi } from './en/ui.ts';
import type { Locale } from './locale.ts';
import { chat as zhChat } from './zh/chat.ts';
import { cli as zhCli } from './zh/cli.ts';
import { commands as zhCommands } from './zh/commands.ts';
import { images as zhImages } from './zh/images.ts';
import { models as zhModels } from './zh/models.ts';
import { sessions as zhSessions } from './zh/sessions.ts';
import { settings as zhSettings } from './zh/settings.ts';
import { ui as zhUi } from './zh/ui.ts';

const en = {
  ...enChat,
  ...enCli,
  ...enCommands,
  ...enImages,
  ...enModels,
  ...enSessions,
  ...enSettings,
  ...enUi,
};

const zh: Catalogue = {
  ...zhChat,
  ...zhCli,
  ...zhCommands,
  ...zhImages,
  ...zhModels,
  ...zhSessions,
  ...zhSettings,
  ...zhUi,
};

type Catalogue = typeof en;

/** The name of a message. */
export type Code = keyof Catalogue;

/** What a message needs to be said; `{}` for most. */
export type DataOf<C extends Code> = Parameters<Catalogue[C]>[0];

/** Something to be told to a person, as data: rooms return it, the faces turn it into a sentence. */
export type Notice = { readonly [C in Code]: { readonly code: C; readonly data: DataOf<C> } }[Code];

/** The sentence for a code in the given language. */
export function say<C extends Code>(locale: Locale, code: C, data: DataOf<C>): string {
  const message = (locale === 'zh' ? zh : en)[code] as (data: DataOf<C>) => string;
  return message(data);
}

/** The sentence for a notice in the given language. */
export function sentence(notice: Notice, locale: Locale): string {
  return say(locale, notice.code, notice.data as never);
}

/** Whether `code`, read from a file, names a message of this version. */
export function isCode(code: string): code is Code {
  return Object.hasOwn(en, code);
}
