/** Pictures as data URLs, kept between turns: a follow-up sends the same pictures, and must not read or encode them again. */
import type { BytesOf } from '../chat/engine.ts';
import type { ImageRef } from '../chat/image-ref.ts';

/** A data URL as ASCII bytes, the form in which it goes into the request: strings would be copied once more. */
export type DataUrl = Uint8Array;

const MAX_KEPT_BYTES = 32 * 1024 * 1024;

export type DataUrls = {
  /** The data URL of a picture's sent bytes; rejects as `bytesOf` does. The same picture gives the same bytes for ever. */
  of(image: ImageRef, bytesOf: BytesOf): Promise<DataUrl>;
  /** Bytes kept at present. */
  readonly keptBytes: number;
};

/** A store of data URLs by hash that forgets the longest unused beyond `maxKeptBytes`. */
export function dataUrls(maxKeptBytes = MAX_KEPT_BYTES): DataUrls {
  const kept = new Map<string, DataUrl>();
  let keptBytes = 0;

  function keep(key: string, url: DataUrl): void {
    if (url.length > maxKeptBytes || kept.has(key)) return;
    kept.set(key, url);
    keptBytes += url.length;
    for (const [oldest, { length }] of kept) {
      if (keptBytes <= maxKeptBytes) break;
      kept.delete(oldest);
      keptBytes -= length;
    }
  }

  return {
    async of(image, bytesOf) {
      const key = `${image.type} ${image.sent}`;
      const found = kept.get(key);
      if (found) {
        // A map remembers the order of insertion: put back, it is the youngest.
        kept.delete(key);
        kept.set(key, found);
        return found;
      }
      const url = dataUrlOf(image.type, await bytesOf(image, 'sent'));
      keep(key, url);
      return url;
    },
    get keptBytes() {
      return keptBytes;
    },
  };
}

/** `data:<type>;base64,…` in canonical Base64 (RFC 4648 section 4, padded, no line breaks). */
export function dataUrlOf(type: string, bytes: Uint8Array): DataUrl {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return Buffer.from(`data:${type};base64,${base64}`, 'latin1');
}

/** The length of the data URL of a picture, in bytes, without making it. */
export function dataUrlLength(image: ImageRef): number {
  return `data:${image.type};base64,`.length + Math.ceil(image.bytes / 3) * 4;
}
