import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}));
const textOf = (name: string) => workflows.find((workflow) => workflow.name === name)?.text ?? '';

describe.each(workflows)('the workflow $name', ({ text }) => {
  it('uses actions by the commit, and says which version that is', () => {
    const uses = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+(?:\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may read, and what more it may do is granted to a job', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
    expect(text).not.toMatch(/write-all|pull_request_target|secrets\./);
  });

  it('leaves no credential behind in the working copy, and ends by itself', () => {
    const checkouts = text.match(/uses: actions\/checkout/g)?.length;
    expect(text.match(/persist-credentials: false/g)?.length).toBe(checkouts);
    expect(text.match(/timeout-minutes:/g)?.length).toBe(text.match(/runs-on:/g)?.length);
  });
});

describe('the workflows', () => {
  it('test on the Node versions that are supported, and package with the one that is deployed', () => {
    expect(textOf('ci.yml')).toContain('node: [20, 22, 24]');
    const version = /version: '(\d+)'/.exec(readFileSync('infra/modules/function-app.bicep', 'utf8'))?.[1];
    expect(textOf('release.yml')).toContain(`node-version: ${String(version)}`);
  });

  it('use one commit of each action', () => {
    const pins = new Map<string, Set<string>>();
    for (const [, action = '', commit = ''] of workflows.flatMap(({ text }) => [
      ...text.matchAll(/uses: ([\w-]+\/[\w-]+)[\w/-]*@([0-9a-f]{40})/g),
    ]))
      pins.set(action, (pins.get(action) ?? new Set()).add(commit));
    expect([...pins].filter(([, commits]) => commits.size > 1)).toEqual([]);
  });
});

describe('azure.yaml', () => {
  const text = readFileSync('azure.yaml', 'utf8');

  it('deploys what the package command makes, as it is, to the app with its tag', () => {
    const main = readFileSync('infra/main.bicep', 'utf8');
    const service = /serviceName = '(\w+)'/.exec(main)?.[1];
    expect(text).toMatch(new RegExp(`^services:\\n {2}${String(service)}:\\n {4}host: function$`, 'm'));
    expect(text).toContain('dist: .local/package');
    expect(readFileSync('scripts/package.mjs', 'utf8')).toContain("join(root, '.local', 'package')");
    expect(text).toContain('remoteBuild: false');
    expect(text.match(/run: npm run package$/gm)).toHaveLength(2);
  });

  it('shows outputs that there are', () => {
    const main = readFileSync('infra/main.bicep', 'utf8');
    const shown = /\^\(([A-Z_|]+)\)=/.exec(text)?.[1]?.split('|') ?? [];
    expect(shown.length).toBeGreaterThan(2);
    for (const name of shown) expect(main).toContain(`output ${name} string`);
  });
});
