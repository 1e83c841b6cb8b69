import { randomBytes } from 'node:crypto';
import { isOneOfSecrets } from '../security/constant-time-equal';
import type { SecretStore } from '../security/secret-store';
import { webhookSecretName } from './connector';

/** Service hooks present these as Basic credentials. The password before a rotation stays good until the next one. */
export interface WebhookCredentials {
  password: string;
  previousPassword?: string;
}

export const webhookUserName = 'nucleus';

/** How long an instance of the app relies on credentials it has read. */
const cacheMs = 60_000;

const passwordOf = (authorization: string | null): string | undefined => {
  const [scheme, encoded] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return undefined;
  const [user, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return user === webhookUserName ? password.join(':') : undefined;
};

/** Decides whether a delivery's Authorization header holds the credentials. */
export function presentsCredentials(authorization: string | null, credentials: WebhookCredentials): boolean {
  const password = passwordOf(authorization);
  if (password === undefined) return false;
  const { previousPassword } = credentials;
  return isOneOfSecrets(password, [
    credentials.password,
    ...(previousPassword === undefined ? [] : [previousPassword]),
  ]);
}

/** The webhook credentials of connectors, in the secret store. */
export class WebhookCredentialStore {
  /** A cache of this instance of the app: a burst of webhooks reads the secret once. */
  private readonly cache = new Map<string, { credentials: WebhookCredentials; readAt: number }>();

  constructor(private readonly secrets: SecretStore) {}

  async read(connectorId: string): Promise<WebhookCredentials | undefined> {
    const json = await this.secrets.get(webhookSecretName(connectorId));
    if (json === undefined) {
      this.cache.delete(connectorId);
      return undefined;
    }
    const credentials = JSON.parse(json) as WebhookCredentials;
    this.cache.set(connectorId, { credentials, readAt: Date.now() });
    return credentials;
  }

  /** The credentials of a connector, made if it has none. */
  async ensure(connectorId: string): Promise<WebhookCredentials> {
    const known = await this.read(connectorId);
    if (known) return known;
    const credentials: WebhookCredentials = { password: randomBytes(32).toString('base64url') };
    await this.secrets.set(webhookSecretName(connectorId), JSON.stringify(credentials));
    this.cache.set(connectorId, { credentials, readAt: Date.now() });
    return credentials;
  }

  /** Whether a delivery may be believed. What is cached may have been rotated elsewhere: a mismatch reads again, once. */
  async accepts(connectorId: string, authorization: string | null): Promise<boolean> {
    if (authorization === null) return false;
    const cached = this.cache.get(connectorId);
    if (cached && Date.now() - cached.readAt < cacheMs) {
      if (presentsCredentials(authorization, cached.credentials)) return true;
      // Wrong guesses must not become reads of the vault without end.
      if (Date.now() - cached.readAt < 1_000) return false;
    }
    const fresh = await this.read(connectorId);
    return fresh !== undefined && presentsCredentials(authorization, fresh);
  }

  async forget(connectorId: string): Promise<void> {
    this.cache.delete(connectorId);
    await this.secrets.delete(webhookSecretName(connectorId));
  }
}
