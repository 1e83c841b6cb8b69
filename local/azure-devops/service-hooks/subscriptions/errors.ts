import { ApiError } from '../../http/api-error';

/** Security namespace of service hooks (facts: azure-devops.md section 7.7). */
const serviceHooksNamespace = 'cb594ebe-87dd-4fc9-ac2c-6a10a4c92046';

const general = { eventId: 3000 } as const;

export const subscriptionNotFound = (id: string) =>
  new ApiError(404, 'SubscriptionNotFoundException', `No subscription exists with the ID ${id}.`, general);

export const badInput = (message: string) =>
  new ApiError(400, 'SubscriptionInputException', message, general);

export const notificationNotFound = (id: string) =>
  new ApiError(404, 'NotificationNotFoundException', `No notification exists with the ID ${id}.`, general);

export const publisherNotFound = (id: string) =>
  new ApiError(404, 'PublisherNotFoundException', `No publisher exists with the ID ${id}.`, general);

export const consumerNotFound = (id: string) =>
  new ApiError(404, 'ConsumerNotFoundException', `No consumer exists with the ID ${id}.`, general);

export const actionNotFound = (id: string) =>
  new ApiError(
    404,
    'ConsumerActionNotFoundException',
    `No consumer action exists with the ID ${id}.`,
    general,
  );

export const eventTypeNotFound = (id: string) =>
  new ApiError(
    404,
    'PublisherEventTypeNotFoundException',
    `There is no registered handler for the service hooks event type ${id}.`,
    general,
  );

/** The text was reported to public issue trackers by users without the right. */
export function accessDenied(
  who: string,
  projectId: string | undefined,
  permission: 'View' | 'Edit' | 'Delete',
) {
  const token = `PublisherSecurity${projectId === undefined ? '' : `/${projectId}`}`;
  return new ApiError(
    403,
    'AccessCheckException',
    `Access Denied: ${who} needs the following permission(s) on the resource ${token} to perform this action: ${permission} Subscription`,
    {
      eventId: 3000,
      customProperties: {
        Descriptor: null,
        IdentityDisplayName: who,
        Token: token,
        RequestedPermissions: { View: 1, Edit: 2, Delete: 4 }[permission],
        NamespaceId: serviceHooksNamespace,
      },
    },
  );
}
