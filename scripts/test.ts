/**
 * Runs the tests with Node's own runner: `node scripts/test.ts [file …]`.
 * `LONG=1` runs the full counts of the seeded samples, `UPDATE=1` rewrites golden frames.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const wanted = process.argv.slice(2);
const files = wanted.length > 0 ? wanted : globSync('test/**/*.test.{ts,tsx}').sort();
const env = { ...process.env };
// A key or an endpoint of the person who runs the tests must not leak into them.
for (const name of Object.keys(env)) if (/^(OPENAI_|VISION_CHAT_)/.test(name)) delete env[name];
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-timeout=120000', ...files],
  { stdio: 'inherit', env },
);
process.exit(status ?? 1);
