import type { ServiceBusClient } from '@azure/service-bus';
import type { AzureConnection } from '../config';

/** A webhook waits for its message to be taken, and its sender gives up after some 20 seconds. */
const retryOptions = { maxRetries: 2, timeoutInMs: 5_000, retryDelayInMs: 200 };

/** Loads the SDK and connects: by connection string, or with the app's own identity. */
export async function openServiceBus(connection: AzureConnection): Promise<ServiceBusClient> {
  const { ServiceBusClient } = await import('./service-bus-client');
  if (connection.kind === 'connection-string')
    return new ServiceBusClient(connection.connectionString, { retryOptions });
  const { DefaultAzureCredential } = await import('@azure/identity');
  const credential = new DefaultAzureCredential(
    connection.clientId === undefined ? {} : { managedIdentityClientId: connection.clientId },
  );
  return new ServiceBusClient(connection.address, credential, { retryOptions });
}
