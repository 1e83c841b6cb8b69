import type { Connector } from './connector';

/** A connector as the API shows it: the secret never comes back, only that there is one. */
export interface ConnectorView extends Connector {
  hasClientSecret: true;
  /** The address that service hooks deliver to. */
  webhookUrl: string;
}

export const webhookUrlOf = (publicBaseUrl: string, connectorId: string) =>
  `${publicBaseUrl}/api/azure-devops/webhooks/${connectorId}`;

export const toConnectorView = (connector: Connector, publicBaseUrl: string): ConnectorView => ({
  ...connector,
  hasClientSecret: true,
  webhookUrl: webhookUrlOf(publicBaseUrl, connector.id),
});
