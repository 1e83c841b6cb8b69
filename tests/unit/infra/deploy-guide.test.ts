import { readFileSync } from 'node:fs';
import { declarationsOf } from './bicep/declarations';
import { readInfra } from './bicep/parse';

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('docs/deploy.md', () => {
  const guide = readFileSync('docs/deploy.md', 'utf8');
  const parameters = readFileSync('infra/main.parameters.json', 'utf8');

  it('explains every choice that there is, with its default', () => {
    const table = /## Choices\n([\s\S]*?)\n###/.exec(guide)?.[1] ?? '';
    const rows = all(table, /^\| (`[^|]+) \|/gm).flatMap((cell) => all(cell, /`(\w+)`/g));
    const choices = all(parameters, /\$\{(\w+)[=}]/g).filter((name) => !name.startsWith('AZURE_'));
    expect(rows.sort()).toEqual([...new Set(choices)].sort());
    for (const [, name, value] of parameters.matchAll(/\$\{(\w+)=([^}]+)\}/g))
      expect(table).toContain(`| \`${String(name)}\` | \`${String(value)}\` |`);
  });

  it('uses outputs, secrets and alerts that there are', async () => {
    const declarations = (await readInfra()).flatMap(declarationsOf);
    const outputs = declarations.filter(({ kind }) => kind === 'output').map(({ name }) => name);
    for (const name of all(guide, /azd env get-value (\w+)/g)) expect(outputs).toContain(name);
    const holders = declarations.find(({ name }) => name === 'keyHolders')?.body as string[];
    expect(all(guide, /^\| `api-key-(\w+)` \|/gm)).toEqual(holders);
    const alerts = readFileSync('infra/modules/alerts.bicep', 'utf8');
    const names = ['dead-letters', ...all(alerts, /^ {4}name: '([\w-]+)'$/gm)];
    const watched = /## Watch it\n([\s\S]*?)\n## /.exec(guide)?.[1] ?? '';
    expect(all(watched, /^\| ([a-z ]+) \|/gm).filter((title) => title !== 'alert')).toEqual(
      names.map((name) => name.replaceAll('-', ' ')),
    );
  });
});
