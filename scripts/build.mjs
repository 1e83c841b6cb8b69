import { readdirSync, statSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';
import { removeOthers, writeBuild } from './write-build.mjs';

/** Bundled CommonJS libraries call require() for Node's own modules and for what the platform supplies. */
const requireForBundledCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: requireForBundledCommonJs },
  logLevel: 'warning',
  absWorkingDir: root,
  write: false,
};

/** The deployable: one entry, chunks that load on first use. The platform supplies @azure/functions-core. */
const app = {
  ...common,
  entryPoints: { main: 'functions/main.ts' },
  outdir: 'dist',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['@azure/functions-core'],
};

/** The local platform: an entry per process, installed packages stay outside. */
const localPlatform = () => ({
  ...common,
  entryPoints: Object.fromEntries(
    readdirSync(join(root, 'local'))
      .filter(
        (name) =>
          statSync(join(root, 'local', name)).isDirectory() &&
          existsSync(join(root, 'local', name, 'main.ts')),
      )
      .map((name) => [`${name}/main`, `local/${name}/main.ts`])
      .concat(existsSync(join(root, 'local/start.ts')) ? [['start', 'local/start.ts']] : []),
  ),
  outdir: '.local/build',
  splitting: true,
  packages: 'external',
  banner: {},
});

/** Builds the deployable into dist/ and the local platform into .local/build/. */
export async function build() {
  await ensureInstalled();
  const startedAt = new Date().toISOString();
  const esbuild = await import('esbuild');
  const [deployable, platform] = await Promise.all([esbuild.build(app), esbuild.build(localPlatform())]);
  writeBuild([...deployable.outputFiles, ...platform.outputFiles]);
  // Only here: a part of the local platform that runs may still load a chunk of the build that it started from.
  removeOthers(join(root, 'dist'), deployable.outputFiles);
  // What changed after this moment is not in the build; tests/support/ensure-built.ts compares.
  writeFileSync(join(root, '.local/build/built-at'), startedAt);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await build();
