import { randomBytes } from 'node:crypto';
import type { SimulatorAddresses } from './azure-devops/options';
import type { AzuriteAddresses } from './azurite/options';
import type { CallbackReceiverAddresses } from './callback-receiver/options';
import type { EntraAddresses } from './entra/options';
import type { ServiceBusAddresses } from './service-bus/options';

/** Keys to the API, by the role that has them. */
export interface ApiKeys {
  administrator: string;
  operator: string;
  reader: string;
  nucleus: string;
}

/** As long as the keys that Azure makes. */
const newKey = () => randomBytes(40).toString('base64url');

export const newApiKeys = (): ApiKeys => ({
  administrator: newKey(),
  operator: newKey(),
  reader: newKey(),
  nucleus: newKey(),
});

export const newSecretStoreKey = (): string => randomBytes(32).toString('base64');

/** Where the parts around the app serve. */
export interface Surroundings {
  azurite: AzuriteAddresses;
  serviceBus: ServiceBusAddresses;
  entra: EntraAddresses;
  azureDevOps: SimulatorAddresses;
  callbackReceiver: CallbackReceiverAddresses;
}

const hostOf = (url: string) => new URL(url).host;

/** The settings of the app, which on Azure are those of the function app. The names are explained in shared/config.ts. */
export function appSettings(
  { azurite, serviceBus, entra, azureDevOps, callbackReceiver }: Surroundings,
  app: { baseUrl: string; apiKeys: ApiKeys; secretStoreKey: string },
  furtherHosts: readonly string[] = [],
): Record<string, string> {
  const hosts = [azureDevOps.baseUrl, entra.authority, callbackReceiver.baseUrl].map(hostOf);
  return {
    STORAGE_CONNECTION: azurite.connectionString,
    SERVICE_BUS_CONNECTION: serviceBus.connectionString,
    SECRET_STORE: 'tables',
    SECRET_STORE_KEY: app.secretStoreKey,
    API_KEY_ADMINISTRATOR: app.apiKeys.administrator,
    API_KEY_OPERATOR: app.apiKeys.operator,
    API_KEY_READER: app.apiKeys.reader,
    API_KEY_NUCLEUS: app.apiKeys.nucleus,
    PUBLIC_BASE_URL: app.baseUrl,
    AZURE_AUTHORITY_HOST: entra.authority,
    OUTBOUND_ALLOWED_HOSTS: [...hosts, ...furtherHosts].join(','),
  };
}
