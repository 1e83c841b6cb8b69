import { randomUUID } from 'node:crypto';
import { projectIdNotFound } from '../../http/errors';
import type { ApiRequest, ApiRoute } from '../../http/route';
import type { OrganizationRef } from '../../work-item-change';
import type { NotificationHistory } from '../delivery/notification-history';
import { isObject } from '../is-object';
import type { ServiceHooksDeps } from '../service-hooks-deps';
import { decideStatus } from '../subscriptions/decide-status';
import { describeSubscription } from '../subscriptions/describe-subscription';
import { badInput } from '../subscriptions/errors';
import { matchesKind, matchesQuery } from '../subscriptions/matches-query';
import { keepPassword } from '../subscriptions/password-mask';
import { readContent } from '../subscriptions/read-content';
import { projectIdOf, type Subscription, type SubscriptionContent } from '../subscriptions/subscription';
import type { SubscriptionStore } from '../subscriptions/subscription-store';
import { checkMayManage } from './manage';

type Request = ApiRequest<OrganizationRef>;

const collection = '_apis/hooks/subscriptions';
const single = `${collection}/{subscriptionId}`;

/** Create, list, read, replace, delete and query (facts: azure-devops.md section 7.1). */
export function subscriptionRoutes(
  deps: ServiceHooksDeps,
  store: SubscriptionStore,
  history: NotificationHistory,
): ApiRoute<OrganizationRef>[] {
  const checkRights = (
    request: Request,
    content: SubscriptionContent,
    permission: 'View' | 'Edit' | 'Delete',
  ) => checkMayManage(deps, request.organization, request.caller, projectIdOf(content), permission);

  /** Reads the body, with rights and project checked. */
  function contentOf(request: Request): SubscriptionContent {
    const content = readContent(request.body);
    const projectId = projectIdOf(content);
    if (projectId !== undefined && !deps.project(request.organization, projectId))
      throw projectIdNotFound(projectId);
    checkRights(request, content, 'Edit');
    return content;
  }

  function find(request: Request, permission: 'View' | 'Edit' | 'Delete'): Subscription {
    const subscription = store.get(request.organization, request.params.subscriptionId ?? '');
    checkRights(request, subscription, permission);
    return subscription;
  }

  const visible = ({ organization, caller }: Request) =>
    store.of(organization).filter((one) => deps.mayManage(organization, caller, projectIdOf(one)));

  function create(request: Request): Subscription {
    const { organization, caller } = request;
    const content = contentOf(request);
    const now = deps.now();
    const subscription: Subscription = {
      ...content,
      id: randomUUID(),
      organization,
      status: 'enabled',
      publisherInputs: {
        ...content.publisherInputs,
        hostId: organization.collectionId,
        tfsSubscriptionId: randomUUID(),
      },
      createdBy: caller,
      createdDate: now,
      modifiedBy: caller,
      modifiedDate: now,
      probationRetries: 0,
    };
    store.add(subscription);
    return subscription;
  }

  function replace(request: Request): Subscription {
    const subscription = find(request, 'Edit');
    const content = contentOf(request);
    const { hostId = '', tfsSubscriptionId = '' } = subscription.publisherInputs;
    const asked = isObject(request.body) ? request.body.status : undefined;
    const status = decideStatus(subscription.status, asked);
    if (status !== subscription.status) subscription.probationRetries = 0;
    return Object.assign(subscription, {
      ...content,
      status,
      publisherInputs: { ...content.publisherInputs, hostId, tfsSubscriptionId },
      consumerInputs: keepPassword(content.consumerInputs, subscription.consumerInputs),
      modifiedBy: request.caller,
      modifiedDate: deps.now(),
    });
  }

  const described = (request: Request, subscription: Subscription) => ({
    status: 200,
    body: describeSubscription(subscription, request.baseUrl),
  });

  return [
    { method: 'POST', path: collection, handle: (request) => described(request, create(request)) },
    { method: 'GET', path: single, handle: (request) => described(request, find(request, 'View')) },
    { method: 'PUT', path: single, handle: (request) => described(request, replace(request)) },
    {
      method: 'GET',
      path: collection,
      handle: (request) => {
        const value = visible(request)
          .filter((one) => matchesKind(one, (name) => request.query.get(name)))
          .map((one) => describeSubscription(one, request.baseUrl));
        return { status: 200, body: { count: value.length, value } };
      },
    },
    {
      method: 'DELETE',
      path: single,
      handle: (request) => {
        const subscription = find(request, 'Delete');
        store.remove(subscription);
        history.forget(subscription.id);
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '_apis/hooks/subscriptionsquery',
      handle: (request) => {
        const { body } = request;
        if (!isObject(body)) throw badInput('A query is expected as the body of the request.');
        const results = visible(request)
          .filter((one) => matchesQuery(one, body))
          .map((one) => describeSubscription(one, request.baseUrl));
        return { status: 200, body: { ...body, results } };
      },
    },
  ];
}
