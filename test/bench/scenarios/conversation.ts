import { between, type Launch, launch, pause, type Span } from '../launch.ts';
import { endMark } from '../reply-text.ts';
import type { Subject } from '../subject.ts';

const SETTLED_MS = 800;
const QUIET_MS = 250;

/** Runs `work` on a launched subject whose prompt stands and has been quiet for a while, and ends it whatever happens. */
export async function withPrompt<T>(
  subject: Subject,
  work: (running: Launch) => Promise<T>,
  args: readonly string[] = [],
): Promise<T> {
  const running = launch(subject, args);
  try {
    await running.untilLine(line => line.includes(subject.prompt.trim()));
    await running.untilQuiet(SETTLED_MS);
    return await work(running);
  } finally {
    await running.end();
  }
}

/** What one turn costs, from Enter until nothing moves any more; `shownMs` until its last word stands. */
export async function turnCost(
  running: Launch,
  order: string,
  turn: string,
  quietMs = QUIET_MS,
): Promise<Span & { readonly shownMs: number }> {
  await typeLine(running, `${order} ${turn}`);
  const before = running.now();
  running.type('\r');
  const shownAt = await running.untilLine(line => line.includes(endMark(turn)));
  await running.untilQuiet(quietMs);
  return { ...between(before, running.now()), shownMs: shownAt - before.at };
}

/** Types a line as a person does, so that no program takes it for a paste, and waits until it stands. */
export async function typeLine(running: Launch, text: string): Promise<void> {
  for (const key of text) {
    running.type(key);
    await pause(2);
  }
  await running.untilLine(line => line.includes(text));
  await running.untilQuiet(50);
}
