import type { ApiRequest, ApiRoute } from '../../http/route';
import type { OrganizationRef, WorkItemChange } from '../../work-item-change';
import { classifyAnswer } from '../delivery/classify-answer';
import { describeNotification } from '../delivery/describe-notification';
import type { Notification } from '../delivery/notification';
import { deliveryHeaders, type EventPoster } from '../delivery/post-event';
import type { Envelope, EventOccasion } from '../events/envelope';
import { noSubscription, testEvent } from '../events/test-event';
import { isObject } from '../is-object';
import type { ServiceHooksDeps } from '../service-hooks-deps';
import { badInput } from '../subscriptions/errors';
import { keepPassword } from '../subscriptions/password-mask';
import { readContent } from '../subscriptions/read-content';
import { projectIdOf, type SubscriptionContent } from '../subscriptions/subscription';
import type { SubscriptionStore } from '../subscriptions/subscription-store';
import { checkMayManage } from './manage';

export interface TestNotificationDeps {
  store: SubscriptionStore;
  poster: Pick<EventPoster, 'post'>;
  /** The newest change that such a subscription would have been told of. */
  lastChange(organization: OrganizationRef, content: SubscriptionContent): WorkItemChange | undefined;
  render(change: WorkItemChange, occasion: EventOccasion, content: SubscriptionContent): Envelope;
  timeoutMs(): number;
}

/** Tries a subscription without saving it: one attempt, answered when it is over (facts: azure-devops.md section 7.1). */
export function testNotificationRoute(
  deps: ServiceHooksDeps,
  tests: TestNotificationDeps,
): ApiRoute<OrganizationRef> {
  let count = 0;

  /** An existing subscription may be tested with its masked password. */
  function readTest({ organization, body }: ApiRequest<OrganizationRef>): SubscriptionContent {
    if (!isObject(body)) throw badInput('A notification is expected as the body of the request.');
    const content = readContent(body.details);
    const { subscriptionId } = body;
    if (typeof subscriptionId !== 'string' || subscriptionId === noSubscription) return content;
    const { consumerInputs } = tests.store.get(organization, subscriptionId);
    return { ...content, consumerInputs: keepPassword(content.consumerInputs, consumerInputs) };
  }

  function eventFor(request: ApiRequest<OrganizationRef>, content: SubscriptionContent): Envelope {
    const createdAt = deps.now();
    count += 1;
    const wantsReal = request.query.get('useRealData')?.toLowerCase() === 'true';
    const change = wantsReal ? tests.lastChange(request.organization, content) : undefined;
    const canned = testEvent(content.eventType, count, content, createdAt);
    if (!change) return canned;
    const occasion = { subscriptionId: noSubscription, notificationId: count, eventId: canned.id, createdAt };
    return tests.render(change, occasion, content);
  }

  async function test(request: ApiRequest<OrganizationRef>): Promise<Notification> {
    const content = readTest(request);
    checkMayManage(deps, request.organization, request.caller, projectIdOf(content), 'Edit');
    const event = eventFor(request, content);
    const { consumerInputs, publisherInputs, eventType } = content;
    const headers = deliveryHeaders(noSubscription, consumerInputs);
    const createdDate = deps.now();
    const answer = await tests.poster.post(consumerInputs, headers, event, tests.timeoutMs());
    const isDelivered = classifyAnswer(answer.status) === 'delivered';
    const completedDate = deps.now();
    return {
      id: event.notificationId,
      subscriptionId: noSubscription,
      eventId: event.id,
      subscriberId: request.caller.id,
      eventType,
      status: 'completed',
      result: isDelivered ? 'succeeded' : 'failed',
      createdDate,
      modifiedDate: completedDate,
      publisherInputs,
      consumerInputs,
      requestAttempts: 1,
      dequeuedDate: createdDate,
      completedDate,
      request: { url: consumerInputs.url ?? '', headers, event },
      answer,
      ...(!isDelivered && {
        errorMessage: answer.error ?? `The receiver answered ${answer.status ?? 'nothing'}.`,
      }),
    };
  }

  return {
    method: 'POST',
    path: '_apis/hooks/testnotifications',
    handle: async (request) => ({ status: 200, body: describeNotification(await test(request)) }),
  };
}
