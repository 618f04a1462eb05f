import assert from 'node:assert/strict';
import test from 'node:test';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { DEFAULT_LIMITS } from '../../src/images/limits.ts';
import { applyRecipe } from '../../src/images/prepare.ts';
import { isBareJpeg, isBarePng } from '../../src/images/segments.ts';
import { sniff } from '../../src/images/sniff.ts';
import { type Loaded, loadBytes, tryBytes } from './loading.ts';
import { drawing, photo, pngBomb, pngChunk, pngOf } from './pictures.ts';

/** What is true of everything that is ever sent. */
async function checkSent(loaded: Loaded): Promise<void> {
  const { image, sent, original } = loaded;
  const header = await sharp(sent).metadata();
  assert.equal(`image/${sniff(sent)}`, image.type);
  assert.deepEqual([header.width, header.height, sent.length], [image.width, image.height, image.bytes]);
  assert.ok(Math.max(image.width, image.height) <= 2048);
  assert.ok(
    image.type === 'image/png' ? isBarePng(sent) : isBareJpeg(sent),
    'something but the picture is in it',
  );
  assert.deepEqual(
    [header.exif, header.xmp, header.iptc, header.icc, header.orientation],
    [undefined, undefined, undefined, undefined, undefined],
  );
  assert.deepEqual(
    new Uint8Array(await applyRecipe(sharp, original, image.recipe, DEFAULT_LIMITS)),
    new Uint8Array(sent),
  );
}

const png = { op: 'encode', type: 'image/png' } as const;
const jpeg = (quality = 85) => ({ op: 'encode', type: 'image/jpeg', quality }) as const;
const place = { IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitude: '48/1 12/1 30/1' } };

type Case = readonly [
  name: string,
  make: () => Promise<Uint8Array>,
  recipe: readonly object[],
  width: number,
  height: number,
];
const table: readonly Case[] = [
  ['a plain PNG', () => drawing().png().toBuffer(), [], 120, 80],
  ['an interlaced PNG', () => drawing().png({ progressive: true }).toBuffer(), [], 120, 80],
  ['a PNG with a palette', () => drawing().png({ palette: true }).toBuffer(), [], 120, 80],
  ['a grey PNG', () => drawing().greyscale().toColourspace('b-w').png().toBuffer(), [], 120, 80],
  ['a PNG with alpha', () => drawing().ensureAlpha(0.5).png().toBuffer(), [], 120, 80],
  ['a plain JPEG', () => photo().jpeg().toBuffer(), [], 120, 80],
  ['a progressive JPEG', () => photo().jpeg({ progressive: true }).toBuffer(), [], 120, 80],
  ['a grey JPEG', () => photo().greyscale().toColourspace('b-w').jpeg().toBuffer(), [], 120, 80],
  ['one pixel', () => drawing(1, 1).png().toBuffer(), [], 1, 1],
  ['a PNG with a text in it', () => drawing().png().withMetadata({ exif: place }).toBuffer(), [png], 120, 80],
  [
    'a photograph as PNG with Exif',
    () => photo().png().withMetadata({ exif: place }).toBuffer(),
    [jpeg()],
    120,
    80,
  ],
  ['a JPEG with a place', () => photo().jpeg().withMetadata({ exif: place }).toBuffer(), [jpeg()], 120, 80],
  [
    'a drawing as JPEG with a place',
    () => drawing().jpeg().withMetadata({ exif: place }).toBuffer(),
    [jpeg(92)],
    120,
    80,
  ],
  ['a JPEG with a colour profile', () => photo().jpeg().withIccProfile('p3').toBuffer(), [jpeg()], 120, 80],
  ['a CMYK JPEG', () => photo().toColourspace('cmyk').jpeg().toBuffer(), [jpeg()], 120, 80],
  ['a PNG of 16 bits', () => drawing().toColourspace('rgb16').png().toBuffer(), [png], 120, 80],
  ['a WebP drawing', () => drawing().webp({ lossless: true }).toBuffer(), [png], 120, 80],
  ['a WebP photograph', () => photo().webp().toBuffer(), [jpeg()], 120, 80],
  ['a GIF', () => drawing().gif().toBuffer(), [png], 120, 80],
  ['a TIFF', () => drawing().tiff({ compression: 'lzw' }).toBuffer(), [png], 120, 80],
  ['an AVIF photograph', () => photo().avif({ effort: 0 }).toBuffer(), [jpeg()], 120, 80],
  [
    'a large photograph',
    () => photo(3000, 1000).jpeg().toBuffer(),
    [{ op: 'fit', maxSide: 2048 }, jpeg()],
    2048,
    683,
  ],
  [
    'a large drawing',
    () => drawing(1000, 4096).png().toBuffer(),
    [{ op: 'fit', maxSide: 2048 }, png],
    500,
    2048,
  ],
  ['a thread', () => drawing(20_000, 3).png().toBuffer(), [{ op: 'fit', maxSide: 2048 }, png], 2048, 1],
];
for (const [name, make, recipe, width, height] of table) {
  test(`${name} is prepared`, async () => {
    const bytes = await make();
    const loaded = await loadBytes(bytes);
    const { image } = loaded;
    assert.deepEqual([image.recipe, image.width, image.height], [recipe, width, height]);
    if (recipe.length === 0) assert.deepEqual(new Uint8Array(loaded.sent), new Uint8Array(bytes));
    await checkSent(loaded);
    assert.equal((await loadBytes(bytes)).image.sent, image.sent, 'the same input gives the same bytes');
  });
}

