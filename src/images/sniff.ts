/** What a file is, by its bytes: names and declared types lie. */

/** Pictures that can be read, or named at least. */
export type PictureKind =
  | 'png'
  | 'jpeg'
  | 'webp'
  | 'gif'
  | 'tiff'
  | 'avif'
  | 'heic'
  | 'bmp'
  | 'jxl'
  | 'ico'
  | 'psd';
/** What is no picture but known well enough to be called by its name. */
export type OtherKind =
  | 'svg'
  | 'pdf'
  | 'html'
  | 'zip'
  | 'archive'
  | 'video'
  | 'audio'
  | 'program'
  | 'text'
  | 'unknown';
/** All that `sniff` tells apart. */
export type Kind = PictureKind | OtherKind;

/** How many bytes of the beginning `sniff` looks at; more do no harm. */
export const SNIFF_BYTES = 4096;

/** The kind of a file by its first bytes; `unknown` for what is none of the kinds, and for no bytes at all. */
export function sniff(bytes: Uint8Array): Kind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SNIFF_BYTES)).toString(
    'latin1',
  );
  for (const [kind, beginning] of BEGINNINGS) if (beginning.test(head)) return kind;
  const brand = /^[\s\S]{4}ftyp([\s\S]{4})/.exec(head)?.[1];
  if (brand !== undefined) return kindOfBrand(brand, head);
  return kindOfText(bytes.subarray(0, SNIFF_BYTES), head);
}

/** Whether it is a picture made of pixels: what a drop of a file should become, even if the answer is a sentence about why not. */
export function isPicture(kind: Kind): kind is PictureKind {
  return PICTURES.has(kind);
}

const PICTURES: ReadonlySet<Kind> = new Set<PictureKind>([
  'png',
  'jpeg',
  'webp',
  'gif',
  'tiff',
  'avif',
  'heic',
  'bmp',
  'jxl',
  'ico',
  'psd',
]);

const BEGINNINGS: readonly (readonly [Kind, RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
  ['video', /^RIFF[\s\S]{4}AVI /],
  ['audio', /^RIFF[\s\S]{4}WAVE/],
  ['tiff', /^(?:II[*+]\0|MM\0[*+])/],
  // The size of the second header tells a bitmap from a text that begins with BM.
  ['bmp', /^BM[\s\S]{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0/],
  ['ico', /^\0\0[\x01\x02]\0[^\0]\0/],
  ['psd', /^8BPS\0[\x01\x02]/],
  ['jxl', /^(?:\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n)/],
  // Readers of PDF look for the mark in the first kilobyte.
  ['pdf', /^[\s\S]{0,1019}%PDF-\d/],
  ['zip', /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ['archive', /^(?:\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!|BZh|\xfd7zXZ\0|\x28\xb5\x2f\xfd)/],
  ['video', /^(?:\x1aE\xdf\xa3|FLV\x01|\0\0\x01[\xb3\xba])/],
  ['audio', /^(?:ID3|OggS|fLaC|\xff[\xf2\xf3\xfb])/],
  ['program', /^(?:\x7fELF|MZ[\s\S]\0|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)/],
];

/** The brands of ISO base media files (ISO/IEC 14496-12, 23008-12): the major one, then those that it also fits. */
function kindOfBrand(major: string, head: string): Kind {
  const size = head.charCodeAt(2) * 256 + head.charCodeAt(3);
  const brands = [major, ...(head.slice(16, Math.min(size, 512)).match(/[\s\S]{4}/g) ?? [])];
  if (brands.some(brand => brand === 'avif' || brand === 'avis')) return 'avif';
  if (brands.some(brand => /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) return 'heic';
  if (major === 'M4A ') return 'audio';
  return 'video';
}

function kindOfText(bytes: Uint8Array, head: string): Kind {
  if (bytes.length === 0) return 'unknown';
  if (/^(?:\xff\xfe|\xfe\xff)/.test(head)) return 'text';
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(head)) return 'unknown';
  try {
    // As a stream, because the last character may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return 'unknown';
  }
  const beginning = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE svg[\s\S]*?>\s*)*<svg[\s>]/i.test(beginning))
    return 'svg';
  if (/^(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|title|script|meta)[\s>]/i.test(beginning))
    return 'html';
  return 'text';
}
