import { isoDate } from '../../model/dates';
import { webhookActionId, webhookConsumerId } from '../catalogue/webhook-action';
import { publisherId } from '../catalogue/work-item-publisher';
import { maskPassword } from '../subscriptions/password-mask';
import type { Notification } from './notification';

const headerLines = (headers: Record<string, string>) =>
  Object.entries(headers).map(([name, value]) =>
    name.toLowerCase() === 'authorization' ? `${name}: ********` : `${name}: ${value}`,
  );

const requestText = ({ url, headers, event }: NonNullable<Notification['request']>): string =>
  ['Method: POST', `URI: ${url}`, 'Headers: {', ...headerLines(headers), '}', JSON.stringify(event)].join(
    '\r\n',
  );

const answerText = ({ status, headers, body }: NonNullable<Notification['answer']>): string | undefined =>
  status === undefined
    ? undefined
    : [`Status Code: ${status}`, 'Headers: {', ...headerLines(headers), '}', body].join('\r\n');

const optionalDate = (name: string, date: Date | undefined) => (date ? { [name]: isoDate(date) } : {});

function details(notification: Notification) {
  const { request, answer, errorMessage, createdDate, dequeuedDate, completedDate } = notification;
  const response = answer && answerText(answer);
  return {
    eventType: notification.eventType,
    ...(request && { event: request.event }),
    publisherId,
    consumerId: webhookConsumerId,
    consumerActionId: webhookActionId,
    publisherInputs: notification.publisherInputs,
    consumerInputs: maskPassword(notification.consumerInputs),
    ...(request && { request: requestText(request) }),
    ...(response !== undefined && { response }),
    ...(errorMessage !== undefined && { errorMessage, errorDetail: errorMessage }),
    requestAttempts: notification.requestAttempts,
    ...(answer && { requestDuration: answer.seconds }),
    queuedDate: isoDate(createdDate),
    ...optionalDate('dequeuedDate', dequeuedDate),
    ...optionalDate('processedDate', dequeuedDate),
    ...optionalDate('completedDate', completedDate),
  };
}

/** A notification as it is answered: secrets masked (facts: azure-devops.md section 7.1). */
export const describeNotification = (notification: Notification, withDetails = true) => ({
  ...(withDetails && { details: details(notification) }),
  id: notification.id,
  subscriptionId: notification.subscriptionId,
  eventId: notification.eventId,
  subscriberId: notification.subscriberId,
  status: notification.status,
  result: notification.result,
  createdDate: isoDate(notification.createdDate),
  modifiedDate: isoDate(notification.modifiedDate),
});
