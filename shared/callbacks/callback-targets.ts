import { ExpiringCache } from '../azure-devops/expiring-cache';
import type { ConnectorStore } from '../connectors/connector-store';

/** How long an instance of the app relies on what it has read: so late may a new callback URL be noticed elsewhere. */
const cacheMs = 30_000;

/** Where the messages of a connector go, known without a table operation most of the time. */
export class CallbackTargets {
  private readonly urls = new ExpiringCache<string | undefined>(cacheMs);

  constructor(private readonly connectors: Pick<ConnectorStore, 'find'>) {}

  /** undefined when nobody wants messages, or the connector is gone. */
  urlOf(connectorId: string): Promise<string | undefined> {
    return this.urls.get(connectorId, () => this.read(connectorId));
  }

  /** As stored now; whoever asks later gets this too. */
  freshUrlOf(connectorId: string): Promise<string | undefined> {
    return this.urls.get(connectorId, () => this.read(connectorId), 0);
  }

  private async read(connectorId: string): Promise<string | undefined> {
    return (await this.connectors.find(connectorId))?.callbackUrl;
  }
}
