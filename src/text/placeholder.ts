import type { Locale } from './locale.ts';

/** What stands in an empty prompt line; apart from the catalogue, because the first prompt is drawn before that is loaded. */
export const PLACEHOLDER: Readonly<Record<Locale, string>> = {
  en: 'Ask, or /attach a picture; /help',
  zh: '提问，或用 /attach 附图；/help 帮助',
};
