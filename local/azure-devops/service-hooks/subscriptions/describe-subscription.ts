import { identityRef } from '../../identity-ref';
import { isoDate } from '../../model/dates';
import { webhookActionId, webhookConsumerId } from '../catalogue/webhook-action';
import { publisherId } from '../catalogue/work-item-publisher';
import { maskPassword } from './password-mask';
import type { Inputs, Subscription } from './subscription';

function eventDescription({ workItemType, areaPath }: Inputs): string {
  const filters = [
    ...(workItemType ? [`Work item type ${workItemType}`] : []),
    ...(areaPath ? [`Under ${areaPath}`] : []),
  ];
  return filters.join(', ') || 'Any work item';
}

/** A subscription as it is answered: the password masked (facts: azure-devops.md section 7.1). */
export function describeSubscription(subscription: Subscription, baseUrl: string) {
  const { id, organization, status, eventType, resourceVersion, publisherInputs, consumerInputs } =
    subscription;
  const hooks = `${baseUrl}/_apis/hooks`;
  const url = `${hooks}/subscriptions/${id}`;
  const { probationRetries, lastProbationRetryDate } = subscription;
  return {
    id,
    url,
    status,
    publisherId,
    eventType,
    resourceVersion,
    eventDescription: eventDescription(publisherInputs),
    consumerId: webhookConsumerId,
    consumerActionId: webhookActionId,
    actionDescription: `To host ${new URL(consumerInputs.url ?? '').hostname}`,
    ...(probationRetries > 0 && { probationRetries }),
    createdBy: identityRef(subscription.createdBy, baseUrl, organization.id),
    createdDate: isoDate(subscription.createdDate),
    modifiedBy: identityRef(subscription.modifiedBy, baseUrl, organization.id),
    modifiedDate: isoDate(subscription.modifiedDate),
    ...(lastProbationRetryDate && { lastProbationRetryDate: isoDate(lastProbationRetryDate) }),
    publisherInputs,
    consumerInputs: maskPassword(consumerInputs),
    _links: {
      self: { href: url },
      consumer: { href: `${hooks}/consumers/${webhookConsumerId}` },
      actions: { href: `${hooks}/consumers/${webhookConsumerId}/actions` },
      notifications: { href: `${url}/notifications` },
      publisher: { href: `${hooks}/publishers/${publisherId}` },
    },
  };
}
