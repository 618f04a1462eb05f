import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The mock server in a process of its own; `close` ends it. */
export async function startMockServer(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'mock-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  return {
    url: line.toString().trim(),
    close: () => {
      server.kill();
    },
  };
}
