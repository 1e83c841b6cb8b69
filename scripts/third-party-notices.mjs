import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './root.mjs';

const licenceFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** Packages that were bundled before they were published name their sources in this way. */
const bundledBefore = /^webpack:\/\/((?:@[^/]+\/)?[^/]+)\//;

const inPackage = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/** The folder of the package that a source of a map belongs to; undefined for our own sources. */
function packageFolder(source, mapFolder) {
  const [, name] = bundledBefore.exec(source) ?? [];
  if (name !== undefined) return join(root, 'node_modules', name);
  return inPackage.exec(resolve(mapFolder, source))?.[1];
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

/**
 * What the licences of bundled packages ask to be said wherever their code goes. The source maps know which packages
 * are in the bundle, so that nothing is listed which is not, and nothing left out.
 */
export function thirdPartyNotices(bundleFolder) {
  const maps = readdirSync(bundleFolder, { recursive: true }).filter((name) => name.endsWith('.map'));
  const folders = new Set();
  for (const map of maps) {
    const path = join(bundleFolder, map);
    for (const source of JSON.parse(readFileSync(path, 'utf8')).sources) {
      const folder = packageFolder(source, dirname(path));
      if (folder !== undefined) folders.add(folder);
    }
  }
  const notices = [...new Set([...folders].map(noticeOf))].sort();
  return `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
