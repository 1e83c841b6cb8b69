import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { root } from './root.mjs';

const [name = '', ...rest] = process.argv.slice(2);
const source = join(root, 'bench', `${name}.ts`);
if (!existsSync(source)) {
  const names = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  process.stderr.write(`Say what to measure: npm run bench -- ${names.join(' | ')}\n`);
  process.exit(1);
}

process.chdir(root);
// What is measured is the build, and what measures must not read sources that the build is older than.
await build();
/** These find files of their own by where they lie; as a whole they stay there. */
const whatLiesElsewhere = {
  name: 'what-lies-elsewhere',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(?:azure-devops-node-api|esbuild)$/ }, ({ path }) => ({ path, external: true })),
};

const outfile = join(root, '.local/bench', `${name}.mjs`);
const esbuild = await import('esbuild');
await esbuild.build({
  entryPoints: [source],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  plugins: [whatLiesElsewhere],
  // Bundled CommonJS libraries call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  sourcemap: 'inline',
  logLevel: 'warning',
});
process.argv = [process.argv[0] ?? 'node', outfile, ...rest];
await import(pathToFileURL(outfile).href);
