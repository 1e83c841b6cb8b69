import type { AppSettings } from '../app-settings';

/** How to reach a namespace: a connection string, or its address and an identity. */
export type Connection =
  | { kind: 'connection-string'; connectionString: string }
  | { kind: 'identity'; fullyQualifiedNamespace: string; clientId?: string };

const defaultConnection = 'ServiceBus';

/**
 * The connection that a trigger's `connection` names: a setting with a connection string, or settings that start with
 * the name. A prefix `AzureWebJobs` may be left out, and is the default's own.
 * Source: Azure Functions documentation, "Service Bus trigger", Connections.
 * @throws if no such setting is there
 */
export function findConnection(name: string | undefined, settings: AppSettings): Connection {
  const wanted = name === undefined || name === '' ? defaultConnection : name;
  for (const key of [`AzureWebJobs${wanted}`, wanted]) {
    const connectionString = settings[key];
    if (connectionString) return { kind: 'connection-string', connectionString };
    const fullyQualifiedNamespace = settings[`${key}__fullyQualifiedNamespace`];
    const clientId = settings[`${key}__clientId`];
    if (fullyQualifiedNamespace)
      return { kind: 'identity', fullyQualifiedNamespace, ...(clientId ? { clientId } : {}) };
  }
  throw new Error(`Neither the setting "${wanted}" nor "${wanted}__fullyQualifiedNamespace" is there.`);
}
