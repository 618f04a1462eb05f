import assert from 'node:assert/strict';
import test from 'node:test';
import stringWidth from 'string-width';
import { EXIT } from '../../src/faces/exit-code.ts';
import { FLAGS } from '../../src/faces/flags.ts';
import { helpText } from '../../src/faces/help.ts';
import type { Locale } from '../../src/text/locale.ts';

const FILES = {
  configFile: '/home/ann/.config/vision-chat/settings.json',
  sessionsDir: '/home/ann/.local/share/vision-chat/sessions',
  historyFile: '/home/ann/.local/state/vision-chat/history.jsonl',
};
const LOCALES: readonly Locale[] = ['en', 'zh'];

for (const locale of LOCALES) {
  test(`help in ${locale} fits 80 columns and ends no line with a blank`, () => {
    assert.match(helpText(locale, FILES), /\S\n$/);
    for (const line of helpText(locale, FILES).split('\n')) {
      assert.ok(stringWidth(line) <= 80, line);
      assert.equal(line, line.trimEnd());
    }
  });

  test(`help in ${locale} names every flag, file and exit code once, with meanings in one column`, () => {
    const lines = helpText(locale, FILES).split('\n');
    const columns = FLAGS.map(flag => {
      const own = lines.filter(line => new RegExp(`^ {2}.{4}${flag.name}( |$)`).test(line));
      assert.equal(own.length, 1, flag.name);
      return /^\S+( \S+)? {2,}(?=\S)/.exec(own[0]?.slice(6) ?? '')?.[0].length;
    });
    assert.deepEqual(new Set(columns), new Set([24]));
    for (const file of Object.values(FILES)) assert.ok(lines.some(line => line.endsWith(file)));
    for (const code of Object.values(EXIT))
      assert.equal(lines.filter(line => new RegExp(`^ {2}${code} {2,}\\S`).test(line)).length, 1);
  });
}

test('help without a prompt history does not name its file', () => {
  const text = helpText('en', { ...FILES, historyFile: null });
  assert.ok(!text.includes('prompt history '));
  assert.ok(text.includes(FILES.sessionsDir));
});
