import { fits } from '../http/validate';
import type { SecretStore } from '../security/secret-store';
import { webhookSecretName } from './connector';
import type { ConnectorStore } from './connector-store';
import {
  newPair,
  type PresentedCredentials,
  presentsCredentials,
  type WebhookCredentials,
  webhookCredentialsSchema,
} from './webhook-credentials';

/** How long an instance of the app relies on credentials it has read. */
const cacheMs = 60_000;

/** Against a mismatch it relies on them for this long: wrong guesses must not become reads of the vault without end. */
export const recheckMs = 1_000;

/** Callers choose the connector that they name: what is remembered of them has an end. */
const mostCached = 1_000;

interface Cached {
  /** undefined: there is no such connector, or it has none. */
  credentials: WebhookCredentials | undefined;
  readAt: number;
}

function parse(json: string): WebhookCredentials | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return fits(webhookCredentialsSchema, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The webhook credentials of connectors, in the secret store. */
export class WebhookCredentialStore {
  /** A cache of this instance of the app: a burst of webhooks reads the secret once. */
  private readonly cache = new Map<string, Cached>();
  /** Reads under way: who asks meanwhile waits for the same answer. */
  private readonly reading = new Map<string, Promise<WebhookCredentials | undefined>>();

  constructor(
    private readonly secrets: SecretStore,
    private readonly connectors: Pick<ConnectorStore, 'find'>,
  ) {}

  /** The credentials of a connector, made if it has none. */
  async ensure(connectorId: string): Promise<WebhookCredentials> {
    return (await this.load(connectorId)) ?? this.save(connectorId, { current: newPair() });
  }

  async save(connectorId: string, credentials: WebhookCredentials): Promise<WebhookCredentials> {
    await this.secrets.set(webhookSecretName(connectorId), JSON.stringify(credentials));
    this.remember(connectorId, credentials);
    return credentials;
  }

  /** Whether a delivery may be believed. What is cached may have been rotated elsewhere: a mismatch reads again. */
  async accepts(connectorId: string, presented: PresentedCredentials): Promise<boolean> {
    const { authorization, headerSecret } = presented;
    if (authorization === undefined || headerSecret === undefined) return false;
    const isGood = (credentials: WebhookCredentials | undefined) =>
      credentials !== undefined && presentsCredentials(presented, credentials, new Date());
    const cached = this.cache.get(connectorId);
    const age = cached ? Date.now() - cached.readAt : Infinity;
    if (cached && age < cacheMs) {
      if (isGood(cached.credentials)) return true;
      if (age < recheckMs) return false;
    }
    return isGood(await this.readOnce(connectorId));
  }

  async forget(connectorId: string): Promise<void> {
    this.cache.delete(connectorId);
    await this.secrets.delete(webhookSecretName(connectorId));
  }

  private readOnce(connectorId: string): Promise<WebhookCredentials | undefined> {
    const underWay = this.reading.get(connectorId);
    if (underWay) return underWay;
    const read = this.readKnown(connectorId).finally(() => this.reading.delete(connectorId));
    this.reading.set(connectorId, read);
    return read;
  }

  /** The vault is asked only for connectors that there are: it takes few requests, a table takes many. */
  private async readKnown(connectorId: string): Promise<WebhookCredentials | undefined> {
    const connector = await this.connectors.find(connectorId);
    if (connector) return this.load(connectorId);
    this.remember(connectorId, undefined);
    return undefined;
  }

  private async load(connectorId: string): Promise<WebhookCredentials | undefined> {
    const json = await this.secrets.get(webhookSecretName(connectorId));
    const credentials = json === undefined ? undefined : parse(json);
    this.remember(connectorId, credentials);
    return credentials;
  }

  private remember(connectorId: string, credentials: WebhookCredentials | undefined): void {
    this.cache.delete(connectorId);
    this.cache.set(connectorId, { credentials, readAt: Date.now() });
    const [oldest] = this.cache.keys();
    if (this.cache.size > mostCached && oldest !== undefined) this.cache.delete(oldest);
  }
}
