#!/usr/bin/env node
// What starts. It runs on old versions of Node too, to say which one is needed; the program itself is loaded after that.
import * as module from 'node:module';

const NEEDED = [22, 13] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  const isChinese = /^zh/i.test(process.env.VISION_CHAT_LANG || process.env.LC_ALL || process.env.LANG || '');
  process.stderr.write(
    isChinese
      ? `vision-chat 需要 Node ${NEEDED.join('.')} 或更新的版本，这里是 ${process.versions.node}；请升级 Node。\n`
      : `vision-chat needs Node ${NEEDED.join('.')} or later and this is ${process.versions.node}; upgrade Node.\n`,
  );
  process.exitCode = 2;
} else {
  module.enableCompileCache();
  const { firstPromptIn } = await import('./faces/first-prompt.ts');
  const first = firstPromptIn(process);
  await first?.caughtUp;
  const { start } = await import('./faces/start.ts');
  await start(first);
}
