/**
 * Builds `dist/`, or the folder named: an ESM bundle with code splitting, so that the entry chunk draws the prompt before the
 * rest loads. `node scripts/build.ts [folder]` (Node strips the types itself).
 */
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const [outdir = 'dist'] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** Modules that a dependency imports but that never run here: an empty module in their place. */
const unused = ['react-devtools-core', 'cli-highlight', 'cli-table3', 'node-emoji'];

const emptyModules: Plugin = {
  name: 'empty-modules',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${unused.join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'empty',
    }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
      // marked-terminal imports `highlight` of cli-highlight by name.
      contents: 'export default {}; export const highlight = undefined',
    }));
  },
};

/**
 * Ink measures text with string-width, whose Segmenter and emoji expression cost some 20 ms as soon as a frame holds `›`:
 * in the bundle it measures with our own width, which equals it and has a fast path for common characters. Segmenters
 * that other modules make at import are made at their first use.
 */
const quickStart: Plugin = {
  name: 'quick-start',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, () => ({ path: resolve('src/text/string-width.ts') }));
    build.onLoad(
      { filter: /node_modules[\\/](slice-ansi|wrap-ansi|cli-truncate|ink)[\\/].*\.js$/ },
      ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(
          /const (\w+) = (new Intl\.Segmenter\([^)]*\));/g,
          'let made_$1; const $1 = { segment: text => (made_$1 ??= $2).segment(text) };',
        ),
        loader: 'js',
      }),
    );
  },
};

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', 'decode-process': 'src/images/decode-process.ts' },
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minify: true,
  legalComments: 'linked',
  external: ['sharp'],
  plugins: [emptyModules, quickStart],
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    __VERSION__: JSON.stringify(version),
  },
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
chmodSync(join(outdir, 'cli.js'), 0o755);
