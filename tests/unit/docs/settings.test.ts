import { readFileSync } from 'node:fs';

/** Names of settings are in capitals; those of identity-based connections have a suffix: `NAME__suffix`. */
const settingsOf = (text: string) =>
  new Set(text.match(/'[A-Z]+(?:_[A-Z]+)+'/g)?.map((name) => name.slice(1, -1)));

describe('the README', () => {
  const source = readFileSync('shared/config.ts', 'utf8');
  const rows = [...readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z]+(?:_[A-Z]+)+)(?:__(\w+))?` \|/gm)];

  it('explains every setting that the app reads, and no other', () => {
    const documented = new Set(rows.map(([, name = '']) => name));
    expect([...documented].sort()).toEqual([...settingsOf(source)].sort());
  });

  it('names the parts of identity-based connections as the code does', () => {
    const suffixes = new Set(rows.flatMap(([, , suffix]) => suffix ?? []));
    expect([...suffixes].sort()).toEqual(['clientId', 'fullyQualifiedNamespace', 'tableServiceUri']);
    for (const suffix of suffixes) expect(source).toContain(suffix);
  });
});

describe('local.settings.sample.json', () => {
  it('gives settings that there are, and those without which nothing works', () => {
    const { Values } = JSON.parse(readFileSync('local.settings.sample.json', 'utf8')) as {
      Values: Record<string, string>;
    };
    const known = settingsOf(readFileSync('shared/config.ts', 'utf8'));
    const ofThePlatform = ['FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage'];
    expect(Object.keys(Values).filter((name) => !known.has(name))).toEqual(ofThePlatform);
    expect(Object.keys(Values)).toEqual(
      expect.arrayContaining(['STORAGE_CONNECTION', 'SERVICE_BUS_CONNECTION', 'SECRET_STORE_KEY']),
    );
  });
});