for (let orientation = 1; orientation <= 8; orientation += 1) {
  test(`orientation ${orientation} is made upright`, async () => {
    const bytes = await drawing().jpeg({ quality: 100 }).withMetadata({ orientation }).toBuffer();
    const loaded = await loadBytes(bytes);
    const upright = orientation === 1 ? [] : [{ op: 'upright', orientation }];
    assert.deepEqual(loaded.image.recipe, [...upright, jpeg(92)]);
    await checkSent(loaded);
    // Where the red corner of the upper left goes, as Exif 2.3 defines the eight values.
    const turned = orientation >= 5;
    assert.deepEqual([loaded.image.width, loaded.image.height], turned ? [80, 120] : [120, 80]);
    const right = [2, 3, 6, 7].includes(orientation);
    const bottom = [3, 4, 7, 8].includes(orientation);
    const { data, info } = await sharp(loaded.sent).raw().toBuffer({ resolveWithObject: true });
    const at = ((bottom ? info.height - 5 : 5) * info.width + (right ? info.width - 5 : 5)) * info.channels;
    const [red = 0, green = 255] = data.subarray(at, at + 2);
    assert.ok(red > 200 && green < 60, `${red} ${green}`);
  });
}

test('only the first frame of an animation is sent', async () => {
  const frames = await Promise.all([drawing().png().toBuffer(), drawing().negate().png().toBuffer()]);
  for (const animation of [
    await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
    await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer(),
  ]) {
    const loaded = await loadBytes(animation);
    assert.deepEqual(loaded.image.recipe, [{ op: 'first-frame' }, png]);
    await checkSent(loaded);
    assert.deepEqual((await sharp(loaded.sent).raw().toBuffer()).subarray(0, 3), Buffer.from([255, 0, 0]));
  }
});

test('transparency stays in a PNG and becomes white in a JPEG', async () => {
  const half = await drawing().ensureAlpha(0.5).webp({ lossless: true }).toBuffer();
  const kept = await loadBytes(half);
  assert.deepEqual(kept.image.recipe, [png]);
  assert.equal((await sharp(kept.sent).metadata()).hasAlpha, true);
  const clear = await photo().ensureAlpha(0).webp({ lossless: true }).toBuffer();
  // All is invisible and so all is alike: nothing to lose as a PNG.
  assert.deepEqual((await loadBytes(clear)).image.recipe, [png]);
  const glass = await photo().ensureAlpha(0.01).webp({ lossless: true }).toBuffer();
  const flattened = await loadBytes(glass);
  assert.deepEqual(flattened.image.recipe, [jpeg()]);
  const { channels } = await sharp(flattened.sent).stats();
  assert.ok(channels.every(channel => channel.min > 245));
  const opaque = await loadBytes(await drawing().ensureAlpha(1).webp({ lossless: true }).toBuffer());
  assert.equal((await sharp(opaque.sent).metadata()).hasAlpha, false);
});

