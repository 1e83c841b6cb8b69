import { appSettings, newApiKeys, newSecretStoreKey } from '../../../local/app-settings';

const surroundings = {
  azurite: { connectionString: 'storage', port: 1 },
  serviceBus: { connectionString: 'bus', port: 2, controlUrl: 'http://127.0.0.1:3' },
  entra: {
    authority: 'https://localhost:4',
    caFile: 'ca.pem',
    jwksUri: 'http://127.0.0.1:5/keys',
    controlUrl: 'http://127.0.0.1:5',
    port: 4,
    controlPort: 5,
  },
  azureDevOps: { baseUrl: 'http://localhost:6' },
  callbackReceiver: { baseUrl: 'http://localhost:7' },
};

const settings = (furtherHosts?: string[]) =>
  appSettings(
    surroundings,
    {
      baseUrl: 'http://localhost:7071',
      apiKeys: { administrator: 'a', operator: 'o', reader: 'r', nucleus: 'n' },
      secretStoreKey: 'k',
    },
    furtherHosts,
  );

describe('appSettings', () => {
  it('points the app at the parts around it', () => {
    expect(settings()).toEqual({
      STORAGE_CONNECTION: 'storage',
      SERVICE_BUS_CONNECTION: 'bus',
      SECRET_STORE: 'tables',
      SECRET_STORE_KEY: 'k',
      API_KEY_ADMINISTRATOR: 'a',
      API_KEY_OPERATOR: 'o',
      API_KEY_READER: 'r',
      API_KEY_NUCLEUS: 'n',
      PUBLIC_BASE_URL: 'http://localhost:7071',
      AZURE_AUTHORITY_HOST: 'https://localhost:4',
      OUTBOUND_ALLOWED_HOSTS: 'localhost:6,localhost:4,localhost:7',
    });
  });

  it('lets the app call further hosts', () => {
    expect(settings(['localhost:8', 'localhost:9']).OUTBOUND_ALLOWED_HOSTS).toBe(
      'localhost:6,localhost:4,localhost:7,localhost:8,localhost:9',
    );
  });
});

it('makes a key of its own for each role', () => {
  expect(new Set([...Object.values(newApiKeys()), ...Object.values(newApiKeys())]).size).toBe(8);
});

it('makes a key for the secret store that AES-256 takes', () => {
  expect(Buffer.from(newSecretStoreKey(), 'base64')).toHaveLength(32);
});
