import { readFileSync } from 'node:fs';
import { type Declaration, declarationsOf, resourcesOf } from './bicep/declarations';
import { readInfra } from './bicep/parse';
import { at, textOf } from './bicep/value';

const storage = 'Microsoft.Storage/storageAccounts';
const namespace = 'Microsoft.ServiceBus/namespaces';
const vault = 'Microsoft.KeyVault/vaults';
const telemetry = 'Microsoft.Insights/components';

/** What the app may do, where, and the code (or the host's setting) that could not work without it. */
const needed = [
  {
    role: 'storageBlobDataOwner',
    on: storage,
    by: 'infra/modules/function-app.bicep',
    shows: 'AzureWebJobsStorage',
  },
  {
    role: 'storageTableDataContributor',
    on: storage,
    by: 'shared/storage/azure-table.ts',
    shows: 'createTable',
  },
  { role: 'reader', on: namespace, by: 'shared/messaging/queue-function.ts', shows: 'serviceBusQueue' },
  {
    role: 'serviceBusDataReceiver',
    on: namespace,
    by: 'shared/messaging/queue-function.ts',
    shows: 'serviceBusQueue',
  },
  {
    role: 'serviceBusDataSender',
    on: namespace,
    by: 'shared/messaging/service-bus-sender.ts',
    shows: 'sendMessages',
  },
  {
    role: 'keyVaultSecretsOfficer',
    on: vault,
    by: 'shared/security/key-vault-secret-store.ts',
    shows: 'setSecret',
  },
  { role: 'monitoringMetricsPublisher', on: telemetry, by: 'host.json', shows: 'telemetryMode' },
];

interface Grant {
  principal: string;
  role: string;
  on: string;
}

/** The role assignments of a file; one that loops over a list of roles counts for each. */
function grantsOf(declarations: Declaration[]): Grant[] {
  return resourcesOf(declarations, 'Microsoft.Authorization/roleAssignments').flatMap(
    ({ file, node, body }) => {
      const inFile = declarations.filter((one) => one.file === file);
      const scope = textOf(at(body, 'scope')).replace(/\[.*$/, '');
      const on = inFile.find(({ name }) => name === scope)?.type.replace(/@.*$/, '') ?? '';
      const list = /for \w+ in (rolesOfTheApp)\b/.exec(node.text)?.[1];
      const source = list === undefined ? node : inFile.find(({ name }) => name === list)!.node;
      const roles = new Set([...source.text.matchAll(/\broles\.(\w+)/g)].map(([, role = '']) => role));
      return [...roles].map((role) => ({
        principal: textOf(at(body, 'properties', 'principalId')),
        role,
        on,
      }));
    },
  );
}

describe('the roles', () => {
  const ids = JSON.parse(readFileSync('infra/roles.json', 'utf8')) as Record<string, string>;
  let grants: Grant[];

  beforeAll(async () => {
    grants = grantsOf((await readInfra()).flatMap(declarationsOf));
  });

  it('let the app do what its code does, on that resource, and nothing else', () => {
    const ofTheApp = grants.filter(({ principal }) => principal === 'appPrincipalId');
    const expected = needed.map(({ role, on }) => ({ principal: 'appPrincipalId', role, on }));
    expect(ofTheApp).toHaveLength(expected.length);
    expect(ofTheApp).toEqual(expect.arrayContaining(expected));
  });

  it.each(needed)('grant $role because of $by', ({ by, shows }) => {
    expect(readFileSync(by, 'utf8')).toContain(shows);
  });

  it('let who deploys keep the keys of the API, and no secret of a connector', () => {
    expect(grants.filter(({ principal }) => principal !== 'appPrincipalId')).toEqual([
      { principal: 'deployerPrincipalId', role: 'keyVaultSecretsOfficer', on: `${vault}/secrets` },
    ]);
  });

  it('are all in use, each with an id of its own', () => {
    expect(Object.keys(ids).sort()).toEqual([...new Set(grants.map(({ role }) => role))].sort());
    expect(new Set(Object.values(ids)).size).toBe(Object.keys(ids).length);
    for (const id of Object.values(ids)) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
