/**
 * The process in which pictures are decoded: an entry point of its own, started by `decoder.ts`. Takes one
 * `DecodeRequest` after the other, answers each with a `DecodeAnswer`, and ends with its parent.
 */
import type { DecodeAnswer, DecodeRequest } from './decoder.ts';
import { prepare } from './prepare.ts';

// At once, also in the middle of a picture: `process.exit` would wait for the threads of libvips.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl+C reaches all processes of the terminal; what it means is for the parent to say.
process.on('SIGINT', () => {});

process.on('message', (request: DecodeRequest) => {
  void answer(request).then(reply => process.send?.(reply));
});

async function answer({ id, bytes, limits }: DecodeRequest): Promise<DecodeAnswer> {
  const sharp = await loadSharp();
  if (!sharp) return { id, result: { ok: false, reason: 'no-decoder' } };
  return { id, result: await prepare(sharp, bytes, limits) };
}

type SharpModule = typeof import('sharp')['default'];
let loaded: Promise<SharpModule | null> | undefined;

function loadSharp(): Promise<SharpModule | null> {
  loaded ??= import('sharp').then(
    ({ default: sharp }) => {
      sharp.cache(false);
      sharp.concurrency(2);
      // Only readers of what `sniff` lets through, whatever libvips takes the bytes for.
      sharp.block({ operation: ['VipsForeignLoad'] });
      sharp.unblock({
        operation: [
          'VipsForeignLoadPngBuffer',
          'VipsForeignLoadJpegBuffer',
          'VipsForeignLoadWebpBuffer',
          'VipsForeignLoadNsgifBuffer',
          'VipsForeignLoadTiffBuffer',
          'VipsForeignLoadHeifBuffer',
        ],
      });
      return sharp;
    },
    () => null,
  );
  return loaded;
}
