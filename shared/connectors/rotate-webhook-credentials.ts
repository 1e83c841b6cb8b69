import { setTimeout as wait } from 'node:timers/promises';
import { ConflictError } from '../errors';
import type { Leases } from '../storage/lease';
import type { ConnectedOrganization } from './connector-access';
import type { ServiceHooks } from './service-hooks';
import { beginRotation, endRotation, newPair } from './webhook-credentials';
import { recheckMs, type WebhookCredentialStore } from './webhook-credential-store';

/** Longer than replacing the subscriptions of an organization takes. */
const leaseMs = 5 * 60_000;

export interface RotationView {
  rotatedAt: string | undefined;
  /** Until then deliveries that were under way are still believed. */
  previousValidUntil: string | undefined;
}

/**
 * Gives a connector's service hooks new credentials without losing a delivery: from the first step to the last both the
 * old and the new are good. A rotation that is cut off is carried on by the next one, or by the next repair.
 */
export class WebhookCredentialRotation {
  /** @param settleMs until every instance of the app looks again when it sees credentials that it does not know */
  constructor(
    private readonly credentials: WebhookCredentialStore,
    private readonly serviceHooks: ServiceHooks,
    private readonly leases: Leases,
    private readonly settleMs = 2 * recheckMs,
  ) {}

  /** @throws ConflictError rotation-in-progress */
  async rotate(organization: ConnectedOrganization): Promise<void> {
    const { id } = organization.connector;
    const lease = await this.leases.acquire(`webhook-credentials|${id}`, leaseMs);
    if (!lease) {
      throw new ConflictError(
        'rotation-in-progress',
        'The webhook credentials of this connector are being replaced by another request. Try again in a minute.',
      );
    }
    try {
      const both = beginRotation(await this.credentials.ensure(id), newPair());
      await this.credentials.save(id, both);
      await wait(this.settleMs);
      await this.serviceHooks.replaceCredentials(organization, both.current);
      await this.credentials.save(id, endRotation(both, new Date()));
    } finally {
      await lease.release();
    }
  }

  /** Carries on a rotation that was cut off; where another is at work, that one does. */
  async carryOn(organization: ConnectedOrganization): Promise<void> {
    const { rotating } = await this.credentials.ensure(organization.connector.id);
    if (rotating !== true) return;
    try {
      await this.rotate(organization);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }

  async view(connectorId: string): Promise<RotationView> {
    const { rotatedAt, previousUntil } = await this.credentials.ensure(connectorId);
    return { rotatedAt, previousValidUntil: previousUntil };
  }
}
