/** The languages that the program speaks. */
export type Locale = 'en' | 'zh';

type Environment = Readonly<Record<string, string | undefined>>;

/** The language of the first locale variable that is set (`VISION_CHAT_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG`); English otherwise. */
export function localeOf(env: Environment): Locale {
  const name = env.VISION_CHAT_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(name) ? 'zh' : 'en';
}
