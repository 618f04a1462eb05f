/**
 * Whether a PNG or JPEG consists of nothing but what its pixels need. Only such files go out as they are: everything
 * else (Exif with the place, XMP, comments, colour profiles, thumbnails, bytes after the end) may tell more than the picture.
 */
import { crc32 } from 'node:zlib';

/** True if the PNG is whole, 8 bits deep at most, not animated, with sound checksums and only chunks of the picture itself. */
export function isBarePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bitDepth = bytes[24];
  if (bitDepth === undefined || bitDepth > 8) return false;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return false;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!PNG_CHUNKS.has(type)) return false;
    if (view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return false;
    if (type === 'IEND') return end === bytes.length;
    at = end;
  }
  return false;
}

/** PNG specification, third edition, section 11: the picture, its palette, transparency and brightness. */
const PNG_CHUNKS: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'sRGB',
  'gAMA',
  'cHRM',
  'sBIT',
  'bKGD',
  'pHYs',
]);

/** True if the JPEG is grey or YCbCr, 8 bits deep, Huffman-coded, whole, with only segments of the picture itself. */
export function isBareJpeg(bytes: Uint8Array): boolean {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI) return at + 2 === bytes.length;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return false;
    if (!isBareSegment(marker, bytes.subarray(at + 4, end))) return false;
    at = marker === SOS ? endOfScan(bytes, end) : end;
  }
  return at + 2 === bytes.length && bytes[at] === 0xff && bytes[at + 1] === EOI;
}

const EOI = 0xd9;
const SOS = 0xda;

/** Markers as in ITU-T T.81, table B.1. */
function isBareSegment(marker: number, body: Uint8Array): boolean {
  switch (marker) {
    case 0xc0: // baseline
    case 0xc1: // extended sequential
    case 0xc2: // progressive
      return body[0] === 8 && (body[5] === 1 || body[5] === 3);
    case 0xc4: // Huffman tables
    case 0xdb: // quantisation tables
    case 0xdd: // restart interval
    case SOS:
      return true;
    case 0xe0: // JFIF without a thumbnail, and none of its extensions
      return body.length === 14 && String.fromCharCode(...body.subarray(0, 5)) === 'JFIF\0';
    case 0xee: // Adobe: how the colours are to be read
      return body.length === 12 && String.fromCharCode(...body.subarray(0, 5)) === 'Adobe';
    default:
      return false;
  }
}

/** The place of the first marker after coded data: 0xff before anything but 0 (a coded 0xff) or a restart mark. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