test('colours of a profile arrive as sRGB, from 8 bits and from 16', async () => {
  const green = { create: { width: 16, height: 16, channels: 3 as const, background: '#20c040' } };
  for (const space of ['srgb', 'rgb16']) {
    const bytes = await sharp(green).toColourspace(space).png().withIccProfile('p3').toBuffer();
    const data = await sharp((await loadBytes(bytes)).sent)
      .raw()
      .toBuffer();
    for (const [index, value] of [0x20, 0xc0, 0x40].entries())
      assert.ok(
        Math.abs((data[index] ?? 0) - value) <= 2,
        `${space}: ${data.subarray(0, 3).toString('hex')}`,
      );
  }
});

test('what is beside the picture never goes out', async () => {
  const plain = await drawing().png().toBuffer();
  const withText = Buffer.concat([
    plain.subarray(0, 33),
    pngChunk('tEXt', Buffer.from('Author\0secret name')),
    plain.subarray(33),
  ]);
  const photograph = await photo().jpeg().toBuffer();
  const comment = Buffer.from('\xff\xfe\x00\x0dsecret name', 'latin1');
  const cases = [
    withText,
    Buffer.concat([plain, Buffer.from('secret name')]),
    Buffer.concat([photograph, Buffer.from('secret name')]),
    Buffer.concat([photograph.subarray(0, 2), comment, photograph.subarray(2)]),
  ];
  for (const bytes of cases) {
    const loaded = await loadBytes(bytes);
    assert.equal(loaded.image.recipe.length, 1);
    assert.equal(Buffer.from(loaded.sent).includes('secret'), false);
    await checkSent(loaded);
  }
});

test('a file far longer than its pixels is encoded again', async () => {
  const rows = deflateSync(Buffer.alloc(9 * 8), { level: 0 });
  const empty = Array.from({ length: 6000 }, () => ['IDAT', new Uint8Array(0)] as const);
  const bytes = pngOf({ width: 8, height: 8 }, [['IDAT', rows], ...empty]);
  const loaded = await loadBytes(bytes);
  assert.deepEqual(loaded.image.recipe, [png]);
  assert.ok(loaded.image.bytes < 1000);
});

test('a picture that stays too long is encoded more tightly', async () => {
  const bytes = await photo(400, 400).webp({ lossless: true }).toBuffer();
  const loose = await loadBytes(bytes);
  const tight = await loadBytes(bytes, { limits: { maxSentBytes: loose.image.bytes - 1 } });
  assert.deepEqual(tight.image.recipe, [jpeg(70)]);
  const least = await loadBytes(bytes, { limits: { maxSentBytes: 1 } });
  assert.deepEqual(least.image.recipe, [jpeg(50)]);
});

test('a bomb is refused by its header', async () => {
  const bomb = pngBomb();
  assert.ok(bomb.length < 200_000);
  const notice = await tryBytes(bomb);
  assert.ok('code' in notice && notice.code === 'image-too-many-pixels', JSON.stringify(notice));
  assert.deepEqual([notice.data.width, notice.data.height], [30_000, 30_000]);
});

test('truncated and damaged pictures are refused', async () => {
  const whole = {
    png: await drawing().png().toBuffer(),
    jpeg: await photo().jpeg().toBuffer(),
    progressive: await photo().jpeg({ progressive: true }).toBuffer(),
    webp: await photo().webp().toBuffer(),
    gif: await photo().gif().toBuffer(),
    tiff: await photo().tiff({ compression: 'lzw' }).toBuffer(),
  };
  for (const [name, bytes] of Object.entries(whole)) {
    for (const share of [0.3, 0.6, 0.9]) {
      const notice = await tryBytes(bytes.subarray(0, Math.floor(bytes.length * share)));
      assert.ok('code' in notice, `${name} cut at ${share} passed`);
      assert.equal(notice.code, 'image-damaged', name);
    }
  }
  const damaged = Buffer.from(whole.png);
  const at = damaged.length - 40;
  damaged[at] = (damaged[at] ?? 0) ^ 0xff;
  const notice = await tryBytes(damaged);
  assert.ok('code' in notice && notice.code === 'image-damaged', 'a wrong checksum passed');
});
