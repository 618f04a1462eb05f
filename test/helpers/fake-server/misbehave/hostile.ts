/** Bytes that would harm a terminal if they reached it. */
import type { Misbehaviour } from '../script.ts';
import { chunkOf, endingOf, halvesOf, json, openingOf, stream, textEvents } from '../stream.ts';
import { errorBody } from '../violation.ts';

/** Pairs of what is sent and what is left of it once control, escape and direction-changing characters are gone. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['\u001b[2J\u001b[1;1H', '[2J[1;1H'],
  ['\u001b]0;pwned\u0007', ']0;pwned'],
  ['\u001b]52;c;cHduZWQ=\u0007', ']52;c;cHduZWQ='],
  [
    '\u001b]8;;http://evil.example\u001b\\bank.example\u001b]8;;\u001b\\',
    ']8;;http://evil.example\\bank.example]8;;\\',
  ],
  ['\u001bP+q544e\u001b\\', 'P+q544e\\'],
  ['\u009b31mred\u009d0;t\u009c', '31mred0;t'],
  ['over\r\bwritten\u0000\u007f', 'overwritten'],
  ['\u202eexe.gpj\u202c \u2066x\u2069', 'exe.gpj x'],
  ['a\u2028b\u2029c\ufeffd', 'abcd'],
  ['tag\u{e0041}\u{e007f}ged', 'tagged'],
  ['\u001b]unterminated', ']unterminated'],
];

/** All of it in one line, as sent. */
export const HOSTILE_TEXT = PAIRS.map(([raw]) => raw).join(' ');

/** The same as it may be shown and kept. */
export const HARMLESS_TEXT = PAIRS.map(([, clean]) => clean).join(' ');

export const hostile = {
  /** Hostile text after the answer, in pieces that cut the sequences apart. */
  'hostile-text': reply => {
    const pieces = [...reply.pieces, '\n\n', ...(HOSTILE_TEXT.match(/.{1,3}/gsu) ?? [])];
    const events = [...openingOf(reply), ...textEvents(reply, pieces), ...endingOf(reply)];
    return stream(reply, { events, accepts: [`${reply.text}\n\n${HARMLESS_TEXT}`] });
  },
  'hostile-reasoning': reply =>
    stream(reply, {
      events: [
        { chunk: chunkOf(reply, { reasoning_content: HOSTILE_TEXT }) },
        ...textEvents(reply, reply.pieces),
        ...endingOf(reply),
      ],
    }),
  'hostile-error': () => json(400, errorBody(HOSTILE_TEXT, { code: HOSTILE_TEXT, param: HOSTILE_TEXT })),
  'hostile-html': () => json(500, `<html>${HOSTILE_TEXT}</html>`, { 'content-type': 'text/html' }),
  'hostile-error-in-stream': reply =>
    stream(reply, {
      events: [
        ...openingOf(reply),
        ...textEvents(reply, halvesOf(reply)[0]),
        { chunk: { error: { message: HOSTILE_TEXT, code: HOSTILE_TEXT } } },
      ],
      instead: [],
    }),
  'hostile-finish-reason': reply =>
    stream(reply, {
      events: [...openingOf(reply), ...textEvents(reply, reply.pieces), ...endingOf(reply, HOSTILE_TEXT)],
    }),
} as const satisfies Record<string, Misbehaviour>;
