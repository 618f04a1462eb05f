/**
 * Decoding, turning, fitting and encoding with sharp. Runs in a process of its own (`decode-process.ts`), because what
 * it reads is hostile.
 */
import type { Sharp, SharpInput, SharpOptions } from 'sharp';
import type { Recipe, RecipeStep, SentType } from '../chat/image-ref.ts';
import { isFlat, isGrey, isOpaque, type Pixels } from './flatness.ts';
import type { ImageLimits } from './limits.ts';
import { encodings, type Facts, geometrySteps, isFitAsItIs, type ReadableKind } from './recipe.ts';
import { isBareJpeg, isBarePng } from './segments.ts';
import { sniff } from './sniff.ts';

type MakeSharp = (input: SharpInput, options?: SharpOptions) => Sharp;

/** What came of it. `bytes` is null when the original goes out as it is, and then the recipe is empty. */
export type Prepared = {
  readonly ok: true;
  readonly recipe: Recipe;
  readonly bytes: Uint8Array | null;
  readonly type: SentType;
  /** Pixels of what is sent. */
  readonly width: number;
  readonly height: number;
};

/** `damaged`: it cannot be decoded to its end. `too-many-pixels`: its header announces more than `maxPixels`. */
export type PrepareFailure =
  | { readonly ok: false; readonly reason: 'damaged' }
  | {
      readonly ok: false;
      readonly reason: 'too-many-pixels';
      readonly width: number;
      readonly height: number;
    };

/** Makes a picture fit to be sent. The same bytes and limits give the same bytes. Does not throw. */
export async function prepare(
  makeSharp: MakeSharp,
  original: Uint8Array,
  limits: ImageLimits,
): Promise<Prepared | PrepareFailure> {
  try {
    const facts = await readFacts(makeSharp, original);
    if (!facts) return { ok: false, reason: 'damaged' };
    const { width, height } = facts;
    if (width * height > limits.maxPixels) return { ok: false, reason: 'too-many-pixels', width, height };
    if (isFitAsItIs(facts, limits)) {
      // Decoded all the same, to its end: a damaged picture must fail here, not at every later turn.
      await pixelsOf(makeSharp, original, [], limits);
      const type = facts.kind === 'png' ? 'image/png' : 'image/jpeg';
      return { ok: true, recipe: [], bytes: null, type, width, height };
    }
    const steps = geometrySteps(facts, limits);
    const pixels = await pixelsOf(makeSharp, original, steps, limits);
    return await encodeWithin(makeSharp, facts.kind, steps, pixels, limits.maxSentBytes);
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

/** The sent bytes of a recipe that ends with `encode`. Fails with sharp's error if the original cannot be decoded. */
export async function applyRecipe(
  makeSharp: MakeSharp,
  original: Uint8Array,
  recipe: Recipe,
  limits: ImageLimits,
): Promise<Uint8Array> {
  const encode = recipe.findLast(step => step.op === 'encode');
  if (!encode) return original;
  return encodePixels(makeSharp, await pixelsOf(makeSharp, original, recipe, limits), encode);
}

async function readFacts(makeSharp: MakeSharp, bytes: Uint8Array): Promise<Facts | null> {
  const kind = sniff(bytes);
  if (!isReadable(kind)) return null;
  const header = await makeSharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
  if (header.format !== (kind === 'avif' ? 'heif' : kind)) return null;
  const { width, height, orientation = 1, pages = 1 } = header;
  return {
    kind,
    width,
    height,
    orientation: orientation >= 2 && orientation <= 8 ? orientation : 1,
    frames: pages,
    bytes: bytes.length,
    bare: kind === 'png' ? isBarePng(bytes) : kind === 'jpeg' && isBareJpeg(bytes),
  };
}

function isReadable(kind: string): kind is ReadableKind {
  return ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'].includes(kind);
}

/** The pixels after the steps, in sRGB; sharp without `keep…` calls leaves all metadata behind. */
async function pixelsOf(
  makeSharp: MakeSharp,
  original: Uint8Array,
  steps: Recipe,
  limits: ImageLimits,
): Promise<Pixels> {
  const decoder = makeSharp(original, {
    failOn: 'error',
    limitInputPixels: limits.maxPixels,
    page: 0,
    pages: 1,
  });
  const { space, hasProfile } = await decoder.metadata();
  const image = steps.reduce(applyStep, decoder).toColourspace('srgb');
  // Of 16 bits with a profile sharp 0.35 makes Display P3, not sRGB, unless it is told where to end (pipeline.cc).
  if (space === 'rgb16' && hasProfile) image.withIccProfile('srgb', { attach: false });
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: channelsOf(info.channels) };
}

function channelsOf(count: number): 1 | 2 | 3 | 4 {
  if (count === 1 || count === 2 || count === 3 || count === 4) return count;
  throw new RangeError(`${count} channels`);
}

function applyStep(image: Sharp, step: RecipeStep): Sharp {
  switch (step.op) {
    case 'first-frame':
      // The decoder is told to read no other.
      return image;
    case 'upright':
      // By the orientation in the file, which is where the step has its number from.
      return image.autoOrient();
    case 'fit':
      return image.resize(step.maxSide, step.maxSide, { fit: 'inside', withoutEnlargement: true });
    case 'encode':
      return image;
    default:
      return step satisfies never;
  }
}

async function encodeWithin(
  makeSharp: MakeSharp,
  kind: ReadableKind,
  steps: Recipe,
  pixels: Pixels,
  maxBytes: number,
): Promise<Prepared | PrepareFailure> {
  const { width, height } = pixels;
  let prepared: Prepared | PrepareFailure = { ok: false, reason: 'damaged' };
  for (const step of encodings(kind, isFlat(pixels))) {
    const bytes = await encodePixels(makeSharp, pixels, step);
    prepared = { ok: true, recipe: [...steps, step], bytes, type: step.type, width, height };
    if (bytes.length <= maxBytes) break;
  }
  return prepared;
}

async function encodePixels(
  makeSharp: MakeSharp,
  pixels: Pixels,
  { type, quality = 85 }: Extract<RecipeStep, { op: 'encode' }>,
): Promise<Uint8Array> {
  const { data, width, height, channels } = pixels;
  const image = makeSharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  if (isGrey(pixels)) image.toColourspace('b-w');
  if (type === 'image/png') {
    // Alpha that hides nothing is a quarter of the bytes for nothing.
    return (isOpaque(pixels) ? image.removeAlpha() : image).png({ compressionLevel: 6 }).toBuffer();
  }
  return (
    image
      .flatten({ background: '#ffffff' })
      // Coloured letters smear when colours are stored at half the resolution.
      .jpeg({ quality, chromaSubsampling: quality > 85 ? '4:4:4' : '4:2:0' })
      .toBuffer()
  );
}
