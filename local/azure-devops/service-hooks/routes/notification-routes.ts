import type { ApiRequest, ApiRoute } from '../../http/route';
import type { OrganizationRef } from '../../work-item-change';
import { describeNotification } from '../delivery/describe-notification';
import type { NotificationHistory } from '../delivery/notification-history';
import { isSelected, type NotificationFilter, summarize } from '../delivery/select-notifications';
import { isObject } from '../is-object';
import type { ServiceHooksDeps } from '../service-hooks-deps';
import { badInput, notificationNotFound } from '../subscriptions/errors';
import { projectIdOf, type Subscription } from '../subscriptions/subscription';
import type { SubscriptionStore } from '../subscriptions/subscription-store';
import { checkMayManage } from './manage';

/** Notifications answered unless asked for another number. */
const defaultLimit = 100;

function limitOf(value: unknown): number {
  if (value === undefined || value === null) return defaultLimit;
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1) throw badInput('The number of results must be 1 or more.');
  return limit;
}

function readDate(value: unknown, name: string): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const date = new Date(typeof value === 'string' ? value : NaN);
  if (Number.isNaN(date.getTime())) throw badInput(`'${name}' must be a date.`);
  return date;
}

function readFilter(query: Record<string, unknown>, result: unknown): NotificationFilter {
  const minCreatedDate = readDate(query.minCreatedDate, 'minCreatedDate');
  const maxCreatedDate = readDate(query.maxCreatedDate, 'maxCreatedDate');
  return {
    ...(typeof query.status === 'string' && { status: query.status }),
    ...(typeof result === 'string' && { result }),
    ...(minCreatedDate && { minCreatedDate }),
    ...(maxCreatedDate && { maxCreatedDate }),
  };
}

const collection = '_apis/hooks/subscriptions/{subscriptionId}/notifications';

/** The history of deliveries (facts: azure-devops.md section 7.1). */
export function notificationRoutes(
  deps: ServiceHooksDeps,
  store: SubscriptionStore,
  history: NotificationHistory,
): ApiRoute<OrganizationRef>[] {
  function historyOf({ organization, caller, params }: ApiRequest<OrganizationRef>) {
    const subscription = store.get(organization, params.subscriptionId ?? '');
    checkMayManage(deps, organization, caller, projectIdOf(subscription), 'View');
    return history.of(subscription.id);
  }

  function asked({ organization, caller }: ApiRequest<OrganizationRef>, ids: unknown): Subscription[] {
    const visible = store
      .of(organization)
      .filter((one) => deps.mayManage(organization, caller, projectIdOf(one)));
    return Array.isArray(ids) && ids.length > 0 ? visible.filter(({ id }) => ids.includes(id)) : visible;
  }

  return [
    {
      method: 'GET',
      path: collection,
      handle: (request) => {
        const filter = readFilter({ status: request.query.get('status') }, request.query.get('result'));
        const value = historyOf(request)
          .filter((one) => isSelected(one, filter))
          .slice(0, limitOf(request.query.get('maxResults')))
          .map((one) => describeNotification(one));
        return { status: 200, body: { count: value.length, value } };
      },
    },
    {
      method: 'GET',
      path: `${collection}/{notificationId}`,
      handle: (request) => {
        const { notificationId = '' } = request.params;
        const notification = historyOf(request).find(({ id }) => id === Number(notificationId));
        if (!notification) throw notificationNotFound(notificationId);
        return { status: 200, body: describeNotification(notification) };
      },
    },
    {
      method: 'POST',
      path: '_apis/hooks/notificationsquery',
      handle: (request) => {
        const { body } = request;
        if (!isObject(body)) throw badInput('A query is expected as the body of the request.');
        const filter = readFilter(body, body.resultType);
        const perSubscription = limitOf(body.maxResultsPerSubscription);
        const found = asked(request, body.subscriptionIds).map(({ id }) => ({
          id,
          notifications: history.of(id).filter((one) => isSelected(one, filter)),
        }));
        const results = found
          .flatMap(({ notifications }) => notifications.slice(0, perSubscription))
          .slice(0, limitOf(body.maxResults))
          .map((one) => describeNotification(one, body.includeDetails === true));
        const summary = found.map(({ id, notifications }) => summarize(id, notifications));
        return { status: 200, body: { ...body, results, summary } };
      },
    },
  ];
}
