import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

/** Bundled CommonJS libraries call require() for Node's own modules and for what the platform supplies. */
const requireForBundledCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const emptyApp = `
  import { app } from '@azure/functions';
  app.http('hello', { handler: () => ({ body: 'hello' }) });
`;

/** Builds the apps that are compared. @returns the entry of each, as a URL */
export async function buildContestants(
  folder: string,
): Promise<Record<'empty' | 'bundle' | 'unbundled', string>> {
  await esbuild.build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['@azure/functions-core'],
    stdin: { contents: emptyApp, resolveDir: process.cwd() },
    outfile: join(folder, 'empty.mjs'),
    banner: { js: requireForBundledCommonJs },
    logLevel: 'warning',
  });
  // A file per source, as a compiler leaves it; packages are read from node_modules.
  await esbuild.build({
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    entryPoints: ['functions/**/*.ts', 'shared/**/*.ts'],
    outbase: '.',
    outdir: join(folder, 'unbundled'),
    logLevel: 'warning',
  });
  const url = (path: string) => pathToFileURL(path).href;
  return {
    empty: url(join(folder, 'empty.mjs')),
    bundle: url(join(process.cwd(), 'dist/main.mjs')),
    unbundled: url(join(folder, 'unbundled/functions/main.js')),
  };
}
