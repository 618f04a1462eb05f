/** Ink as it comes: one bundle, production, compile cache. */
import { enableCompileCache } from 'node:module';

enableCompileCache(process.env.BENCH_COMPILE_CACHE);
const { startChat } = await import('./ink-chat.tsx');
startChat(0);
