import { ServiceBusClient } from '@azure/service-bus';
import type { Connection } from './connection';

/** A broker that comes back is found again within seconds; the SDK's own pause would be half a minute. */
const options = { retryOptions: { retryDelayInMs: 500, maxRetryDelayInMs: 5_000, timeoutInMs: 10_000 } };

/** Connects with the first receiver, not before. */
export async function openClient(connection: Connection): Promise<ServiceBusClient> {
  if (connection.kind === 'connection-string')
    return new ServiceBusClient(connection.connectionString, options);
  const { DefaultAzureCredential } = await import('@azure/identity');
  const credential = new DefaultAzureCredential(
    connection.clientId === undefined ? {} : { managedIdentityClientId: connection.clientId },
  );
  return new ServiceBusClient(connection.fullyQualifiedNamespace, credential, options);
}
