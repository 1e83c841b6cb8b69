import type { AzureDevOpsClient, NewSubscription, Subscription } from '../azure-devops/client';
import { inParallel } from '../in-parallel';
import type { Connector } from './connector';
import type { ConnectedOrganization } from './connector-access';
import { webhookUrlOf } from './connector-view';
import { type ExistingSubscription, planSubscriptions, type WantedSubscription } from './plan-subscriptions';
import { type WebhookCredentialStore, webhookUserName } from './webhook-credentials';

/** The only version whose fields carry ids of people (facts: azure-devops.md section 6.4). */
const resourceVersion = '5.1-preview.3';

const atOnce = 4;

/** A subscription as the API shows it. */
export interface SubscriptionView extends ExistingSubscription {
  project: string | undefined;
}

export interface ServiceHooksView {
  webhookUrl: string;
  subscriptions: SubscriptionView[];
  /** What a repair would do now; empty when all is well. */
  missing: WantedSubscription[];
  surplus: ExistingSubscription[];
}

const toExisting = ({
  id,
  eventType,
  status,
  publisherInputs,
  consumerInputs,
}: Subscription): ExistingSubscription => {
  const projectId = publisherInputs.projectId;
  return {
    id,
    eventType,
    status,
    url: consumerInputs.url ?? '',
    projectId: projectId === undefined || projectId === '' ? undefined : projectId.toLowerCase(),
  };
};

/** The service-hook subscriptions of connectors: what there is, and making it what there should be. */
export class ServiceHooks {
  constructor(
    private readonly credentials: WebhookCredentialStore,
    private readonly publicBaseUrl: () => string,
  ) {}

  async view({ connector, azureDevOps }: ConnectedOrganization): Promise<ServiceHooksView> {
    const webhookUrl = webhookUrlOf(this.publicBaseUrl(), connector.id);
    const { plan, names } = await this.plan(azureDevOps, webhookUrl);
    const shown = (subscription: ExistingSubscription): SubscriptionView => ({
      ...subscription,
      project: subscription.projectId === undefined ? undefined : names.get(subscription.projectId),
    });
    return {
      webhookUrl,
      subscriptions: [...plan.keep, ...plan.delete].map(shown),
      missing: plan.create,
      surplus: plan.delete,
    };
  }

  /**
   * Creates what is missing, then deletes what is too much: in between events come twice rather than never. Running it
   * twice changes nothing the second time; two runs at once may leave a duplicate, which the next run deletes.
   */
  async ensure({
    connector,
    azureDevOps,
  }: ConnectedOrganization): Promise<{ created: number; deleted: number; kept: number }> {
    const { password } = await this.credentials.ensure(connector.id);
    const webhookUrl = webhookUrlOf(this.publicBaseUrl(), connector.id);
    const { plan } = await this.plan(azureDevOps, webhookUrl);
    await inParallel(plan.create, atOnce, (wanted) =>
      azureDevOps.createSubscription(subscriptionFor(wanted, webhookUrl, password)),
    );
    await inParallel(plan.delete, atOnce, ({ id }) => azureDevOps.deleteSubscription(id));
    return { created: plan.create.length, deleted: plan.delete.length, kept: plan.keep.length };
  }

  /** Removes every subscription that delivers to this connector, and none else. */
  async remove({ connector, azureDevOps }: ConnectedOrganization): Promise<void> {
    const webhookUrl = webhookUrlOf(this.publicBaseUrl(), connector.id);
    const existing = (await azureDevOps.subscriptions()).map(toExisting);
    const { delete: ours } = planSubscriptions(existing, [], webhookUrl);
    await inParallel(ours, atOnce, ({ id }) => azureDevOps.deleteSubscription(id));
  }

  async forget(connector: Connector): Promise<void> {
    await this.credentials.forget(connector.id);
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

const subscriptionFor = (
  { eventType, projectId }: WantedSubscription,
  url: string,
  password: string,
): NewSubscription => ({
  eventType,
  resourceVersion,
  publisherInputs: { projectId },
  consumerInputs: {
    url,
    basicAuthUsername: webhookUserName,
    basicAuthPassword: password,
    resourceDetailsToSend: 'all',
    // The sentences made for chat programs; nobody here reads them.
    messagesToSend: 'none',
    detailedMessagesToSend: 'none',
  },
});
