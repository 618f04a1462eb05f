/** The bounds within which a picture is taken. All settable for tests; the defaults are for people. */
export type ImageLimits = {
  /** Length of the file or download. */
  readonly maxSourceBytes: number;
  /** Width times height, before anything is decoded. */
  readonly maxPixels: number;
  /** Longest side of what is sent, in pixels. */
  readonly maxSide: number;
  /** Length of what is sent. */
  readonly maxSentBytes: number;
  /** Decoding, fitting and encoding of one picture. */
  readonly decodeMs: number;
  /** A download as a whole, redirects included. */
  readonly fetchMs: number;
  /** A download without a new byte. */
  readonly fetchIdleMs: number;
  readonly maxRedirects: number;
};

/** The bounds for people. */
export const DEFAULT_LIMITS: ImageLimits = {
  maxSourceBytes: 50_000_000,
  // The large sensors of phones give 12,000 × 9,000.
  maxPixels: 120_000_000,
  // No model reads more at `detail: high`.
  maxSide: 2048,
  // 5 MiB of Base64, which is where some services count (aws/amazon-q-developer-cli#3912, boldsoftware/shelley#213).
  maxSentBytes: 3_932_160,
  decodeMs: 20_000,
  fetchMs: 30_000,
  fetchIdleMs: 10_000,
  maxRedirects: 5,
};
