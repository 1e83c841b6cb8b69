import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const licenceFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** The folder of the package that a source file belongs to; undefined for our own. */
function packageFolder(source) {
  const folder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(source)?.[1];
  return folder !== undefined && existsSync(join(folder, 'package.json')) ? folder : undefined;
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
      const folder = packageFolder(resolve(dirname(path), source));
      if (folder !== undefined) folders.add(folder);
    }
  }
  const notices = [...new Set([...folders].map(noticeOf))].sort();
  return `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
