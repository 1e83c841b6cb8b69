import { ProblemError } from '../errors';
import { describeError, type Logger } from '../logger';
import type { ConnectedOrganization } from './connector-access';
import type { WebhookCredentialRotation } from './rotate-webhook-credentials';
import type { RepairCounts, ServiceHooks } from './service-hooks';

/** What brings in the events that were lost until a repair. */
interface Reconciling {
  run(connectorId: string, trigger: 'repair', log: Logger): Promise<unknown>;
}

/** Looks after the subscriptions of a connector: repairs them, ends what a rotation left, and fetches what was lost. */
export class ServiceHookHealing {
  constructor(
    private readonly serviceHooks: ServiceHooks,
    private readonly rotation: WebhookCredentialRotation,
    private readonly reconciliation: Reconciling,
  ) {}

  /** Events between a failure and its repair exist in the work items only: a repair ends with reading them. */
  async heal(organization: ConnectedOrganization, log: Logger): Promise<RepairCounts> {
    const { id: connectorId } = organization.connector;
    const counts = await this.serviceHooks.ensure(organization);
    await this.rotation.carryOn(organization);
    if (counts.created + counts.deleted > 0) log.warn('service hooks repaired', { connectorId, ...counts });
    if (counts.created > 0) await this.fetchLost(connectorId, log);
    return counts;
  }

  private async fetchLost(connectorId: string, log: Logger): Promise<void> {
    try {
      await this.reconciliation.run(connectorId, 'repair', log);
    } catch (error) {
      // The repair holds all the same; what was lost comes with the next run, or with the one under way.
      if (!(error instanceof ProblemError)) throw error;
      log.warn('reconciliation left for the next time', { connectorId, ...describeError(error) });
    }
  }
}
