import type { AzureDevOpsClient } from '../azure-devops/client';
import { NotFoundOrNotVisibleError } from '../azure-devops/errors';
import { alertMessages } from '../alert-messages';
import { inParallel } from '../in-parallel';
import { invocationLog } from '../telemetry/invocation';
import type { Connector } from './connector';
import type { ConnectedOrganization } from './connector-access';
import { webhookUrlOf } from './connector-view';
import { type ExistingSubscription, type MissingSubscription, planSubscriptions } from './plan-subscriptions';
import { recordRepair } from './record-repair';
import type { KnownSubscription, SubscriptionRecords, SubscriptionRepair } from './subscription-records';
import { toExisting, toNewSubscription } from './subscription-shape';
import type { CredentialPair } from './webhook-credentials';
import type { WebhookCredentialStore } from './webhook-credential-store';

const atOnce = 4;

/** Longer than any run: until then deliveries of subscriptions that we do not know yet are believed. */
const creatingMs = 10 * 60_000;

/** A subscription as the API shows it. */
export interface SubscriptionView extends ExistingSubscription {
  project: string | undefined;
}

export interface ServiceHooksView {
  webhookUrl: string;
  subscriptions: SubscriptionView[];
  /** What a repair would do now; empty when all is well. */
  missing: MissingSubscription[];
  surplus: ExistingSubscription[];
  /** When they were last looked after, and what had to be put right lately. */
  checkedAt?: string;
  repairs: SubscriptionRepair[];
}

export interface RepairCounts {
  created: number;
  deleted: number;
  kept: number;
  /** Created because what there was did not deliver: events were lost, only reconciliation brings them. */
  broken: number;
}

/** The service-hook subscriptions of connectors: what there is, and making it what there should be. */
export class ServiceHooks {
  constructor(
    private readonly credentials: WebhookCredentialStore,
    private readonly records: SubscriptionRecords,
    private readonly publicBaseUrl: () => string,
  ) {}

  async view({ connector, azureDevOps }: ConnectedOrganization): Promise<ServiceHooksView> {
    const webhookUrl = this.urlOf(connector);
    const [{ plan, names }, record] = await Promise.all([
      this.plan(azureDevOps, webhookUrl),
      this.records.find(connector.id),
    ]);
    const shown = (subscription: ExistingSubscription): SubscriptionView => ({
      ...subscription,
      project: subscription.projectId === undefined ? undefined : names.get(subscription.projectId),
    });
    return {
      webhookUrl,
      subscriptions: [...plan.keep, ...plan.delete].map(shown),
      missing: plan.create,
      surplus: plan.delete,
      ...(record?.checkedAt === undefined ? {} : { checkedAt: record.checkedAt }),
      repairs: [...(record?.repairs ?? [])].reverse(),
    };
  }

  /**
   * Creates what is missing, then deletes what is too much: in between events come twice rather than never. Running it
   * twice changes nothing the second time; two runs at once may leave a duplicate, which the next run deletes.
   */
  async ensure({ connector, azureDevOps }: ConnectedOrganization): Promise<RepairCounts> {
    const { id: connectorId } = connector;
    const credentials = await this.credentials.ensure(connectorId);
    const { plan } = await this.plan(azureDevOps, this.urlOf(connector));
    for (const { eventType, projectId, found } of plan.create) {
      if (!found.startsWith('disabled')) continue;
      invocationLog.error(alertMessages.serviceHookDisabled, {
        connectorId,
        eventType,
        projectId,
        status: found,
      });
    }
    if (plan.create.length > 0) await this.expectNew(connectorId);
    const created = await inParallel(plan.create, atOnce, (wanted) =>
      this.create(azureDevOps, connector, wanted, credentials.current),
    );
    await this.records.change(connectorId, (record) => recordRepair(record, plan, created, new Date()));
    await inParallel(plan.delete, atOnce, ({ id }) => azureDevOps.deleteSubscription(id));
    return {
      created: plan.create.length,
      deleted: plan.delete.length,
      kept: plan.keep.length,
      broken: plan.create.filter(({ found }) => found !== 'missing').length,
    };
  }

  /** Has every subscription that stays present these credentials from now on. */
  async replaceCredentials(
    { connector, azureDevOps }: ConnectedOrganization,
    pair: CredentialPair,
  ): Promise<void> {
    const { plan } = await this.plan(azureDevOps, this.urlOf(connector));
    await inParallel(plan.keep, atOnce, async (subscription) => {
      try {
        await azureDevOps.replaceSubscription(subscription.id, toNewSubscription(subscription, pair));
      } catch (error) {
        // Gone since it was listed: the next repair makes it anew.
        if (!(error instanceof NotFoundOrNotVisibleError)) throw error;
      }
    });
  }

  /** Removes every subscription that delivers to this connector, and none else. */
  async remove({ connector, azureDevOps }: ConnectedOrganization): Promise<void> {
    const existing = (await azureDevOps.subscriptions()).map(toExisting);
    const { delete: ours } = planSubscriptions(existing, [], this.urlOf(connector));
    await inParallel(ours, atOnce, ({ id }) => azureDevOps.deleteSubscription(id));
  }

  async forget(connector: Connector): Promise<void> {
    await this.credentials.forget(connector.id);
    await this.records.forget(connector.id);
  }

  private urlOf(connector: Connector): string {
    return webhookUrlOf(this.publicBaseUrl(), connector.id);
  }

  /** A new subscription delivers at once, before its id can be written down. */
  private async expectNew(connectorId: string): Promise<void> {
    const creatingUntil = new Date(Date.now() + creatingMs).toISOString();
    await this.records.change(connectorId, (record) => ({ ...record, creatingUntil }));
  }

  private async create(
    azureDevOps: AzureDevOpsClient,
    connector: Connector,
    { eventType, projectId }: MissingSubscription,
    pair: CredentialPair,
  ): Promise<KnownSubscription> {
    const wanted = toNewSubscription({ eventType, projectId, url: this.urlOf(connector) }, pair);
    const { id, status } = await azureDevOps.createSubscription(wanted);
    return { id: id.toLowerCase(), eventType, projectId, status };
  }

  private async plan(azureDevOps: AzureDevOpsClient, webhookUrl: string) {
    const [projects, subscriptions] = await Promise.all([
      azureDevOps.projects(),
      azureDevOps.subscriptions(),
    ]);
    const names = new Map(projects.map(({ id, name }) => [id.toLowerCase(), name]));
    return { plan: planSubscriptions(subscriptions.map(toExisting), [...names.keys()], webhookUrl), names };
  }
}
