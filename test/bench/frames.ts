/** Counts what a terminal is told to do, in the raw bytes. */

export type FrameCounts = {
  /** Synchronised updates (DEC mode 2026), and writes that draw outside of one. */
  readonly frames: number;
  readonly unsynchronised: number;
  /** Erasures of the whole screen or of the scrollback. */
  readonly clears: number;
};

const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';
// Ink 8 clears by going home and erasing from there on; older ones by 2J and 3J.
const CLEAR = /\u001b\[[23]J|\u001bc|\u001b\[(?:1?;?1?)H\u001b\[0?J/g;
// Modes, colours and titles draw nothing.
const SILENT = /\u001b\[[?>=<]?[\d;:]*[hlmnuqc]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

/** A counter that is fed the output piece by piece. */
export function frameCounter(): {
  readonly feed: (output: string) => void;
  readonly counts: () => FrameCounts;
} {
  let frames = 0;
  let unsynchronised = 0;
  let clears = 0;
  let isWithin = false;
  let rest = '';
  return {
    feed(output) {
      const text = rest + output;
      // A sequence may be cut anywhere: its beginning waits for the next piece.
      const cut = /\u001b[^a-zA-Z\u0007\\]*$/.exec(text)?.index ?? text.length;
      rest = text.slice(cut);
      const whole = text.slice(0, cut);
      clears += whole.match(CLEAR)?.length ?? 0;
      let drewOutside = false;
      for (const piece of whole.split(/(\u001b\[\?2026[hl])/)) {
        if (piece === BEGIN) {
          frames += 1;
          isWithin = true;
        } else if (piece === END) isWithin = false;
        else if (!isWithin && piece.replace(SILENT, '') !== '') drewOutside = true;
      }
      if (drewOutside) {
        frames += 1;
        unsynchronised += 1;
      }
    },
    counts: () => ({ frames, unsynchronised, clears }),
  };
}
