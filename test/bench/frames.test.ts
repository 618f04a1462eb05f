import assert from 'node:assert/strict';
import test from 'node:test';
import { type FrameCounts, frameCounter } from './frames.ts';

const table: readonly (readonly [string, readonly string[], FrameCounts])[] = [
  ['nothing', [], { frames: 0, unsynchronised: 0, clears: 0 }],
  [
    'a synchronised frame',
    ['\u001b[?2026hhello\u001b[2K\u001b[?2026l'],
    { frames: 1, unsynchronised: 0, clears: 0 },
  ],
  [
    'a frame in pieces, cut within its marks',
    ['\u001b[?20', '26hhel', 'lo\u001b[?2026', 'l'],
    { frames: 1, unsynchronised: 0, clears: 0 },
  ],
  [
    'two frames in one piece',
    ['\u001b[?2026ha\u001b[?2026l\u001b[?2026hb\u001b[?2026l'],
    { frames: 2, unsynchronised: 0, clears: 0 },
  ],
  ['a write outside of any', ['\u001b[?2026ha\u001b[?2026lb'], { frames: 2, unsynchronised: 1, clears: 0 }],
  [
    'modes, colours and titles, which draw nothing',
    ['\u001b[?25l\u001b[?2004h\u001b[0m\u001b]0;title\u0007'],
    { frames: 0, unsynchronised: 0, clears: 0 },
  ],
  [
    'an erased screen',
    ['\u001b[?2026h\u001b[2J\u001b[H\u001b[?2026l'],
    { frames: 1, unsynchronised: 0, clears: 1 },
  ],
  [
    'an erased scrollback, cut',
    ['\u001b[?2026h\u001b[3', 'J\u001b[?2026l'],
    { frames: 1, unsynchronised: 0, clears: 1 },
  ],
  [
    'going home and erasing from there, as Ink 8 does',
    ['\u001b[?2026h\u001b[1;1H\u001b[Jx\u001b[?2026l'],
    { frames: 1, unsynchronised: 0, clears: 1 },
  ],
  [
    'erasing from where the frame begins',
    ['\u001b[?2026h\u001b[3A\u001b[1G\u001b[Jx\u001b[?2026l'],
    { frames: 1, unsynchronised: 0, clears: 0 },
  ],
];

for (const [name, pieces, expected] of table)
  test(`counts ${name}`, () => {
    const counter = frameCounter();
    for (const piece of pieces) counter.feed(piece);
    assert.deepEqual(counter.counts(), expected);
  });
