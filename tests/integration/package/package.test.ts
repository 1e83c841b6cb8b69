import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { startPart } from '../../../local/child-process';
import type { HostAddresses } from '../../../local/functions-host/host';
import type { ServiceBusAddresses } from '../../../local/service-bus/options';
import { ensureBuilt } from '../../support/ensure-built';

const megabyte = 1024 * 1024;

describe('the package', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'package-'));
  const folder = join(scratch, 'package');
  let files: string[];
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const size = (names: string[]) => names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const code = () => files.filter((name) => name.endsWith('.mjs'));

  /** What a file of the bundle imports, at once or on first use. */
  const importsOf = (file: string) =>
    ts.preProcessFile(read(file)).importedFiles.map(({ fileName }) => fileName);

  beforeAll(async () => {
    await ensureBuilt();
    await promisify(execFile)(process.execPath, ['scripts/package.mjs', '--as-built', folder]);
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    );
  });

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('is a bundle with chunks and source maps, and what the host reads; nothing else', () => {
    const others = files.filter((name) => !/^dist[\\/](?:main|chunks[\\/].+)\.mjs(?:\.map)?$/.test(name));
    expect(others.sort()).toEqual(['LICENSE', 'THIRD-PARTY-NOTICES.txt', 'host.json', 'package.json']);
    expect(files).toEqual(expect.arrayContaining(code().map((name) => `${name}.map`)));
    expect(code().length).toBeGreaterThan(5);
  });

  it('tells the host where it starts, and has nothing to install', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;
    expect(files).toContain(manifest.main);
    expect(Object.keys(manifest).filter((name) => /dependencies|scripts|overrides/i.test(name))).toEqual([]);
    expect(read('host.json')).toBe(readFileSync('host.json', 'utf8'));
  });

  it('imports only itself, Node, and what the platform supplies', () => {
    const node = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    const elsewhere = code().flatMap((file) =>
      importsOf(file)
        .filter((name) => !node.has(name) && name !== '@azure/functions-core')
        .filter((name) => !name.startsWith('.') || !files.includes(join(dirname(file), name)))
        .map((name) => `${file}: ${name}`),
    );
    expect(elsewhere).toEqual([]);
  });

  it('is small: some 6 MB of code in all, little of it read at the start', () => {
    expect(size(code())).toBeLessThan(9 * megabyte);
    expect(size(files)).toBeLessThan(16 * megabyte);
    expect(size(['dist/main.mjs'])).toBeLessThan(megabyte);
  });

  it('carries the notices of what it is made of, and no source', () => {
    const headings = read('THIRD-PARTY-NOTICES.txt').match(/^(?:@[\w-]+\/)?[\w.-]+ (?=\d+\.\d+\.\d+ \()/gm);
    const packages = headings?.map((heading) => heading.trim());
    expect(packages).toEqual(
      expect.arrayContaining([
        '@azure/functions',
        '@azure/service-bus',
        'ajv',
        'azure-devops-node-api',
        'undici',
      ]),
    );
    for (const tool of ['azurite', 'esbuild', 'jest', 'typescript']) expect(packages).not.toContain(tool);
    for (const name of files.filter((one) => one.endsWith('.map')))
      expect(read(name)).not.toContain('"sourcesContent"');
  });

  it('starts in the host far from any node_modules, and answers with what its chunks hold', async () => {
    const broker = await startPart<ServiceBusAddresses>('service-bus', {
      configFile: resolve('local/service-bus/config.json'),
      journalFile: join(scratch, 'journal'),
      port: 0,
    });
    const host = await startPart<HostAddresses>('functions-host', {
      appFolder: folder,
      functionKey: 'function-key',
      masterKey: 'master-key',
      settings: {
        SERVICE_BUS_CONNECTION: broker.addresses.connectionString,
        STORAGE_CONNECTION__tableServiceUri: 'https://account.table.example',
        KEY_VAULT_URI: 'https://vault.example',
        WEBSITE_HOSTNAME: 'app.example',
        API_KEY_OPERATOR: 'operator-key',
      },
    });
    try {
      const post = (headers: Record<string, string>) =>
        fetch(`${host.addresses.baseUrl}/api/tickets`, { method: 'POST', headers, body: '{' });
      const stranger = await post({});
      expect([stranger.status, await stranger.json()]).toMatchObject([401, { code: 'unauthenticated' }]);
      const operator = await post({ 'x-functions-key': 'operator-key', 'content-type': 'application/json' });
      expect([operator.status, await operator.json()]).toMatchObject([400, { code: 'malformed-json' }]);
    } finally {
      await host.stop();
      await broker.stop();
    }
  });
});
