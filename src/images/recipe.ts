/** From what a header says to the steps that make a picture fit to be sent. Pure; `prepare.ts` applies the steps. */
import type { Recipe, RecipeStep } from '../chat/image-ref.ts';
import type { ImageLimits } from './limits.ts';

/** The formats that can be decoded. */
export type ReadableKind = 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff' | 'avif';

/** What is known of a picture before its pixels are decoded. */
export type Facts = {
  readonly kind: ReadableKind;
  /** Pixels as stored, before it is turned upright. */
  readonly width: number;
  readonly height: number;
  /** As Exif has it: 1 is upright, 2 to 8 are turned or mirrored. */
  readonly orientation: number;
  /** Frames or pages; 1 for a still picture. */
  readonly frames: number;
  /** Length of the file. */
  readonly bytes: number;
  /** A PNG or JPEG in which there is nothing but the picture (see `segments.ts`). */
  readonly bare: boolean;
};

/** Whether the file can be sent byte for byte: PNG or JPEG, bare, upright, within the box and of a length that fits its pixels. */
export function isFitAsItIs(facts: Facts, limits: ImageLimits): boolean {
  const { kind, width, height, orientation, frames, bytes, bare } = facts;
  return (
    (kind === 'png' || kind === 'jpeg') &&
    bare &&
    orientation === 1 &&
    frames === 1 &&
    Math.max(width, height) <= limits.maxSide &&
    bytes <= limits.maxSentBytes &&
    // Longer than uncompressed pixels: something else than the picture fills it.
    bytes <= width * height * 4 + 65_536
  );
}

/** The steps before encoding: what is needed to get one upright frame within the box. */
export function geometrySteps(facts: Facts, limits: ImageLimits): Recipe {
  const steps: RecipeStep[] = [];
  if (facts.frames > 1) steps.push({ op: 'first-frame' });
  if (facts.orientation !== 1) steps.push({ op: 'upright', orientation: facts.orientation });
  if (Math.max(facts.width, facts.height) > limits.maxSide)
    steps.push({ op: 'fit', maxSide: limits.maxSide });
  return steps;
}

/**
 * The ways to encode, best first; the first that stays within `maxSentBytes` is taken, or else the last. Flat content
 * (screens, drawings) becomes PNG, so that letters stay sharp. What was a JPEG stays one: its noise would only swell a PNG.
 */
export function encodings(
  kind: ReadableKind,
  flat: boolean,
): readonly Extract<RecipeStep, { op: 'encode' }>[] {
  const png = { op: 'encode', type: 'image/png' } as const;
  const jpeg = (quality: number) => ({ op: 'encode', type: 'image/jpeg', quality }) as const;
  if (!flat) return [jpeg(85), jpeg(70), jpeg(50)];
  return kind === 'jpeg' ? [jpeg(92), jpeg(85), jpeg(70)] : [png, jpeg(92), jpeg(85), jpeg(70)];
}
