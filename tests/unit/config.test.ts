import { config, SettingError } from '../../shared/config';

const before = { ...process.env };
const set = (settings: Record<string, string>) => {
  process.env = settings;
};
afterEach(() => {
  process.env = { ...before };
});

describe('config, connections', () => {
  it.each([
    [
      'a connection string',
      { STORAGE_CONNECTION: ' UseDevelopmentStorage=true ' },
      { kind: 'connection-string', connectionString: 'UseDevelopmentStorage=true' },
    ],
    [
      'an address and an identity',
      {
        STORAGE_CONNECTION__tableServiceUri: 'https://x.table.core.windows.net',
        STORAGE_CONNECTION__clientId: 'id-1',
      },
      { kind: 'identity', address: 'https://x.table.core.windows.net', clientId: 'id-1' },
    ],
    [
      'a string rather than an address',
      { STORAGE_CONNECTION: 'x=y', STORAGE_CONNECTION__tableServiceUri: 'https://x' },
      { kind: 'connection-string', connectionString: 'x=y' },
    ],
    [
      'an address where the string is empty',
      { STORAGE_CONNECTION: '', STORAGE_CONNECTION__tableServiceUri: 'https://x' },
      { kind: 'identity', address: 'https://x', clientId: undefined },
    ],
  ])('takes %s', (_, settings, expected) => {
    set(settings);
    expect(config.storage()).toEqual(expected);
  });

  it('names the setting that is missing', () => {
    set({});
    expect(() => config.storage()).toThrow(SettingError);
    expect(() => config.storage()).toThrow('STORAGE_CONNECTION__tableServiceUri');
    expect(() => config.serviceBus()).toThrow('SERVICE_BUS_CONNECTION__fullyQualifiedNamespace');
    expect(() => config.publicBaseUrl()).toThrow('WEBSITE_HOSTNAME');
    expect(() => config.secretStore()).toThrow('KEY_VAULT_URI');
  });
});

describe('config.secretStore', () => {
  const key = Buffer.alloc(32, 7);

  it.each([
    [
      'the vault unless told otherwise',
      { KEY_VAULT_URI: 'https://v' },
      { kind: 'key-vault', vaultUri: 'https://v', clientId: undefined },
    ],
    [
      'tables under a key',
      { SECRET_STORE: 'tables', SECRET_STORE_KEY: key.toString('base64') },
      { kind: 'tables', key },
    ],
  ])('is %s', (_, settings, expected) => {
    set(settings);
    expect(config.secretStore()).toEqual(expected);
  });

  it.each(['c2hvcnQ=', Buffer.alloc(33).toString('base64')])(
    'refuses the key %s without repeating it',
    (text) => {
      set({ SECRET_STORE: 'tables', SECRET_STORE_KEY: text });
      expect(() => config.secretStore()).toThrow('SECRET_STORE_KEY has to be 32 bytes in base64.');
    },
  );
});

describe('config, lists and addresses', () => {
  it('reads several keys of a role, while one is rotated', () => {
    set({ API_KEY_ADMINISTRATOR: 'new, old,,', API_KEY_READER: ' ' });
    expect(config.apiKeys()).toEqual([
      { role: 'administrator', keys: ['new', 'old'] },
      { role: 'operator', keys: [] },
      { role: 'reader', keys: [] },
      { role: 'nucleus', keys: [] },
    ]);
  });

  it('takes no reference for a key: Azure leaves the text of one that it could not resolve', () => {
    set({ API_KEY_ADMINISTRATOR: '@Microsoft.KeyVault(SecretUri=https://v.example/secrets/key)' });
    expect(config.apiKeys().flatMap(({ keys }) => keys)).toEqual([]);
  });

  it.each([
    [{ PUBLIC_BASE_URL: 'http://localhost:7071//' }, 'http://localhost:7071'],
    [{ WEBSITE_HOSTNAME: 'app.azurewebsites.net' }, 'https://app.azurewebsites.net'],
    [
      { PUBLIC_BASE_URL: 'https://api.example', WEBSITE_HOSTNAME: 'app.azurewebsites.net' },
      'https://api.example',
    ],
  ])('from %j the address is %s', (settings, expected) => {
    set(settings);
    expect(config.publicBaseUrl()).toBe(expected);
  });

  it('compares allowed hosts in lower case', () => {
    set({ OUTBOUND_ALLOWED_HOSTS: 'ADO.Harbor.example, localhost:8443' });
    expect(config.outboundAllowedHosts()).toEqual(['ado.harbor.example', 'localhost:8443']);
  });

  it.each([
    [{}, false],
    [{ EASY_AUTH_ENABLED: 'true' }, true],
    [{ EASY_AUTH_ENABLED: 'True', WEBSITE_AUTH_ENABLED: 'True' }, true],
    [{ EASY_AUTH_ENABLED: 'true', WEBSITE_AUTH_ENABLED: 'False' }, false],
    [{ EASY_AUTH_ENABLED: 'false', WEBSITE_AUTH_ENABLED: 'True' }, false],
    [{ EASY_AUTH_ENABLED: '1' }, false],
    [{ WEBSITE_AUTH_ENABLED: 'True' }, false],
  ])('with %j App Service is believed: %s', (settings, expected) => {
    set(settings);
    expect(config.easyAuth()).toBe(expected);
  });

  it('has no fields and no statuses of its own unless told', () => {
    set({});
    expect(config.nucleusStatusExpiryFields()).toBeUndefined();
    expect(config.nucleusRemediatedStatuses()).toEqual([]);
  });
});
