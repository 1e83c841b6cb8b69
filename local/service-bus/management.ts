import rhea, { type Message } from 'rhea';
import { decode, encode, toNewMessage, toReceived } from './amqp-message';
import { fromUuid, toUuid } from './lock-token';
import type { MessageQueue } from './message-queue';
import { lockLost } from './outcome';
import type { MessageProperties, NewMessage, QueuedMessage } from './queued-message';
import { largestMessage, MessageTooLargeError } from './size-limit';

/** The answer to a request on an entity's `$management` link. */
export interface ManagementAnswer {
  status: number;
  condition?: string;
  description?: string;
  body?: Record<string, unknown>;
}

type Body = Record<string, unknown>;
type Operation = (queue: MessageQueue, body: Body) => ManagementAnswer;

/** Codes of AMQP's types for the items of an array (AMQP 1.0, part 1, section 1.6). */
const timestampCode = 0x83;
const longCode = 0x81;

const lockLostAnswer: ManagementAnswer = { status: 410, ...lockLost };
const isRecord = (value: unknown): value is Body => typeof value === 'object' && value !== null;
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** 64-bit numbers arrive as numbers or, beyond what those hold exactly, as eight bytes. */
const asNumbers = (value: unknown): number[] =>
  asList(value).flatMap((item) => {
    if (typeof item === 'number') return [item];
    return Buffer.isBuffer(item) && item.length === 8 ? [Number(item.readBigInt64BE())] : [];
  });

const lockTokens = (body: Body): string[] =>
  asList(body['lock-tokens'])
    .filter((item) => Buffer.isBuffer(item))
    .map(fromUuid);

const notFound = (sequenceNumbers: number[]): ManagementAnswer => ({
  status: 404,
  condition: 'com.microsoft:message-not-found',
  description: `Messages not found. Missing sequence numbers: ${sequenceNumbers.join(', ')}`,
});

const binary = (message: QueuedMessage) => encode(toReceived(message));

const renewLock: Operation = (queue, body) => {
  const ends = lockTokens(body).map((token) => queue.renew(token));
  if (ends.length === 0 || ends.includes(undefined)) return lockLostAnswer;
  return { status: 200, body: { expirations: rhea.types.wrap_array(ends, timestampCode, undefined) } };
};

/** Like Azure, one answer is no larger than one message may be: who wants more asks again, from the next number on. */
const peek: Operation = (queue, body) => {
  const [from = 0] = asNumbers(body['from-sequence-number']);
  const [count = 1] = asNumbers(body['message-count']);
  let size = 0;
  const fitting = queue
    .peek(from, count)
    .map(binary)
    .filter((content, index) => (size += content.length) <= largestMessage || index === 0);
  if (fitting.length === 0) return { status: 204 };
  return {
    status: 200,
    body: { messages: fitting.map((content) => ({ message: rhea.types.wrap_binary(content) })) },
  };
};

const schedule: Operation = (queue, body) => {
  const messages = asList(body.messages).flatMap((entry): NewMessage[] =>
    isRecord(entry) && Buffer.isBuffer(entry.message) ? [toNewMessage(decode(entry.message))] : [],
  );
  const numbers = queue.enqueue(messages);
  return { status: 200, body: { 'sequence-numbers': rhea.types.wrap_array(numbers, longCode, undefined) } };
};

const cancelScheduled: Operation = (queue, body) => {
  const missing = queue.cancelScheduled(asNumbers(body['sequence-numbers']));
  return missing.length === 0 ? { status: 200 } : notFound(missing);
};

/** Settles messages whose delivery has no link any more: deferred ones, and those of a lost connection. */
const updateDisposition: Operation = (queue, body) => {
  const changes = body['properties-to-modify'];
  const properties: MessageProperties = isRecord(changes) ? changes : {};
  const reason = {
    reason: asText(body['deadletter-reason']),
    description: asText(body['deadletter-description']),
  };
  const settlements: Record<string, (token: string) => boolean> = {
    completed: (token) => queue.complete(token),
    abandoned: (token) => queue.abandon(token, properties),
    defered: (token) => queue.defer(token, properties),
    suspended: (token) => queue.deadLetter(token, reason, properties),
  };
  const settle = settlements[asText(body['disposition-status']) ?? ''];
  if (!settle)
    return { status: 400, condition: 'amqp:invalid-field', description: 'Unknown disposition status.' };
  return lockTokens(body).map(settle).every(Boolean) ? { status: 200 } : lockLostAnswer;
};

const receiveDeferred: Operation = (queue, body) => {
  const numbers = asNumbers(body['sequence-numbers']);
  const andDelete = body['receiver-settle-mode'] === 0;
  const found: QueuedMessage[] | undefined = andDelete
    ? queue.takeDeferred(numbers)
    : queue.lockDeferred(numbers);
  if (!found) return notFound(numbers);
  const messages = found.map((message) => ({
    message: rhea.types.wrap_binary(binary(message)),
    ...(message.lock && { 'lock-token': rhea.types.wrap_uuid(toUuid(message.lock.token)) }),
  }));
  return { status: 200, body: { messages } };
};

/** By the names in "AMQP 1.0 in Service Bus: request-response-based operations" (Microsoft Learn). */
const operations: Record<string, Operation> = {
  'com.microsoft:renew-lock': renewLock,
  'com.microsoft:peek-message': peek,
  'com.microsoft:schedule-message': schedule,
  'com.microsoft:cancel-scheduled-message': cancelScheduled,
  'com.microsoft:update-disposition': updateDisposition,
  'com.microsoft:receive-by-sequence-number': receiveDeferred,
};

/** Carries out what the Service Bus clients ask of an entity besides sending and receiving. */
export function manage(queue: MessageQueue, request: Message): ManagementAnswer {
  const operation = operations[asText(request.application_properties?.operation) ?? ''];
  if (!operation)
    return { status: 501, condition: 'amqp:not-implemented', description: 'The operation is not supported.' };
  try {
    return operation(queue, isRecord(request.body) ? request.body : {});
  } catch (error) {
    if (!(error instanceof MessageTooLargeError)) throw error;
    return { status: 403, condition: error.condition, description: error.message };
  }
}
