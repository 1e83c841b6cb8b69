import { curlLines, howToTry } from '../../../local/how-to-try';
import type { StackDescription } from '../../../local/stack-file';

const description: StackDescription = {
  apiBaseUrl: 'http://localhost:7071/api',
  functionsKey: 'the-key',
  webhookBaseUrl: 'http://localhost:7071/api/azure-devops/webhooks',
  azureDevOps: {
    baseUrl: 'http://localhost:4001',
    organization: 'Org',
    projects: [{ name: 'Tide Tables', process: 'Basic' }],
    tenantId: 'tenant-1',
    clientId: 'client-1',
    clientSecret: 'secret-1',
    authority: 'https://localhost:4002',
    developer: { name: 'Somebody', token: 'token-1' },
  },
  callbackReceiver: 'http://localhost:4003',
  storage: 'storage-connection',
  serviceBus: 'bus-connection',
};

describe('curlLines', () => {
  it('are three commands that a shell takes as they are', () => {
    const lines = curlLines(description);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe("curl -sS 'http://localhost:7071/api/health'");
    for (const line of lines) expect(line.split("'").length % 2).toBe(1);
  });

  it('send the key and the credentials of the organization', () => {
    const [, verify = ''] = curlLines(description);
    expect(verify).toContain("-H 'x-functions-key: the-key'");
    expect(JSON.parse(/-d '([^']*)'/.exec(verify)?.[1] ?? '')).toEqual({
      instanceUrl: 'http://localhost:4001',
      organization: 'Org',
      tenantId: 'tenant-1',
      clientId: 'client-1',
      clientSecret: 'secret-1',
    });
  });
});

describe('howToTry', () => {
  it('names every address', () => {
    const text = howToTry(description, { stackFile: 'stack.json', logFolder: 'logs', caFile: 'ca.pem' });
    const { azureDevOps, ...others } = description;
    for (const address of Object.values(others)) expect(text).toContain(address);
    expect(text).toContain(`${azureDevOps.baseUrl}/Org`);
    expect(text).toContain(azureDevOps.authority);
    expect(text).toContain('Tide Tables (Basic)');
  });
});
