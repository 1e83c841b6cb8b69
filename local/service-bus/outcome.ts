import rhea, { type Typed } from 'rhea';
import type { MessageQueue } from './message-queue';

/** How a receiver may settle a delivery (AMQP 1.0, part 3, section 3.4 "Delivery state"). */
export const outcomes = ['accepted', 'rejected', 'released', 'modified'] as const;
export type Outcome = (typeof outcomes)[number];

const acceptedCode = 0x24;
const rejectedCode = 0x25;
const errorCode = 0x1d;

export const lockLost = {
  condition: 'com.microsoft:message-lock-lost',
  description:
    'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * Carries a receiver's outcome out: accepted completes, rejected dead-letters (the reason is in the error's info),
 * released and modified abandon, and modified with `undeliverable_here` defers.
 * @returns whether the lock was still held
 */
export function settle(queue: MessageQueue, lockToken: string, outcome: Outcome, state: unknown): boolean {
  const { error, undeliverable_here: defer, message_annotations: properties } = asRecord(state);
  switch (outcome) {
    case 'accepted':
      return queue.complete(lockToken);
    case 'released':
      return queue.abandon(lockToken);
    case 'modified':
      return defer === true
        ? queue.defer(lockToken, asRecord(properties))
        : queue.abandon(lockToken, asRecord(properties));
    case 'rejected': {
      const { DeadLetterReason, DeadLetterErrorDescription, ...others } = asRecord(asRecord(error).info);
      const reason = { reason: asText(DeadLetterReason), description: asText(DeadLetterErrorDescription) };
      return queue.deadLetter(lockToken, reason, others);
    }
  }
}

/** The state with which the broker confirms a settlement, or refuses it. */
export function settlementState(held: boolean): Typed {
  const { types } = rhea;
  if (held) return types.wrap_described([], acceptedCode);
  const error = types.wrap_described(
    [types.wrap_symbol(lockLost.condition), lockLost.description],
    errorCode,
  );
  return types.wrap_described([error], rejectedCode);
}
