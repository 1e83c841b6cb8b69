import type { Connector } from '../connectors/connector';
import type { SubscriptionRecord } from '../connectors/subscription-records';
import type { WorkItemEvent } from './work-item-event';

/** Why a delivery with the right credentials is still none of a connector's. */
export type ForeignDelivery = 'other-organization' | 'unknown-subscription' | 'other-project';

/**
 * Decides whether a delivery is from where its connector listens. Credentials can be copied into a subscription of
 * another project or organization; what such a one tells must not touch our tickets. What a delivery does not say (an
 * old server, few details) does not count against it.
 * @param known undefined when nothing was written down yet
 */
export function judgeDelivery(
  { containerIds, subscriptionId, projectId }: WorkItemEvent,
  { organizationId }: Pick<Connector, 'organizationId'>,
  known: SubscriptionRecord | undefined,
  now: Date,
): ForeignDelivery | undefined {
  if (containerIds.length > 0 && !containerIds.includes(organizationId)) return 'other-organization';
  if (!known) return undefined;
  const creating = known.creatingUntil !== undefined && Date.parse(known.creatingUntil) > now.getTime();
  if (creating) return undefined;
  const isOurs = [...known.subscriptions, ...known.former].some(({ id }) => id === subscriptionId);
  if (subscriptionId !== undefined && !isOurs) return 'unknown-subscription';
  const projects = known.subscriptions.flatMap((one) => one.projectId ?? []);
  if (projectId !== undefined && projects.length > 0 && !projects.includes(projectId)) return 'other-project';
  return undefined;
}
