/** A picture of the conversation as data: its bytes are in the store, by hash. */

/** The SHA-256 of bytes in the store, 64 lower-case hexadecimal digits. */
export type Sha256 = string;

/** `#1`, `#2`, …: given once per session file, never again to another picture. */
export type ImageName = `#${string}`;

/** The media types of prepared pictures: what the wire takes everywhere (PNG, JPEG). */
export type SentType = 'image/png' | 'image/jpeg';

/** One step from the original bytes to the sent ones; a recipe is applied in order. */
export type RecipeStep =
  | { readonly op: 'first-frame' }
  | { readonly op: 'upright'; readonly orientation: number }
  | { readonly op: 'fit'; readonly maxSide: number }
  | { readonly op: 'encode'; readonly type: SentType; readonly quality?: number };

export type Recipe = readonly RecipeStep[];

/** A picture that was found, checked, prepared and stored, not yet named. */
export type PreparedImage = {
  /** Where it came from, for people: the path as resolved, or the final URL without credentials and query. */
  readonly source: string;
  /** Short cleaned name for the chip: the last part of the path or URL. */
  readonly label: string;
  readonly original: Sha256;
  /** Empty when the sent bytes are the original ones. */
  readonly recipe: Recipe;
  readonly sent: Sha256;
  readonly type: SentType;
  /** Pixels of the sent picture. */
  readonly width: number;
  readonly height: number;
  /** Length of the sent bytes. */
  readonly bytes: number;
};

export type ImageRef = PreparedImage & {
  readonly name: ImageName;
  /** The picture that this one was made from by a further recipe. */
  readonly parent?: ImageName;
};
