import assert from 'node:assert/strict';
import test from 'node:test';
import { openDecoder } from '../../src/images/decoder.ts';
import { sniff } from '../../src/images/sniff.ts';
import { tryBytes } from './loading.ts';
import { drawing, photo, seeded } from './pictures.ts';

const count = process.env.LONG ? 2500 : 15;
const outcomes: ReadonlySet<string> = new Set([
  'image-damaged',
  'image-not-picture',
  'image-unsupported',
  'image-too-many-pixels',
]);

/** One to eight bytes changed, or a piece cut out, doubled or zeroed; the signature mostly stays. */
function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = Buffer.from(bytes);
  const from = random(20) === 0 ? 0 : 12;
  const at = from + random(copy.length - from);
  switch (random(5)) {
    case 0:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1 + random(64))]);
    case 1:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at - random(at), at), copy.subarray(at)]);
    case 2:
      return copy.fill(0, at, Math.min(copy.length, at + random(64)));
    default:
      for (let left = 1 + random(8); left > 0; left -= 1)
        copy[from + random(left % 2 === 0 ? 64 : copy.length - from)] = random(256);
      return copy;
  }
}

const makers = {
  png: () => photo(60, 40).png().toBuffer(),
  jpeg: () => photo(60, 40).jpeg({ progressive: true }).withMetadata({ orientation: 6 }).toBuffer(),
  webp: () => photo(60, 40).webp().toBuffer(),
  gif: () => drawing(60, 40).gif().toBuffer(),
};

for (const [kind, make] of Object.entries(makers)) {
  test(`${count} mutations of a ${kind} give a picture or a sentence`, async () => {
    const original = await make();
    const random = seeded(original.length);
    const decoder = openDecoder();
    try {
      for (let run = 0; run < count; run += 1) {
        const bytes = mutate(original, random);
        const loaded = await tryBytes(bytes, { decoder });
        if ('code' in loaded) assert.ok(outcomes.has(loaded.code), `run ${run}: ${loaded.code}`);
        else assert.equal(`image/${sniff(loaded.sent)}`, loaded.image.type, `run ${run}`);
      }
    } finally {
      decoder.end();
    }
  });
}
