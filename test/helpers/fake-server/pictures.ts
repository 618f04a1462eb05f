/** Reading of the pictures in a request, as strictly as the strictest server. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Violation } from './violation.ts';
import type { ChatBody } from './wire.ts';

/** A decoded picture of a request. */
export type Picture = {
  readonly message: number;
  readonly part: number;
  /** As declared and as the bytes say. */
  readonly type: string;
  readonly detail: string | null;
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`, lower-case hexadecimal. */
  readonly sha256: string;
} & Pixels;

export type Pixels = {
  readonly width: number;
  readonly height: number;
  /** Mean red, green and blue, 0–255. */
  readonly meanColour: readonly [number, number, number];
  /** 8 × 8 RGB values: enough to know a picture again after it was scaled or re-encoded. */
  readonly thumbnail: Uint8Array;
};

export type PictureOptions = {
  /** Media types that the server reads. */
  readonly formats: readonly string[];
  /** Whether http(s) URLs pass (they are not fetched). */
  readonly urls: boolean;
};

const decoded = new Map<string, Promise<Pixels>>();

/** The pictures of a body, and what is wrong with those that cannot be read. */
export async function picturesOf(
  body: ChatBody,
  options: PictureOptions,
): Promise<{ readonly pictures: readonly Picture[]; readonly violations: readonly Violation[] }> {
  const pictures: Picture[] = [];
  const violations: Violation[] = [];
  for (const [message, { content }] of body.messages.entries()) {
    if (typeof content === 'string') continue;
    for (const [part, value] of content.entries()) {
      if (value.type !== 'image_url') continue;
      const { url, detail = null } = value.image_url;
      if (options.urls && /^https?:/.test(url)) continue;
      const read = await readDataUrl(url, options.formats);
      if (typeof read === 'string') {
        const text = `Invalid image in messages[${message}].content[${part}]: ${read}`;
        violations.push({ rule: 'picture', message: text, code: 'invalid_image_format' });
      } else pictures.push({ message, part, detail, ...read });
    }
  }
  return { pictures, violations };
}

type Read = Omit<Picture, 'message' | 'part' | 'detail'>;

async function readDataUrl(url: string, formats: readonly string[]): Promise<Read | string> {
  const match = /^data:([^;,]*);base64,/.exec(url);
  if (!match) return `not a Base64 data URL: ${url.slice(0, 40)}`;
  const type = match[1] ?? '';
  const base64 = url.slice(match[0].length);
  const bytes = Buffer.from(base64, 'base64');
  if (base64 === '' || bytes.toString('base64') !== base64) return 'Base64 that is not canonical';
  const actual = typeOf(bytes);
  if (actual !== type) return `declared as ${type}, but the bytes are ${actual}`;
  if (!formats.includes(type)) return `${type} is not supported`;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    return { type, bytes, sha256, ...(await pixelsOf(bytes, sha256)) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function pixelsOf(bytes: Uint8Array, sha256: string): Promise<Pixels> {
  const known = decoded.get(sha256) ?? decode(bytes);
  decoded.set(sha256, known);
  return known;
}

/** Every pixel of a picture, boiled down. Rejects when the picture is torn. */
export async function decode(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { failOn: 'warning' })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const thumbnail = await sharp(data, { raw: { width, height, channels } })
    .resize(8, 8, { fit: 'fill' })
    .raw()
    .toBuffer();
  const mean = (channel: number) =>
    Math.round(thumbnail.filter((_, index) => index % 3 === channel).reduce((a, b) => a + b, 0) / 64);
  return { width, height, meanColour: [mean(0), mean(1), mean(2)], thumbnail };
}

function typeOf(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  if (/^RIFF.{4}WEBP/s.test(head)) return 'image/webp';
  return 'of an unknown type';
}
