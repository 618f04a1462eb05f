import type { Chip } from '../line/chips.ts';
import { say } from '../text/catalogue.ts';
import type { Locale } from '../text/locale.ts';

/** What stands in the line for a long paste, in the person's language. */
export function chipLabelIn(locale: Locale): (chip: Chip) => string {
  return ({ number, lines, chars }) => say(locale, 'paste-chip', { number, lines, chars });
}
