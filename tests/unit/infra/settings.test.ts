import { type Declaration, declarationsOf, resourcesOf } from './bicep/declarations';
import { readInfra } from './bicep/parse';
import { at, type BicepValue, textOf } from './bicep/value';
import { settingsInConfig } from './settings-in-config';

/** Read where there is no vault. */
const onlyLocally = ['SECRET_STORE_KEY'];

/** Set by Azure in every app. */
const ofThePlatform = ['WEBSITE_AUTH_ENABLED', 'WEBSITE_HOSTNAME'];

/** Secrets of Nucleus, which only people can put into the vault. */
const keptByHand = ['nucleus-api-key', 'nucleus-webhook-secrets'];

/** What the Functions host and Node read. */
const ofTheHost = [
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
  'NODE_OPTIONS',
  'SERVICE_BUS_CONNECTION__credential',
];

/** Settings of other plans, which a Flex Consumption app refuses or leaves unread. */
const notOnFlexConsumption =
  /^(?:FUNCTIONS_EXTENSION_VERSION|FUNCTIONS_WORKER_RUNTIME|WEBSITE_NODE_DEFAULT_VERSION|WEBSITE_RUN_FROM_PACKAGE|WEBSITE_CONTENT\w+|SCM_\w+|ENABLE_ORYX_BUILD)$/;

describe('the settings of the function app', () => {
  let declarations: Declaration[];
  let settings: Record<string, BicepValue>;

  beforeAll(async () => {
    declarations = (await readInfra()).flatMap(declarationsOf);
    const [resource] = resourcesOf(declarations, 'Microsoft.Web/sites/config').filter(
      ({ body }) => at(body, 'name') === 'appsettings',
    );
    settings = at(resource?.body, 'properties') as Record<string, BicepValue>;
  });

  it('are those that the app and the host read, every one and no other', () => {
    const { connections, plain } = settingsInConfig();
    const ofTheApp = [
      ...plain.filter((name) => !onlyLocally.includes(name) && !ofThePlatform.includes(name)),
      ...[...connections].flatMap(([name, suffixes]) => suffixes.map((suffix) => `${name}__${suffix}`)),
    ];
    expect(Object.keys(settings).sort()).toEqual([...ofTheApp, ...ofTheHost].sort());
  });

  it('connect by identity, never by a connection string', () => {
    const { connections } = settingsInConfig();
    expect([...connections.keys()]).toEqual(['STORAGE_CONNECTION', 'SERVICE_BUS_CONNECTION']);
    expect(Object.keys(settings)).not.toEqual(expect.arrayContaining([...connections.keys()]));
    for (const name of Object.keys(settings).filter((one) => one.endsWith('__credential')))
      expect(settings[name]).toBe('managedidentity');
  });

  it('hold no secret: keys are references to secrets that the vault has', () => {
    const holders = declarations.find(({ name }) => name === 'keyHolders')?.body;
    const made = (holders as string[]).map((holder) => `api-key-${holder}`);
    const secrets = [...made, ...keptByHand];
    const keys = Object.entries(settings).filter(([name]) => /KEY_?|SECRETS?$/.test(name));
    for (const [name, value] of keys) {
      if (name === 'KEY_VAULT_URI') continue;
      const [, secret = ''] = /^\$\{keyReference\}([\w-]+)\)$/.exec(textOf(value)) ?? [];
      expect(secrets).toContain(secret);
    }
    expect(keys.length).toBeGreaterThan(made.length);
    expect(Object.values(settings).map(textOf).join()).not.toMatch(/listKeys|AccountKey|SharedAccessKey/);
  });

  it('are possible on a Flex Consumption plan', () => {
    expect(Object.keys(settings).filter((name) => notOnFlexConsumption.test(name))).toEqual([]);
  });
});
