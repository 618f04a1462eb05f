/** A picture from any source: found, checked, made fit to be sent, stored. */
import { basename } from 'node:path';
import type { PreparedImage, Sha256 } from '../chat/image-ref.ts';
import type { Notice } from '../text/catalogue.ts';
import { cleanLine } from '../text/clean.ts';
import { type DecodeFailure, type Decoder, openDecoder } from './decoder.ts';
import { DEFAULT_LIMITS, type ImageLimits } from './limits.ts';
import type { Prepared } from './prepare.ts';
import { readRegularFile } from './read-file.ts';
import { isPicture, sniff } from './sniff.ts';
import type { Source } from './sources.ts';

/** What `loadImage` needs and keeps to. */
export type LoadOptions = {
  /** Keeps bytes and tells their hash; what it throws becomes the notice `image-not-kept`. */
  readonly put: (bytes: Uint8Array) => Promise<Sha256>;
  /** Aborting gives the notice `image-stopped` soon. */
  readonly signal: AbortSignal;
  /** Whether URLs may lead into private networks and to this machine. */
  readonly allowPrivateHosts: boolean;
  /** What differs from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<ImageLimits>;
  /** Where pictures are decoded; one process shared by all callers unless given. */
  readonly decoder?: Decoder;
};

/** A picture whose bytes are in the store, or why there is none. */
export type LoadedImage =
  | { readonly ok: true; readonly image: PreparedImage }
  | { readonly ok: false; readonly notice: Notice };

/** Loads one picture and puts its original and its sent bytes into the store. Never throws. */
export async function loadImage(source: Source, options: LoadOptions): Promise<LoadedImage> {
  const { signal } = options;
  const stopped = { ok: false, notice: { code: 'image-stopped', data: {} } } as const;
  if (signal.aborted) return stopped;
  let onAbort = () => {};
  const abort = new Promise<LoadedImage>(resolve => {
    onAbort = () => resolve(stopped);
    signal.addEventListener('abort', onAbort);
  });
  try {
    // A network drive can hold a read for ever; whoever waits goes on all the same.
    return await Promise.race([load(source, options), abort]);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    return notice({ code: 'image-not-kept', data: { reason: cleanLine(reason, 60) } });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

let sharedDecoder: Decoder | undefined;

async function load(source: Source, options: LoadOptions): Promise<LoadedImage> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const found = await bytesOf(source, options, limits);
  if (!found.ok) return found;
  const { bytes, name } = found;
  const kind = sniff(bytes);
  if (!isPicture(kind)) return notice({ code: 'image-not-picture', data: { name, kind } });
  if (kind === 'heic' || kind === 'bmp' || kind === 'jxl' || kind === 'ico' || kind === 'psd')
    return notice({ code: 'image-unsupported', data: { name, kind } });
  sharedDecoder ??= openDecoder();
  const decoder = options.decoder ?? sharedDecoder;
  const result = await decoder.decode(bytes, { signal: options.signal, limits });
  if (!result.ok) return notice(decodeNotice(result, name, limits));
  if (options.signal.aborted) return notice({ code: 'image-stopped', data: {} });
  return { ok: true, image: await keep(found, result, options.put) };
}

type Found = {
  readonly ok: true;
  readonly bytes: Uint8Array;
  /** Clean, for people: path or URL, and its last part. */
  readonly name: string;
  readonly label: string;
};

async function bytesOf(
  source: Source,
  { signal, allowPrivateHosts }: LoadOptions,
  limits: ImageLimits,
): Promise<Found | { readonly ok: false; readonly notice: Notice }> {
  switch (source.type) {
    case 'file': {
      const read = await readRegularFile(source.path, limits.maxSourceBytes);
      if (!read.ok) return read;
      return { ...read, name: cleanLine(source.path, 4096), label: labelOf(basename(source.path)) };
    }
    case 'url': {
      const { fetchPicture } = await import('./fetch.ts');
      const fetched = await fetchPicture(source.url, { signal, allowPrivateHosts, limits });
      if (!fetched.ok) return fetched;
      const { bytes, url } = fetched;
      if (bytes.length === 0) return notice({ code: 'image-file-empty', data: { name: url } });
      const { hostname, pathname } = new URL(url);
      return { ok: true, bytes, name: url, label: labelOf(basename(decoded(pathname)) || hostname) };
    }
    case 'data': {
      const bytes = bytesInDataUrl(source.url);
      const name = 'data URL';
      if (bytes === null || bytes.length === 0) return notice({ code: 'image-file-empty', data: { name } });
      return { ok: true, bytes, name, label: 'data-url' };
    }
    default:
      return source satisfies never;
  }
}

async function keep(
  { bytes, name, label }: Found,
  prepared: Prepared,
  put: LoadOptions['put'],
): Promise<PreparedImage> {
  const original = await put(bytes);
  const sent = prepared.bytes === null ? original : await put(prepared.bytes);
  const { recipe, type, width, height } = prepared;
  const length = prepared.bytes?.length ?? bytes.length;
  return { source: name, label, original, recipe, sent, type, width, height, bytes: length };
}

function decodeNotice(failure: DecodeFailure, name: string, limits: ImageLimits): Notice {
  switch (failure.reason) {
    case 'damaged':
      return { code: 'image-damaged', data: { name } };
    case 'too-many-pixels': {
      const { width, height } = failure;
      return { code: 'image-too-many-pixels', data: { name, width, height, most: limits.maxPixels } };
    }
    case 'crashed':
      return { code: 'image-decoder-crashed', data: { name } };
    case 'hung':
      return { code: 'image-decoder-hung', data: { name, seconds: Math.ceil(limits.decodeMs / 1000) } };
    case 'no-decoder':
      return { code: 'image-no-decoder', data: {} };
    case 'stopped':
      return { code: 'image-stopped', data: {} };
    default:
      return failure satisfies never;
  }
}

function labelOf(name: string): string {
  return cleanLine(name, 60) || 'image';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function notice(notice: Notice): { readonly ok: false; readonly notice: Notice } {
  return { ok: false, notice };
}

/** The bytes that a `data:` URL (RFC 2397) holds, in Base64 or escaped; null if it is none. The type it names is not believed. */
function bytesInDataUrl(url: string): Uint8Array | null {
  const match = /^data:([^,]*),([\s\S]*)$/i.exec(url);
  if (!match) return null;
  const [, head = '', data = ''] = match;
  if (/;\s*base64$/i.test(head)) return Buffer.from(data, 'base64');
  return Buffer.from(decoded(data), 'latin1');
}
