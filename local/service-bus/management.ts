import { type Message, types } from 'rhea';
import { encode, fromEncoded, reorderGuid, toDelivery } from './amqp-message';
import type { MessageQueue } from './message-queue';

/** The answer to a request on an entity's `$management` link. */
export interface ManagementAnswer {
  status: number;
  condition?: string;
  description?: string;
  body?: Record<string, unknown>;
}

const lockLost: ManagementAnswer = {
  status: 410,
  condition: 'com.microsoft:message-lock-lost',
  description: 'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
};

const asBuffers = (value: unknown): Buffer[] =>
  (Array.isArray(value) ? (value as unknown[]) : []).filter((item): item is Buffer => Buffer.isBuffer(item));

const lockTokens = (body: Record<string, unknown>) =>
  asBuffers(body['lock-tokens']).map((token) => reorderGuid(token).toString('hex'));

/** 64-bit numbers arrive as numbers or, where the client wants to be exact, as eight bytes. */
function asNumbers(value: unknown): number[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((item) => {
    if (typeof item === 'number') return [item];
    return Buffer.isBuffer(item) && item.length === 8 ? [Number(item.readBigInt64BE())] : [];
  });
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function settle(queue: MessageQueue, body: Record<string, unknown>): ManagementAnswer {
  const properties = body['properties-to-modify'] as Record<string, unknown> | undefined;
  const reason = { reason: text(body['deadletter-reason']), description: text(body['deadletter-description']) };
  const held = lockTokens(body).map((token) => {
    switch (body['disposition-status']) {
      case 'completed':
        return queue.complete(token);
      case 'abandoned':
        return queue.abandon(token, properties);
      case 'defered':
        return queue.defer(token, properties);
      case 'suspended':
        return queue.deadLetter(token, reason, properties);
      default:
        return false;
    }
  });
  return held.every(Boolean) ? { status: 200 } : lockLost;
}

function receiveDeferred(queue: MessageQueue, body: Record<string, unknown>): ManagementAnswer {
  const messages = asNumbers(body['sequence-numbers']).map((number) => queue.lockDeferred(number));
  const found = messages.filter((message) => message !== undefined);
  if (found.length < messages.length || found.length === 0) {
    return { status: 404, condition: 'com.microsoft:message-not-found', description: 'The message was not found.' };
  }
  return {
    status: 200,
    body: {
      messages: found.map((message) => ({
        'lock-token': types.wrap_uuid(reorderGuid(Buffer.from(message.lockToken ?? '', 'hex'))),
        message: types.wrap_binary(encode(toDelivery(message))),
      })),
    },
  };
}

/** Carries out what the Service Bus clients ask of an entity besides sending and receiving. */
export function manage(queue: MessageQueue, request: Message): ManagementAnswer {
  const operation: unknown = (request.application_properties as Record<string, unknown> | undefined)?.operation;
  const body = (request.body ?? {}) as Record<string, unknown>;
  switch (operation) {
    case 'com.microsoft:renew-lock': {
      const ends = lockTokens(body).map((token) => queue.renew(token));
      if (ends.length === 0 || ends.includes(undefined)) return lockLost;
      return { status: 200, body: { expirations: types.wrap_array(ends, 0x83, undefined) } };
    }
    case 'com.microsoft:peek-message': {
      const [from = 0] = asNumbers(body['from-sequence-number']);
      const [count = 1] = asNumbers(body['message-count']);
      const found = queue.peek(from, count);
      if (found.length === 0) return { status: 204 };
      return {
        status: 200,
        body: { messages: found.map((message) => ({ message: types.wrap_binary(encode(toDelivery(message))) })) },
      };
    }
    case 'com.microsoft:schedule-message': {
      const entries = (body.messages ?? []) as { message?: unknown }[];
      const numbers = entries.flatMap(({ message }) => {
        const number = Buffer.isBuffer(message) ? queue.enqueue(fromEncoded(message)) : undefined;
        return [number ?? 0];
      });
      return { status: 200, body: { 'sequence-numbers': types.wrap_array(numbers, 0x81, undefined) } };
    }
    case 'com.microsoft:cancel-scheduled-message':
      asNumbers(body['sequence-numbers']).forEach((number) => queue.cancelScheduled(number));
      return { status: 200 };
    case 'com.microsoft:update-disposition':
      return settle(queue, body);
    case 'com.microsoft:receive-by-sequence-number':
      return receiveDeferred(queue, body);
    default:
      return { status: 501, condition: 'amqp:not-implemented', description: 'The operation is not supported.' };
  }
}
