import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** The programs that vision-chat is compared with, from the barest up. */
export const FLOORS = ['bare', 'raw', 'ink-bundle', 'ink-lean'] as const;
export type Floor = (typeof FLOORS)[number];

/** Builds the floors as ESM bundles into `outdir`, `<name>/main.js` each; fails loudly when a library no longer fits the plan. */
export async function buildFloors(outdir: string): Promise<void> {
  for (const floor of FLOORS)
    await build({
      entryPoints: { main: join(import.meta.dirname, 'floors', `${floor}.ts`) },
      outdir: join(outdir, floor),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      minify: true,
      jsx: 'automatic',
      plugins: floor === 'ink-lean' ? [withoutDevtools, lazyUnicode] : [withoutDevtools],
      define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
      banner: {
        js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
      },
      logLevel: 'warning',
    });
}

const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}' }));
  },
};

/** Puts off to first use what costs 18 ms at import: segmenters, and the expression of all emoji. */
const lazyUnicode: Plugin = {
  name: 'lazy-unicode',
  setup(build) {
    const seen = { segmenters: 0, expressions: 0 };
    build.onLoad({ filter: /node_modules\/.*\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const source = await readFile(path, 'utf8');
      const contents = source
        .replace(/^const (\w+) = (new Intl\.Segmenter\([^)]*\));$/gm, (_, name, made) => {
          seen.segmenters += 1;
          return `let made_${name}; const ${name} = { segment: text => (made_${name} ??= ${made}).segment(text) };`;
        })
        .replace(/^const (\w+) = (\/\^\\p\{RGI_Emoji\}\$\/v);$/gm, (_, name, made) => {
          seen.expressions += 1;
          return `let made_${name}; const ${name} = { test: text => (made_${name} ??= ${made}).test(text) };`;
        });
      return contents === source ? undefined : { contents, loader: 'js' };
    });
    build.onEnd(() => {
      if (seen.segmenters === 0 || seen.expressions === 0)
        throw new Error(
          'ink-lean: no segmenter or emoji expression found to put off; look at string-width again',
        );
    });
  },
};
