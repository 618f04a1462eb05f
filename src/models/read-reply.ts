/** Reads the body of an answer under the watch of the watchdog. */
import type { ReplyEvent } from '../chat/engine.ts';
import { bodyReader } from './body-reader.ts';
import type { Ending, Reply } from './reply.ts';
import { pause } from './until-aborted.ts';
import type { Stall, Watchdog } from './watchdog.ts';

/** After the reason for the end, usage and `[DONE]` follow at once, or never. */
const LAST_WORDS_MS = 3000;
/** After `[DONE]` the body mostly ends with the same packet; read to its end, the connection serves the next turn too. */
const FAREWELL_MS = 20;

export type Reading = {
  readonly response: Response;
  readonly reply: Reply;
  readonly watchdog: Watchdog;
  /** Aborted when the person stops or the watchdog barks. */
  readonly signal: AbortSignal;
  /** Why the watchdog barked; null as long as it has not. */
  readonly stalled: () => Stall | null;
};

/**
 * The events of an answer with status 200, the last of them `finish` or `failure`. Returns the error instead if the connection
 * broke before the first byte: then nothing has been told, and the request may go out again.
 */
export async function* readReply(
  reading: Reading,
): AsyncGenerator<ReplyEvent, { readonly unstarted: unknown } | null> {
  const { response, reply, watchdog, signal, stalled } = reading;
  const reader = response.body?.getReader();
  // A cancelled reader ends the pending read at once, whatever the connection does.
  const cancel = () => {
    reader?.cancel().catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const body = bodyReader(reply);
  try {
    let ending: Ending | null = null;
    while (ending === null) {
      const read = await readFrom(reader);
      if (read instanceof Uint8Array) watchdog.fed();
      if (isLost(read) && !body.hasBegun && stalled() === null) return { unstarted: read.error };
      const step = isLost(read) ? { events: [], ending: LOST } : read ? body.push(read) : body.end();
      yield* step.events;
      if (reply.hasFinished) watchdog.hurry(LAST_WORDS_MS);
      const stall = stalled();
      ending = stall ? { type: 'stalled', stall } : step.ending;
    }
    if (reader && ending.type === 'done') await Promise.race([readFrom(reader), pause(FAREWELL_MS, signal)]);
    yield* reply.end(ending);
    return null;
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

const LOST: Ending = { type: 'lost' };

type Lost = { readonly error: unknown };

function isLost(read: Uint8Array | Lost | null): read is Lost {
  return read !== null && 'error' in read;
}

/** The next bytes, null at the end, or what broke the connection. */
async function readFrom(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<Uint8Array | Lost | null> {
  if (!reader) return null;
  try {
    const { value, done } = await reader.read();
    return done ? null : value;
  } catch (error) {
    return { error };
  }
}
