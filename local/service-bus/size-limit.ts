/** Bytes of the largest message or batch in the Standard tier (Microsoft Learn, "Service Bus quotas"). */
export const largestMessage = 256 * 1024;

/** A message or batch over the limit, worded as Azure does. */
export class MessageTooLargeError extends Error {
  readonly condition = 'amqp:link:message-size-exceeded';

  constructor(size: number) {
    super(
      `The received message (size ${size}) exceeds the limit (${largestMessage}) currently allowed on the link.`,
    );
  }
}
