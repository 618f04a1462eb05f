/** Answers that fail on the way, or that are no answer under HTTP 200. */

import type { Misbehaviour, Reply, Script, Step } from '../script.ts';
import {
  chunkOf,
  completion,
  endingOf,
  halvesOf,
  json,
  openingOf,
  STREAM_HEAD,
  type StreamEvent,
  shellOf,
  stream,
  textEvents,
} from '../stream.ts';
import { errorBody } from '../violation.ts';

/** Half of the text, these events, and then these steps instead of the rest. */
function broken(reply: Reply, events: readonly StreamEvent[], ...instead: readonly Step[]): Script {
  return stream(reply, {
    events: [...openingOf(reply), ...textEvents(reply, halvesOf(reply)[0]), ...events],
    instead,
  });
}

const PAGE = `<!DOCTYPE html><html><head><title>Welcome</title><style>body{color:#333}</style></head>
<body><h1>Sign in to the network</h1><p>${'This page is not the answer. '.repeat(200)}</p></body></html>`;

export const failures = {
  'stall-before-headers': () => ({ steps: [{ type: 'stall' }] }),
  'stall-before-first-byte': () => ({ steps: [STREAM_HEAD, { type: 'stall' }] }),
  /** Alive, and silent as far as an answer goes. */
  'stall-after-keep-alive': () => ({
    steps: [STREAM_HEAD, { type: 'bytes', bytes: ': keep-alive\n\n' }, { type: 'stall' }],
  }),
  'stall-mid-stream': reply => broken(reply, [], { type: 'stall' }),
  'stall-after-finish': reply =>
    stream(reply, {
      events: [...openingOf(reply), ...textEvents(reply, reply.pieces), ...endingOf(reply)],
      instead: [{ type: 'stall' }],
    }),
  'cut-before-headers': () => ({ steps: [{ type: 'cut' }] }),
  'cut-before-first-byte': () => ({ steps: [STREAM_HEAD, { type: 'cut' }] }),
  'cut-mid-stream': reply => broken(reply, [], { type: 'cut' }),
  'zero-chunks': () => ({ steps: [STREAM_HEAD] }),
  'only-done': () => ({ steps: [STREAM_HEAD, { type: 'bytes', bytes: 'data: [DONE]\n\n' }] }),
  'html-200': () => ({
    steps: [
      { type: 'head', status: 200, headers: { 'content-type': 'text/html' } },
      { type: 'bytes', bytes: PAGE },
    ],
  }),
  'json-error-200': () => json(200, errorBody('The model is overloaded.', { type: 'server_error' })),
  /** A server that does not stream; a client may read the whole answer or none. */
  'json-completion-200': reply => ({ ...completion(reply), accepts: [reply.text, ''] }),
  'error-in-stream': reply => {
    const error = { message: 'The server had an error.', type: 'server_error', code: 'internal_error' };
    return broken(reply, [{ chunk: { error } }]);
  },
  'error-first-in-stream': reply => {
    const error = { message: 'Upstream is busy.', type: 'server_error', code: 'server_is_overloaded' };
    return stream(reply, { events: [{ chunk: { error } }] });
  },
  'error-event': reply =>
    broken(reply, [
      { raw: `event: error\ndata: ${errorBody('Overloaded', { type: 'overloaded_error' })}\n\n` },
    ]),
  'openrouter-error-finish': reply => {
    const choice = {
      index: 0,
      delta: { content: '' },
      finish_reason: 'error',
      native_finish_reason: 'error',
    };
    const error = {
      code: 502,
      message: 'Provider returned error',
      metadata: { raw: 'upstream disconnected' },
    };
    return broken(reply, [{ chunk: { ...shellOf(reply), choices: [choice], provider: 'Fake', error } }]);
  },
  'malformed-chunk': reply => {
    const whole = JSON.stringify(chunkOf(reply, { content: 'lost' }));
    const [first, second] = halvesOf(reply);
    const events = [
      ...openingOf(reply),
      ...textEvents(reply, first),
      { raw: `data: ${whole.slice(0, -12)}\n\n` },
      ...textEvents(reply, second),
      ...endingOf(reply),
    ];
    return stream(reply, { events, accepts: [first.join(''), reply.text] });
  },
} as const satisfies Record<string, Misbehaviour>;
