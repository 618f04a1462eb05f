/** What the tests of loading share: a folder for a while, and `loadImage` with a store to look into. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PreparedImage } from '../../src/chat/image-ref.ts';
import type { Decoder } from '../../src/images/decoder.ts';
import type { ImageLimits } from '../../src/images/limits.ts';
import { loadImage } from '../../src/images/load.ts';
import { memoryStore } from '../../src/store/store.ts';
import type { Notice } from '../../src/text/catalogue.ts';

export async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'images-'));
  await run(folder).finally(() => rm(folder, { recursive: true, force: true }));
}

type Options = {
  readonly limits?: Partial<ImageLimits>;
  readonly signal?: AbortSignal;
  readonly allowPrivateHosts?: boolean;
  readonly decoder?: Decoder;
};

export type Loaded = {
  readonly image: PreparedImage;
  readonly sent: Uint8Array;
  readonly original: Uint8Array;
};

/** Loads a path or http(s) URL: the picture with its bytes, or the notice. */
export async function load(address: string, options: Options = {}): Promise<Loaded | Notice> {
  const store = memoryStore();
  const source = /^https?:/.test(address)
    ? ({ type: 'url', url: address } as const)
    : ({ type: 'file', path: address } as const);
  const loaded = await loadImage(source, {
    put: store.put,
    signal: new AbortController().signal,
    allowPrivateHosts: true,
    ...options,
  });
  if (!loaded.ok) return loaded.notice;
  const { image } = loaded;
  return { image, sent: await store.get(image.sent), original: await store.get(image.original) };
}

/** Loads bytes from a file of their own and expects a picture. */
export async function loadBytes(bytes: Uint8Array, options: Options = {}): Promise<Loaded> {
  const loaded = await tryBytes(bytes, options);
  if ('code' in loaded) throw new Error(JSON.stringify(loaded));
  return loaded;
}

/** Loads bytes from a file of their own: a picture or a notice. */
export async function tryBytes(bytes: Uint8Array, options: Options = {}): Promise<Loaded | Notice> {
  const folder = await mkdtemp(join(tmpdir(), 'images-'));
  try {
    const path = join(folder, 'picture.png');
    await writeFile(path, bytes);
    return await load(path, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
