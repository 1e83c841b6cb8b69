import type { ApiAnswer, ApiRoute } from '../../http/route';
import type { OrganizationRef } from '../../work-item-change';
import {
  webhookAction,
  webhookActionId,
  webhookConsumer,
  webhookConsumerId,
} from '../catalogue/webhook-action';
import { publisher, publisherEventType, publisherId } from '../catalogue/work-item-publisher';
import { eventTypes, isEventType } from '../events/event-type';
import {
  actionNotFound,
  consumerNotFound,
  eventTypeNotFound,
  publisherNotFound,
} from '../subscriptions/errors';

const one = (body: unknown): ApiAnswer => ({ status: 200, body });
const list = (value: unknown[]): ApiAnswer => ({ status: 200, body: { count: value.length, value } });

function checkPublisher(id = ''): void {
  if (id.toLowerCase() !== publisherId) throw publisherNotFound(id);
}

function checkConsumer(id = ''): void {
  if (id.toLowerCase() !== webhookConsumerId.toLowerCase()) throw consumerNotFound(id);
}

const publishers = '_apis/hooks/publishers';
const consumers = '_apis/hooks/consumers';

/** What can be subscribed to, and what can be done with an event (facts: azure-devops.md section 7.1). */
export const catalogueRoutes: ApiRoute<OrganizationRef>[] = [
  { method: 'GET', path: publishers, handle: ({ baseUrl }) => list([publisher(baseUrl)]) },
  {
    method: 'GET',
    path: `${publishers}/{publisherId}`,
    handle: ({ params, baseUrl }) => {
      checkPublisher(params.publisherId);
      return one(publisher(baseUrl));
    },
  },
  {
    method: 'GET',
    path: `${publishers}/{publisherId}/eventtypes`,
    handle: ({ params, baseUrl }) => {
      checkPublisher(params.publisherId);
      return list(eventTypes.map((type) => publisherEventType(type, baseUrl)));
    },
  },
  {
    method: 'GET',
    path: `${publishers}/{publisherId}/eventtypes/{eventTypeId}`,
    handle: ({ params, baseUrl }) => {
      const { eventTypeId = '' } = params;
      checkPublisher(params.publisherId);
      if (!isEventType(eventTypeId)) throw eventTypeNotFound(eventTypeId);
      return one(publisherEventType(eventTypeId, baseUrl));
    },
  },
  { method: 'GET', path: consumers, handle: ({ baseUrl }) => list([webhookConsumer(baseUrl)]) },
  {
    method: 'GET',
    path: `${consumers}/{consumerId}`,
    handle: ({ params, baseUrl }) => {
      checkConsumer(params.consumerId);
      return one(webhookConsumer(baseUrl));
    },
  },
  {
    method: 'GET',
    path: `${consumers}/{consumerId}/actions`,
    handle: ({ params, baseUrl }) => {
      checkConsumer(params.consumerId);
      return list([webhookAction(baseUrl)]);
    },
  },
  {
    method: 'GET',
    path: `${consumers}/{consumerId}/actions/{consumerActionId}`,
    handle: ({ params, baseUrl }) => {
      const { consumerActionId = '' } = params;
      checkConsumer(params.consumerId);
      if (consumerActionId.toLowerCase() !== webhookActionId.toLowerCase())
        throw actionNotFound(consumerActionId);
      return one(webhookAction(baseUrl));
    },
  },
];
