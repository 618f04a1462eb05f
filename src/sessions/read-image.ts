/** Pictures read back from a log. */
import type { ImageName, ImageRef, RecipeStep, SentType } from '../chat/image-ref.ts';
import { cleanText, wellFormed } from '../text/clean.ts';
import {
  arrayOf,
  type Fields,
  integerOf,
  lineOf,
  matchOf,
  objectOf,
  oneOf,
  ShapeError,
  stringOf,
} from './shape.ts';

const MAX_SIDE = 1_000_000;
const MAX_BYTES = 2 ** 40;
const SHA_256 = /^[0-9a-f]{64}$/;
// Few digits, so that a hostile name cannot push the counter of pictures out of the exact numbers.
const NAME = /^#[1-9]\d{0,6}(?:[a-z.-][a-z0-9.-]{0,15})?$/;
const TYPES: readonly SentType[] = ['image/png', 'image/jpeg'];

type StepReaders = {
  readonly [Op in RecipeStep['op']]: (fields: Fields) => Extract<RecipeStep, { readonly op: Op }>;
};

const STEPS: StepReaders = {
  'first-frame': () => ({ op: 'first-frame' }),
  upright: fields => ({ op: 'upright', orientation: integerOf(fields.orientation, 1, 8) }),
  fit: fields => ({ op: 'fit', maxSide: integerOf(fields.maxSide, 1, MAX_SIDE) }),
  encode: fields => ({
    op: 'encode',
    type: oneOf(fields.type, TYPES),
    ...(fields.quality === undefined ? {} : { quality: integerOf(fields.quality, 1, 100) }),
  }),
};

/** The name of a picture, such as `#2` or `#2a`; throws `ShapeError`. */
export function imageNameOf(value: unknown): ImageName {
  return matchOf(value, NAME) as ImageName;
}

/** The picture of an `image` record, names for the screen cleaned; throws `ShapeError`. */
export function imageOf(value: unknown): ImageRef {
  const fields = objectOf(value);
  return {
    name: imageNameOf(fields.name),
    source: sourceOf(fields.source),
    label: lineOf(fields.label),
    original: matchOf(fields.original, SHA_256),
    recipe: arrayOf(fields.recipe).map(stepOf),
    sent: matchOf(fields.sent, SHA_256),
    type: oneOf(fields.type, TYPES),
    width: integerOf(fields.width, 1, MAX_SIDE),
    height: integerOf(fields.height, 1, MAX_SIDE),
    bytes: integerOf(fields.bytes, 0, MAX_BYTES),
    ...(fields.parent === undefined ? {} : { parent: imageNameOf(fields.parent) }),
  };
}

// Spaces in a path count, so they are not joined as they are in a label.
function sourceOf(value: unknown): string {
  return cleanText(wellFormed(stringOf(value)))
    .replace(/[\n\t]/g, ' ')
    .slice(0, 4096);
}

function stepOf(value: unknown): RecipeStep {
  const fields = objectOf(value);
  const op = stringOf(fields.op);
  if (!isOp(op)) throw new ShapeError('step of a recipe');
  return STEPS[op](fields);
}

function isOp(op: string): op is RecipeStep['op'] {
  return Object.hasOwn(STEPS, op);
}
