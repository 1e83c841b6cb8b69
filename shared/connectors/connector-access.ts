import type { AzureDevOpsClient, AzureDevOpsClients, OrganizationAccess } from '../azure-devops/client';
import { UnprocessableError } from '../errors';
import type { SecretStore } from '../security/secret-store';
import { clientSecretName, type Connector } from './connector';
import type { ConnectorStore } from './connector-store';

/** A connector, and its organization as its credentials reach it. */
export interface ConnectedOrganization {
  connector: Connector;
  azureDevOps: AzureDevOpsClient;
}

/** Opens the organization of a connector; its secret is read only when a token is needed. */
export class ConnectorAccess {
  constructor(
    private readonly connectors: ConnectorStore,
    private readonly secrets: SecretStore,
    private readonly clients: AzureDevOpsClients,
  ) {}

  /** @throws NotFoundError there is no such connector */
  async open(connectorId: string): Promise<ConnectedOrganization> {
    return this.openFor(await this.connectors.get(connectorId));
  }

  openFor(connector: Connector): ConnectedOrganization {
    return { connector, azureDevOps: this.clients.for(this.accessOf(connector)) };
  }

  accessOf(connector: Connector): OrganizationAccess {
    const { instanceUrl, organization, tenantId, clientId } = connector;
    return { instanceUrl, organization, tenantId, clientId, clientSecret: () => this.secretOf(connector.id) };
  }

  private async secretOf(connectorId: string): Promise<string> {
    const secret = await this.secrets.get(clientSecretName(connectorId));
    if (secret !== undefined) return secret;
    throw new UnprocessableError(
      'client-secret-missing',
      'The client secret of this connector is not in the secret store. Enter it again: PUT /api/connectors/{connectorId} with "clientSecret".',
    );
  }
}
