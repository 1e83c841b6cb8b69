import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertMessages } from '../../../shared/alert-messages';

const filesIn = (folder: string, extension: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** Texts in a piece of a query: `"one", "two"`. */
const textsIn = (list: string) => all(list, /"([^"]+)"/g);

interface WorkbookItem {
  name: string;
  content: { query?: string; crossComponentResources?: string[]; resourceIds?: string[] };
}

describe('alerts and workbook', () => {
  const code = [...filesIn('shared', '.ts'), ...filesIn('functions', '.ts')].join('\n');
  const logged = new Set([
    ...all(code, /\blog\??\.(?:info|warn|error)\(\s*'([^']+)'/g),
    ...Object.values(alertMessages),
  ]);
  const functionNames = new Set(all(code, /\b(?:queueFunction(?:<\w+>)?|httpFunction)\(\s*'([\w-]+)'/g));
  const alerts = readFileSync('infra/modules/alerts.bicep', 'utf8');
  const workbook = JSON.parse(readFileSync('infra/workbook.json', 'utf8')) as { items: WorkbookItem[] };
  const queries = [
    ...all(alerts, /query: '([^\n]+)'/g),
    ...workbook.items.flatMap(({ content }) => content.query ?? []),
  ];

  it('ask for lines that the app writes', () => {
    const asked = queries.flatMap((query) => [
      ...all(query, /entry\.message == "([^"]+)"/g),
      ...all(query, /entry\.message in \(([^)]+)\)/g).flatMap(textsIn),
    ]);
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.filter((message) => !logged.has(message))).toEqual([]);
  });

  it('ask for functions and errors that there are', () => {
    const functions = queries.flatMap((query) =>
      all(query, /OperationName in \(([^)]+)\)/g).flatMap(textsIn),
    );
    expect(functions.filter((name) => !functionNames.has(name))).toEqual([]);
    const errors = queries.flatMap((query) => all(query, /entry\.error == "(\w+)"/g));
    for (const error of errors) expect(code).toContain(`name = '${error}'`);
    const problems = queries.flatMap((query) => all(query, /entry\.code == "([\w-]+)"/g));
    for (const problem of problems) expect(code).toContain(`'${problem}'`);
  });

  it('watch what has to be watched', () => {
    expect(alerts).toContain("metricName: 'DeadletteredMessages'");
    expect(all(alerts, /^ {4}name: '([\w-]+)'$/gm)).toEqual(
      expect.arrayContaining([
        'subscription-disabled',
        'function-failures',
        'throttling',
        'callback-endpoint-failing',
      ]),
    );
  });

  it('watch every message that is a reason to wake somebody', () => {
    for (const message of Object.values(alertMessages)) expect(alerts).toContain(`"${message}"`);
  });

  it('show events, tickets, lag, requests and costs of this deployment', () => {
    const names = workbook.items.map(({ name }) => name);
    for (const name of ['events', 'ticket-work', 'sync-lag', 'azure-devops-requests', 'execution'])
      expect(names).toContain(name);
    const placeholders = new Set(
      workbook.items.flatMap(({ content }) => [
        ...(content.crossComponentResources ?? []),
        ...(content.resourceIds ?? []),
      ]),
    );
    const replaced = readFileSync('infra/modules/workbook.bicep', 'utf8');
    for (const placeholder of placeholders) expect(replaced).toContain(`'${placeholder}'`);
  });
});
