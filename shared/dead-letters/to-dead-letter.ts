import type { DeadLetteredMessage } from '../messaging/dead-letter-queues';
import type { QueueName } from '../messaging/queues';
import { isObject, numberOf } from '../sync/lenient-json';
import type { DeadLetter } from './dead-letter';
import { messageSubject } from './message-subject';
import type { ParkedMessage } from './parked-messages';

/** Service Bus's own reasons (documentation: "Overview of Service Bus dead-letter queues"), in words. */
const explanations: Record<string, string> = {
  MaxDeliveryCountExceeded: 'It failed at every delivery, for a reason that the logs tell.',
  TTLExpiredException: 'It was too old before it was processed.',
};

/** A message that failed was tried again under a number of its own; the one that is left knows it. */
export const attemptsOf = (body: unknown): number => (isObject(body) ? (numberOf(body.attempt) ?? 1) : 1);

const ageOf = (at: Date, now: Date) => Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));

/** A message that Service Bus gave up, as the API shows it. */
export function toDeadLetter(queue: QueueName, message: DeadLetteredMessage, now: Date): DeadLetter {
  const { sequenceNumber, body, reason = 'unknown', description, enqueuedAt, deliveryCount } = message;
  const detail = explanations[reason] ?? description;
  return {
    queue,
    id: sequenceNumber,
    kind: 'dead-lettered',
    reason,
    ...(detail === undefined ? {} : { detail }),
    ...(enqueuedAt ? { enqueuedAt: enqueuedAt.toISOString(), ageSeconds: ageOf(enqueuedAt, now) } : {}),
    attempts: Math.max(deliveryCount, 1) + attemptsOf(body) - 1,
    ...messageSubject(queue, body),
  };
}

/** A message that we put aside, as the API shows it. */
export function toParkedLetter(message: ParkedMessage, now: Date): DeadLetter {
  const { queue, id, body, reason, detail, attempts, parkedAt } = message;
  return {
    queue,
    id,
    kind: 'parked',
    reason,
    detail,
    enqueuedAt: parkedAt,
    ageSeconds: ageOf(new Date(parkedAt), now),
    attempts,
    ...messageSubject(queue, body),
  };
}
