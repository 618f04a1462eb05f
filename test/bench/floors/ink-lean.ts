/**
 * Ink less what it does not need at the start. Yoga reads its embedded WebAssembly through `fetch` if there is one,
 * which loads all of undici; without one it decodes the bytes itself. Segmenters and the emoji expression are put off
 * by the build.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache(process.env.BENCH_COMPILE_CACHE);
const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true });
const { startChat } = await import('./ink-chat.tsx');
if (fetch) Object.defineProperty(globalThis, 'fetch', fetch);
startChat(33);
