import type { TableClient } from '@azure/data-tables';
import type { AzureConnection } from '../config';
import { AzureTable } from './azure-table';
import type { Table } from './table';

/** The tables of this system, by the name they have in the storage account. */
export type TableName =
  | 'connectors'
  | 'tickets'
  | 'ticketindex'
  | 'rules'
  | 'findings'
  | 'events'
  | 'packedcves'
  | 'pulls'
  | 'claims'
  | 'statusends'
  | 'operations'
  | 'workflows'
  | 'reconciliation'
  | 'parked'
  | 'secrets';

/** Plain HTTP is for an emulator on this machine only, where the connection string itself says so. */
const speaksPlainHttp = (connectionString: string) => /TableEndpoint=http:\/\//i.test(connectionString);

async function openTable(connection: AzureConnection, name: TableName): Promise<TableClient> {
  const { TableClient } = await import('@azure/data-tables');
  if (connection.kind === 'connection-string') {
    return TableClient.fromConnectionString(connection.connectionString, name, {
      allowInsecureConnection: speaksPlainHttp(connection.connectionString),
    });
  }
  const { DefaultAzureCredential } = await import('@azure/identity');
  const credential = new DefaultAzureCredential(
    connection.clientId === undefined ? {} : { managedIdentityClientId: connection.clientId },
  );
  return new TableClient(connection.address, name, credential);
}

/** Opens tables of one storage account; the SDK is loaded by the first operation, not at start. */
export function createTables(connection: () => AzureConnection): (name: TableName) => Table {
  const open = new Map<TableName, Table>();
  return (name) => {
    const known = open.get(name);
    if (known) return known;
    let client: Promise<TableClient> | undefined;
    const table = new AzureTable(() => (client ??= openTable(connection(), name)));
    open.set(name, table);
    return table;
  };
}
