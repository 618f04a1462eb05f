import type { PickerItem } from '../../chat/overlay.ts';
import type { SessionSummary } from '../../sessions/list.ts';
import { say } from '../../text/catalogue.ts';
import type { Locale } from '../../text/locale.ts';

/** The rows of the session picker: title, then age, turns, pictures and model. */
export function pickerItems(
  sessions: readonly SessionSummary[],
  locale: Locale,
  now: number,
): readonly PickerItem[] {
  return sessions.map(session => ({
    value: session.path,
    label: session.title,
    detail: say(locale, 'session-detail', {
      age: ageOf(Date.parse(session.time), now, locale),
      turns: session.turns,
      pictures: session.pictures,
      model: session.model ?? '',
    }),
  }));
}

/** How long ago, in words; both in milliseconds since the epoch. */
function ageOf(time: number, now: number, locale: Locale): string {
  const minutes = Math.floor((now - time) / 60_000);
  if (!(minutes >= 1)) return say(locale, 'age-now', {});
  if (minutes < 60) return say(locale, 'age-minutes', { n: minutes });
  if (minutes < 48 * 60) return say(locale, 'age-hours', { n: Math.floor(minutes / 60) });
  return say(locale, 'age-days', { n: Math.floor(minutes / 1440) });
}
