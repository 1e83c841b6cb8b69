import { randomBytes } from 'node:crypto';
import { ExpiringCache } from '../azure-devops/expiring-cache';
import type { SecretStore } from '../security/secret-store';
import { type SigningSecrets, validSecrets } from './valid-secrets';

/** How long an instance of the app relies on secrets it has read. */
const cacheMs = 60_000;

/** So long messages are signed with both secrets after a rotation. */
const overlapMs = 24 * 3_600_000;

const secretName = (connectorId: string) => `connector-${connectorId}-callback`;

/** 24 to 64 bytes in base64, marked as what it is (Standard Webhooks 1.0, "Signature scheme"). */
const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** What the messages of connectors are signed with, in the secret store. */
export class SigningSecretStore {
  private readonly known = new ExpiringCache<SigningSecrets | undefined>(cacheMs);

  constructor(private readonly secrets: SecretStore) {}

  /** The secrets to sign with now, the newest first; none if there is no secret. */
  async current(connectorId: string): Promise<string[]> {
    const secrets = await this.known.get(connectorId, () => this.read(connectorId));
    return secrets === undefined ? [] : validSecrets(secrets, Date.now());
  }

  /** Makes a secret where there is none. @returns the new one, to be shown once */
  async ensure(connectorId: string): Promise<string | undefined> {
    if (await this.read(connectorId)) return undefined;
    return (await this.save(connectorId, { secret: newSecret() })).secret;
  }

  /** A new secret; messages carry signatures of both until the older one ends. */
  async rotate(connectorId: string): Promise<SigningSecrets> {
    const before = await this.read(connectorId);
    const previousValidUntil = new Date(Date.now() + overlapMs).toISOString();
    return this.save(connectorId, {
      secret: newSecret(),
      ...(before ? { previousSecret: before.secret, previousValidUntil } : {}),
    });
  }

  async forget(connectorId: string): Promise<void> {
    this.known.clear();
    await this.secrets.delete(secretName(connectorId));
  }

  private async read(connectorId: string): Promise<SigningSecrets | undefined> {
    const json = await this.secrets.get(secretName(connectorId));
    return json === undefined ? undefined : (JSON.parse(json) as SigningSecrets);
  }

  private async save(connectorId: string, secrets: SigningSecrets): Promise<SigningSecrets> {
    await this.secrets.set(secretName(connectorId), JSON.stringify(secrets));
    return this.known.get(connectorId, () => Promise.resolve(secrets), 0).then(() => secrets);
  }
}
