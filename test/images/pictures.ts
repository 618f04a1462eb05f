/** Pictures made for the tests: nothing is drawn twice the same way by hand. */
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A photograph as far as a machine goes: smooth colours with noise, the same at every run. */
export function photo(width = 120, height = 80): Sharp {
  const random = seeded(5);
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at += 1) data[at] = ((at / 7) % 200) + random(40);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A drawing: a dark bar on white, red in the upper left corner, so that turning shows. */
export function drawing(width = 120, height = 80): Sharp {
  const data = new Uint8Array(width * height * 3).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      if (x < width / 4 && y < height / 4) data.set([255, 0, 0], at);
      else if (y > height / 2 && x > width / 2) data.set([20, 20, 60], at);
    }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A PNG put together by hand, with these chunks between its header and its end. */
export function pngOf(
  {
    width,
    height,
    bitDepth = 8,
    colour = 0,
  }: { width: number; height: number; bitDepth?: number; colour?: number },
  chunks: readonly (readonly [string, Uint8Array])[],
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, colour, 0, 0, 0], 8);
  const all = [['IHDR', header] as const, ...chunks, ['IEND', new Uint8Array(0)] as const];
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...all.map(([type, body]) => pngChunk(type, body)),
  ]);
}

export function pngChunk(type: string, body: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

/** A PNG of about 110 kB that says it has 30,000 × 30,000 pixels and would take 900 MB. */
export function pngBomb(): Uint8Array {
  const side = 30_000;
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * side), { level: 9 });
  return pngOf({ width: side, height: side, bitDepth: 1 }, [['IDAT', rows]]);
}

/** The same numbers for the same seed: `random(n)` is a whole number from 0 up to, not including, n. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
