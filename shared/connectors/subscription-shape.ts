import type { NewSubscription, Subscription } from '../azure-devops/client';
import type { ExistingSubscription } from './plan-subscriptions';
import type { CredentialPair } from './webhook-credentials';
import { webhookSecretHeader, webhookUserName } from './webhook-names';

/** The only version whose fields carry ids of people (facts: azure-devops.md section 6.4). */
const resourceVersion = '5.1-preview.3';

/** Filters that keep events from us (facts: azure-devops.md section 7.2). We set none. */
const filters = [
  ...['areaPath', 'workItemType', 'tag', 'changedFields'],
  ...['linksChanged', 'commentPattern', 'teamId', 'subscriberId'],
];

const isSet = (value: string | undefined) => value !== undefined && value !== '' && value !== 'false';

/** What of a subscription a plan looks at. */
export function toExisting({
  id,
  eventType,
  status,
  publisherInputs,
  consumerInputs,
}: Subscription): ExistingSubscription {
  const { projectId } = publisherInputs;
  const { resourceDetailsToSend: details } = consumerInputs;
  const narrowed =
    filters.some((name) => isSet(publisherInputs[name])) ||
    (isSet(details) && details?.toLowerCase() !== 'all');
  return {
    id: id.toLowerCase(),
    eventType,
    status,
    url: consumerInputs.url ?? '',
    projectId: projectId === undefined || projectId === '' ? undefined : projectId.toLowerCase(),
    ...(narrowed ? { narrowed } : {}),
  };
}

/** A subscription as we make it. */
export const toNewSubscription = (
  { eventType, projectId = '', url }: Pick<ExistingSubscription, 'eventType' | 'projectId' | 'url'>,
  { password, headerSecret }: CredentialPair,
): NewSubscription => ({
  eventType,
  resourceVersion,
  publisherInputs: { projectId },
  consumerInputs: {
    url,
    httpHeaders: `${webhookSecretHeader}:${headerSecret}`,
    basicAuthUsername: webhookUserName,
    basicAuthPassword: password,
    resourceDetailsToSend: 'all',
    // The sentences made for chat programs; nobody here reads them.
    messagesToSend: 'none',
    detailedMessagesToSend: 'none',
  },
});
