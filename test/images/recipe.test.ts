import assert from 'node:assert/strict';
import test from 'node:test';
import { isFlat, isGrey, isOpaque } from '../../src/images/flatness.ts';
import { DEFAULT_LIMITS } from '../../src/images/limits.ts';
import { encodings, type Facts, geometrySteps, isFitAsItIs } from '../../src/images/recipe.ts';
import { isBareJpeg, isBarePng } from '../../src/images/segments.ts';
import { chipText } from '../../src/text/chip.ts';
import { drawing, photo, pngChunk, pngOf, seeded } from './pictures.ts';

const fit: Facts = {
  kind: 'png',
  width: 2048,
  height: 1000,
  orientation: 1,
  frames: 1,
  bytes: 100_000,
  bare: true,
};

test('a file goes out as it is only if nothing speaks against it', () => {
  const changes: readonly (readonly [Partial<Facts>, boolean])[] = [
    [{}, true],
    [{ kind: 'jpeg' }, true],
    [{ kind: 'webp' }, false],
    [{ kind: 'gif' }, false],
    [{ bare: false }, false],
    [{ orientation: 6 }, false],
    [{ frames: 2 }, false],
    [{ width: 2049 }, false],
    [{ height: 2049 }, false],
    [{ bytes: DEFAULT_LIMITS.maxSentBytes }, true],
    [{ bytes: DEFAULT_LIMITS.maxSentBytes + 1 }, false],
    [{ width: 10, height: 10, bytes: 65_936 }, true],
    [{ width: 10, height: 10, bytes: 65_937 }, false],
  ];
  for (const [change, expected] of changes)
    assert.equal(isFitAsItIs({ ...fit, ...change }, DEFAULT_LIMITS), expected, JSON.stringify(change));
});

test('the steps are the needed ones, in order', () => {
  assert.deepEqual(geometrySteps(fit, DEFAULT_LIMITS), []);
  assert.deepEqual(geometrySteps({ ...fit, frames: 3, orientation: 8, height: 4000 }, DEFAULT_LIMITS), [
    { op: 'first-frame' },
    { op: 'upright', orientation: 8 },
    { op: 'fit', maxSide: 2048 },
  ]);
});

test('flat content becomes PNG unless it was a JPEG', () => {
  const first = (kind: Facts['kind'], flat: boolean) => encodings(kind, flat)[0];
  assert.deepEqual(first('webp', true), { op: 'encode', type: 'image/png' });
  assert.deepEqual(first('webp', false), { op: 'encode', type: 'image/jpeg', quality: 85 });
  assert.deepEqual(first('jpeg', true), { op: 'encode', type: 'image/jpeg', quality: 92 });
});

test('pixels are looked at for flatness, alpha and colour', () => {
  const random = seeded(1);
  const noise = Uint8Array.from({ length: 300 }, () => random(256));
  assert.equal(isFlat({ data: noise, width: 10, height: 10, channels: 3 }), false);
  assert.equal(isFlat({ data: new Uint8Array(300).fill(9), width: 10, height: 10, channels: 3 }), true);
  assert.equal(isFlat({ data: noise, width: 1, height: 300, channels: 1 }), true);
  const invisible = noise.slice(0, 200).map((value, index) => (index % 2 === 1 ? 0 : value));
  assert.equal(isFlat({ data: invisible, width: 10, height: 10, channels: 2 }), true);
  assert.equal(isOpaque({ data: Uint8Array.of(1, 255, 2, 254), width: 2, height: 1, channels: 2 }), false);
  assert.equal(isOpaque({ data: Uint8Array.of(1, 255, 2, 255), width: 2, height: 1, channels: 2 }), true);
  assert.equal(isGrey({ data: Uint8Array.of(7, 7, 7, 8, 8, 9), width: 2, height: 1, channels: 3 }), false);
  assert.equal(isGrey({ data: Uint8Array.of(7, 7, 7, 8, 8, 8), width: 2, height: 1, channels: 3 }), true);
});

test('a PNG is bare only with chunks of the picture, sound and to the end', async () => {
  const plain = new Uint8Array(await drawing().png().toBuffer());
  assert.equal(isBarePng(plain), true);
  for (let cut = 0; cut < plain.length; cut += 7) assert.equal(isBarePng(plain.subarray(0, cut)), false);
  for (const type of ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'iCCP', 'tIME', 'acTL', 'caBX', 'prVt']) {
    const bytes = Buffer.concat([
      plain.subarray(0, 33),
      pngChunk(type, new Uint8Array(8)),
      plain.subarray(33),
    ]);
    assert.equal(isBarePng(bytes), false, type);
  }
  const gamma = Buffer.concat([
    plain.subarray(0, 33),
    pngChunk('gAMA', new Uint8Array(4)),
    plain.subarray(33),
  ]);
  assert.equal(isBarePng(gamma), true);
  assert.equal(isBarePng(pngOf({ width: 1, height: 1, bitDepth: 16 }, [])), false);
});

test('a JPEG is bare only with segments of the picture, to the end', async () => {
  for (const progressive of [false, true]) {
    const plain = new Uint8Array(await photo().jpeg({ progressive }).toBuffer());
    assert.equal(isBareJpeg(plain), true);
    for (let cut = 0; cut < plain.length; cut += 7) assert.equal(isBareJpeg(plain.subarray(0, cut)), false);
    for (const marker of [0xe1, 0xe2, 0xed, 0xfe, 0xe0, 0xee]) {
      const segment = [0xff, marker, 0, 6, 1, 2, 3, 4];
      const bytes = Buffer.concat([plain.subarray(0, 2), Uint8Array.from(segment), plain.subarray(2)]);
      assert.equal(isBareJpeg(bytes), false, marker.toString(16));
    }
    assert.equal(isBareJpeg(Buffer.concat([plain, plain])), false);
  }
  assert.equal(isBareJpeg(await photo().toColourspace('cmyk').jpeg().toBuffer()), false);
});

test('a chip names what is sent', () => {
  const chip = chipText({
    name: '#1',
    label: 'photo.png',
    width: 1323,
    height: 825,
    bytes: 91_138,
  });
  assert.equal(chip, '#1 photo.png 1323×825 91 kB');
});
