import { readFileSync } from 'node:fs';
import { type Declaration, declarationsOf, resourcesOf } from './bicep/declarations';
import { readInfra } from './bicep/parse';
import { at, type BicepValue, textOf } from './bicep/value';

describe('the deployment', () => {
  let declarations: Declaration[];
  const propertiesOf = (type: string): BicepValue | undefined =>
    at(resourcesOf(declarations, type).find(({ existing }) => !existing)?.body, 'properties');

  beforeAll(async () => {
    declarations = (await readInfra()).flatMap(declarationsOf);
  });

  it('leaves no storage to shared keys, anonymous readers or old TLS', () => {
    expect(propertiesOf('Microsoft.Storage/storageAccounts')).toMatchObject({
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      allowCrossTenantReplication: false,
      supportsHttpsTrafficOnly: true,
      minimumTlsVersion: 'TLS1_2',
    });
    expect(propertiesOf('Microsoft.Storage/storageAccounts/blobServices/containers')).toEqual({
      publicAccess: 'None',
    });
  });

  it('lets nobody into Service Bus, logs or telemetry by a key', () => {
    expect(propertiesOf('Microsoft.ServiceBus/namespaces')).toMatchObject({
      disableLocalAuth: true,
      minimumTlsVersion: '1.2',
    });
    expect(propertiesOf('Microsoft.Insights/components')).toMatchObject({ DisableLocalAuth: true });
    expect(at(propertiesOf('Microsoft.OperationalInsights/workspaces'), 'features', 'disableLocalAuth')).toBe(
      true,
    );
  });

  it('keeps secrets in a vault with roles, from which nothing vanishes', () => {
    expect(propertiesOf('Microsoft.KeyVault/vaults')).toMatchObject({
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
    });
  });

  it('serves over TLS, and takes deployments by identity only', () => {
    const app = propertiesOf('Microsoft.Web/sites');
    expect(at(app, 'httpsOnly')).toBe(true);
    expect(at(app, 'siteConfig')).toMatchObject({
      minTlsVersion: '1.2',
      scmMinTlsVersion: '1.2',
    });
    const passwords = resourcesOf(declarations, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies');
    expect(passwords.map(({ body }) => [at(body, 'name'), at(body, 'properties', 'allow')])).toEqual([
      ['ftp', false],
      ['scm', false],
    ]);
    expect(at(app, 'functionAppConfig', 'deployment', 'storage', 'authentication', 'type')).toBe(
      'UserAssignedIdentity',
    );
  });

  it('leaves out what a Flex Consumption site refuses', () => {
    const refused = [
      ...['ftpsState', 'use32BitWorkerProcess', 'alwaysOn', 'linuxFxVersion', 'nodeVersion'],
      ...['preWarmedInstanceCount', 'functionAppScaleLimit', 'functionsRuntimeScaleMonitoringEnabled'],
    ];
    const given = Object.keys(at(propertiesOf('Microsoft.Web/sites'), 'siteConfig') ?? {});
    expect(given.filter((name) => refused.includes(name))).toEqual([]);
  });

  it('runs the Node version that the project says it is deployed to', () => {
    expect(at(propertiesOf('Microsoft.Web/sites'), 'functionAppConfig', 'runtime')).toEqual({
      name: 'node',
      version: '22',
    });
  });

  it('closes storage, Service Bus and vault to the public where networking is private', () => {
    for (const type of ['Microsoft.Storage/storageAccounts', 'Microsoft.ServiceBus/namespaces'])
      expect(textOf(at(propertiesOf(type), 'publicNetworkAccess'))).toBe(
        "privateOnly ? 'Disabled' : 'Enabled'",
      );
    expect(textOf(at(propertiesOf('Microsoft.KeyVault/vaults'), 'networkAcls', 'defaultAction'))).toBe(
      "privateOnly ? 'Deny' : 'Allow'",
    );
    const endpoints = declarations.find(({ name }) => name === 'endpoints')?.body as BicepValue[];
    expect(endpoints.map((endpoint) => at(endpoint, 'groupId'))).toEqual([
      'blob',
      'table',
      'namespace',
      'vault',
    ]);
  });

  it('puts the tags on everything that can have them', () => {
    const untaggable =
      /roleAssignments|\/(?:blobServices|containers|queues|secrets|config|basicPublishing\w+|privateDnsZoneGroups)@/;
    const untagged = declarations.filter(
      ({ kind, type, existing, body }) =>
        kind === 'resource' && !existing && !untaggable.test(type) && at(body, 'tags') === undefined,
    );
    expect(untagged.map(({ type }) => type)).toEqual([]);
  });

  it('gives no secret away in an output', () => {
    const outputs = declarations.filter(({ kind }) => kind === 'output').map(({ node }) => node.text);
    expect(outputs.join('\n')).not.toMatch(/listKeys|apiKey|secret|password/i);
  });
});

describe('the parameters', () => {
  const { parameters } = JSON.parse(readFileSync('infra/main.parameters.json', 'utf8')) as {
    parameters: Record<string, { value: string }>;
  };
  let declared: Declaration[];

  beforeAll(async () => {
    const main = (await readInfra()).filter(({ path }) => path === 'infra/main.bicep');
    declared = main.flatMap(declarationsOf).filter(({ kind }) => kind === 'param');
  });

  it('can all be set from the azd environment, except tags, which are an object', () => {
    expect(Object.keys(parameters).sort()).toEqual(
      declared
        .map(({ name }) => name)
        .filter((name) => name !== 'tags')
        .sort(),
    );
  });

  it('have the same defaults in the file as in the template', () => {
    for (const { name, body } of declared) {
      const [, inFile] = /^\$\{\w+=(.+)\}$/.exec(parameters[name]?.value ?? '') ?? [];
      if (inFile !== undefined) expect(inFile).toBe(typeof body === 'string' ? body : JSON.stringify(body));
    }
  });

  it('take keys from the vault once there is one, so that deploying again changes none', () => {
    for (const [name, { value }] of Object.entries(parameters).filter(([key]) => key.startsWith('apiKey')))
      expect(value).toBe(
        `$(secretOrRandomPassword \${AZURE_KEY_VAULT_NAME} api-key-${name.slice('apiKey'.length).toLowerCase()})`,
      );
  });
});
