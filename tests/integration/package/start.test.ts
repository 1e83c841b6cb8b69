import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureBuilt } from '../../support/ensure-built';

/** Packages that were bundled before they were published name their sources by "webpack:". */
const packageOf = /(?:node_modules\/|^webpack:\/\/)((?:@[^/]+\/)?[^/]+)/;

/** The files that are loaded with one of the build: what it imports at once, not what it loads on first use. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(
    /^(?:import|\} from|export .* from)\s*(?:[^"]*? from )?"(\.[^"]+)";$/gm,
  );
  for (const [, path = ''] of imports) loadedWith(join(dirname(file), path), seen);
  return seen;
}

/** The packages that came into files of the build, as their source maps tell. */
function packagesIn(files: Iterable<string>): string[] {
  const sources = [...files].flatMap((file) => {
    const map = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] };
    return map.sources.flatMap((source) => packageOf.exec(source)?.[1] ?? []);
  });
  return [...new Set(sources)].sort();
}

describe('what the app loads', () => {
  beforeAll(ensureBuilt);

  it('at start: the programming model and its own registrations, nothing else', () => {
    const packages = packagesIn(loadedWith('dist/main.mjs'));
    expect(packages).toContain('@azure/functions');
    expect(packages.filter((name) => name.startsWith('@azure/') || name === 'cookie')).toEqual(packages);
    for (const heavy of [
      '@azure/data-tables',
      '@azure/identity',
      '@azure/service-bus',
      '@sinclair/typebox',
      'ajv',
    ])
      expect(packages).not.toContain(heavy);
  });

  it('with the services that the first webhook needs: no SDK and no text library', () => {
    const services = readdirSync('dist/chunks').find((name) => /^services-\w+\.mjs$/.test(name));
    const packages = packagesIn(loadedWith(join('dist/chunks', services ?? 'none')));
    const onFirstUse = [
      ...['@azure/data-tables', '@azure/identity', '@azure/keyvault-secrets', '@azure/service-bus'],
      ...['azure-devops-node-api', 'markdown-it', 'sanitize-html', 're2js', 'undici'],
    ];
    expect(packages.filter((name) => onFirstUse.includes(name))).toEqual([]);
  });
});
