/** The message catalogue in both languages. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { chat as enChat } from '../../src/text/en/chat.ts';
import { cli as enCli } from '../../src/text/en/cli.ts';
import { commands as enCommands } from '../../src/text/en/commands.ts';
import { images as enImages } from '../../src/text/en/images.ts';
import { models as enModels } from '../../src/text/en/models.ts';
import { sessions as enSessions } from '../../src/text/en/sessions.ts';
import { settings as enSettings } from '../../src/text/en/settings.ts';
import { ui as enUi } from '../../src/text/en/ui.ts';
import { chat as zhChat } from '../../src/text/zh/chat.ts';
import { cli as zhCli } from '../../src/text/zh/cli.ts';
import { commands as zhCommands } from '../../src/text/zh/commands.ts';
import { images as zhImages } from '../../src/text/zh/images.ts';
import { models as zhModels } from '../../src/text/zh/models.ts';
import { sessions as zhSessions } from '../../src/text/zh/sessions.ts';
import { settings as zhSettings } from '../../src/text/zh/settings.ts';
import { ui as zhUi } from '../../src/text/zh/ui.ts';

const ROOMS = [
  [enChat, zhChat],
  [enCli, zhCli],
  [enCommands, zhCommands],
  [enImages, zhImages],
  [enModels, zhModels],
  [enSessions, zhSessions],
  [enSettings, zhSettings],
  [enUi, zhUi],
] as const;

type Said = (data: unknown) => string;

test('every code stands in one room only, in both languages', () => {
  const seen = new Set<string>();
  for (const [en, zh] of ROOMS) {
    assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
    for (const code of Object.keys(en)) {
      assert.ok(!seen.has(code), code);
      seen.add(code);
    }
  }
  assert.ok(seen.size > 250);
});

test('messages that need no data are one line in either language, and not the same in both', () => {
  let count = 0;
  for (const [en, zh] of ROOMS)
    for (const [code, message] of Object.entries(en)) {
      const english = sayBare(message as Said);
      const chinese = sayBare((zh as unknown as Readonly<Record<string, Said>>)[code]);
      if (english === null || chinese === null) continue;
      count += 1;
      assert.ok(english.trim() !== '' && chinese.trim() !== '', code);
      assert.doesNotMatch(`${english}${chinese}`, /\n|undefined|\[object/, code);
      assert.notEqual(english, chinese, code);
      assert.match(chinese, /\p{Script=Han}/u, code);
      assert.doesNotMatch(english, /\p{Script=Han}/u, code);
    }
  assert.ok(count > 150);
});

/** The message where it takes no data; null for others. */
function sayBare(message: Said | undefined): string | null {
  if (!message || /^\(?\{/.test(String(message))) return null;
  return message({});
}
