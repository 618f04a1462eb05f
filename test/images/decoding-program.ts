/** A program that decodes a picture and then comes to its end (`end`) or tells the decoder's pid and lives on (`wait`). */
import { openDecoder } from '../../src/images/decoder.ts';
import { DEFAULT_LIMITS as limits } from '../../src/images/limits.ts';
import { drawing } from './pictures.ts';

const decoder = openDecoder({ idleMs: 3_600_000 });
const { signal } = new AbortController();
const result = await decoder.decode(await drawing().png().toBuffer(), { signal, limits });
if (!result.ok) throw new Error(result.reason);
if (process.argv[2] === 'wait') {
  process.send?.(decoder.pid());
  setInterval(() => {}, 1000);
}
