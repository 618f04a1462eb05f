/**
 * Builds `dist/`: an ESM bundle with code splitting, so that the entry chunk draws the prompt before the rest loads.
 * `node scripts/build.ts` (Node strips the types itself).
 */
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { build, type Plugin } from 'esbuild';

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

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', 'decode-process': 'src/images/decode-process.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minify: true,
  legalComments: 'linked',
  external: ['sharp'],
  plugins: [emptyModules],
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
chmodSync('dist/cli.js', 0o755);
