import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { root } from './root.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

/** What the Functions host has to know of the package: where it starts. Everything else is in the bundle. */
function packageJson() {
  const { name, version, description, license, main, engines } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return { name, version, description, license, private: true, main, engines };
}

/** Puts into a folder what goes to Azure: the bundle with its chunks and source maps, and what the host reads. */
function makePackage(folder) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'dist'), join(folder, 'dist'), {
    recursive: true,
    filter: (source) => !source.endsWith('.tmp'),
  });
  cpSync(join(root, 'host.json'), join(folder, 'host.json'));
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`);
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(join(root, 'dist')));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'as-built': { type: 'boolean', default: false } },
});
const folder = resolve(positionals[0] ?? join(root, '.local', 'package'));
if (!values['as-built']) await build();
makePackage(folder);
process.stdout.write(`The package is in ${folder}\n`);
