import { listAt, textAt, textsAt } from '../answers/json-values';
import type { AzureDevOpsClient, NewSubscription, Subscription } from '../client';
import { NotFoundOrNotVisibleError } from '../errors';
import { address, segment } from '../transport/address';
import type { ApiRequest, Transport } from '../transport/transport';

/** Work item events of Azure DevOps, delivered as web hooks (facts: azure-devops.md section 7.1). */
const kind = { publisherId: 'tfs', consumerId: 'webHooks', consumerActionId: 'httpRequest' };

type SubscriptionCalls = Pick<
  AzureDevOpsClient,
  'subscriptions' | 'createSubscription' | 'replaceSubscription' | 'deleteSubscription'
>;

export function subscriptionCalls(transport: Transport): SubscriptionCalls {
  const send = async (
    method: ApiRequest['method'],
    id: string | undefined,
    rest: Pick<ApiRequest, 'effect' | 'body'>,
  ) => {
    const path = id === undefined ? '' : `/${segment(id)}`;
    const query = method === 'GET' ? kind : {};
    const url = address(transport.organizationUrl, `_apis/hooks/subscriptions${path}`, query);
    return (await transport.send({ method, url, ...rest })).body;
  };

  const whole = (subscription: NewSubscription) => ({ ...kind, ...subscription });

  return {
    subscriptions: async () =>
      listAt(await send('GET', undefined, { effect: 'none' }), 'value').map(toSubscription),

    createSubscription: async (subscription) =>
      toSubscription(await send('POST', undefined, { effect: 'once', body: whole(subscription) })),

    // Putting the whole object twice leaves it as putting it once does.
    replaceSubscription: async (id, subscription) =>
      toSubscription(await send('PUT', id, { effect: 'guarded', body: { id, ...whole(subscription) } })),

    deleteSubscription: async (id) => {
      try {
        await send('DELETE', id, { effect: 'guarded' });
      } catch (error) {
        if (!(error instanceof NotFoundOrNotVisibleError)) throw error;
      }
    },
  };
}

const toSubscription = (value: unknown): Subscription => ({
  id: textAt(value, 'id') ?? '',
  eventType: textAt(value, 'eventType') ?? '',
  // Old answers leave it out (facts: azure-devops.md section 7.1).
  status: textAt(value, 'status') ?? 'enabled',
  resourceVersion: textAt(value, 'resourceVersion') ?? '',
  publisherInputs: textsAt(value, 'publisherInputs'),
  consumerInputs: textsAt(value, 'consumerInputs'),
});
