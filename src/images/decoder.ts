/**
 * A process that decodes pictures, one at a time, started when the first one comes and ended when none has come for a
 * while. A crash or a hang in it costs the picture at hand and nothing else.
 */
import type { ChildProcess } from 'node:child_process';
import type { ImageLimits } from './limits.ts';
import type { Prepared, PrepareFailure } from './prepare.ts';

/** What the process is sent. */
export type DecodeRequest = { readonly id: number; readonly bytes: Uint8Array; readonly limits: ImageLimits };
/** `no-decoder`: sharp cannot be loaded on this machine. */
type AnswerFailure = PrepareFailure | { readonly ok: false; readonly reason: 'no-decoder' };
/** What it answers, under the same id. */
export type DecodeAnswer = { readonly id: number; readonly result: Prepared | AnswerFailure };

/** `crashed` and `hung`: the process ended, or was ended, on this picture. `stopped`: the signal was aborted. */
export type DecodeFailure =
  | AnswerFailure
  | { readonly ok: false; readonly reason: 'crashed' | 'hung' | 'stopped' };

/** Decodes in a process of its own, in the order of the calls. */
export type Decoder = {
  /** Prepares a picture in the process. Never rejects. */
  decode(
    bytes: Uint8Array,
    options: { readonly signal: AbortSignal; readonly limits: ImageLimits },
  ): Promise<Prepared | DecodeFailure>;
  /** The id of the process, null while there is none. */
  pid(): number | null;
  /** Ends the process, if any; the next picture starts another. */
  end(): void;
};

/** A decoder whose process ends after `idleMs` without a picture. Starts nothing yet. */
export function openDecoder({ idleMs = 5000 }: { readonly idleMs?: number } = {}): Decoder {
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastTurn: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  const end = () => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = null;
  };

  const childForNow = async (): Promise<ChildProcess> => {
    if (child?.connected) return child;
    const started = await startProcess();
    started.once('exit', () => {
      if (child === started) child = null;
    });
    child = started;
    return started;
  };

  const decodeNow: Decoder['decode'] = async (bytes, { signal, limits }) => {
    if (signal.aborted) return { ok: false, reason: 'stopped' };
    clearTimeout(idle);
    try {
      const started = await childForNow();
      // A caller waits: until the answer the process counts as work of the program, afterwards not.
      started.ref();
      started.channel?.ref();
      const result = await ask(started, { id: nextId++, bytes, limits }, signal);
      if (!result.ok && ['crashed', 'hung', 'stopped'].includes(result.reason)) end();
      started.unref();
      started.channel?.unref();
      return result;
    } catch {
      end();
      return { ok: false, reason: 'crashed' };
    } finally {
      idle = setTimeout(end, idleMs).unref();
    }
  };

  return {
    decode(bytes, options) {
      const turn = lastTurn.then(() => decodeNow(bytes, options));
      lastTurn = turn;
      return turn;
    },
    pid: () => child?.pid ?? null,
    end,
  };
}

/** Sends one picture and waits for its answer, the end of the process, the signal or the time limit. */
function ask(
  child: ChildProcess,
  request: DecodeRequest,
  signal: AbortSignal,
): Promise<Prepared | DecodeFailure> {
  return new Promise(resolve => {
    const settle = (result: Prepared | DecodeFailure) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onExit);
      resolve(result);
    };
    const onMessage = (answer: unknown) => {
      const { id, result } = answer as DecodeAnswer;
      if (id === request.id) settle(result);
    };
    const onExit = () => settle({ ok: false, reason: 'crashed' });
    const onAbort = () => settle({ ok: false, reason: 'stopped' });
    const timer = setTimeout(() => settle({ ok: false, reason: 'hung' }), request.limits.decodeMs);
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.once('error', onExit);
    signal.addEventListener('abort', onAbort);
    child.send(request, error => {
      if (error) onExit();
    });
  });
}

async function startProcess(): Promise<ChildProcess> {
  const { fork } = await import('node:child_process');
  const child = fork(processFile(), [], {
    execArgv: [...(isSource ? ['--import', import.meta.resolve('tsx')] : []), '--max-old-space-size=512'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: environment(process.env),
    windowsHide: true,
  });
  // Without a listener a late error (the pipe breaks while nobody waits) would end the program.
  child.on('error', () => {});
  return child;
}

const isSource = import.meta.url.endsWith('.ts');

/** In the source beside this file; in the build at the top of `dist/`, where this file may have become a chunk. */
function processFile(): URL {
  if (isSource) return new URL('./decode-process.ts', import.meta.url);
  const top = /\/chunks\/[^/]+$/.test(import.meta.url) ? '../' : './';
  return new URL(`${top}decode-process.js`, import.meta.url);
}

/** Only what Node and the loader of libvips need: keys have no business there. */
function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH', 'SystemRoot'];
  return Object.fromEntries(names.flatMap(name => (env[name] === undefined ? [] : [[name, env[name]]])));
}
