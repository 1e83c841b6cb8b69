import { InvalidRequestError } from '../errors';
import type { QueueName } from '../messaging/queues';
import { isObject } from '../sync/lenient-json';
import { type DeadLetter, isQueueName } from './dead-letter';

/** Where a list of dead letters goes on. */
export interface ListPosition {
  queue: QueueName;
  kind: DeadLetter['kind'];
  /** A token of the table, or the first sequence number. */
  from?: string;
}

export const writePosition = (position: ListPosition): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws InvalidRequestError it is no token of this list */
export function readPosition(token: string): ListPosition {
  const position = parse(token);
  if (position) return position;
  throw new InvalidRequestError('The continuationToken is none of this list. Begin again without one.', [
    { pointer: '/continuationToken', message: 'is not a token of this list' },
  ]);
}

function parse(token: string): ListPosition | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (!isObject(value) || typeof value.queue !== 'string' || !isQueueName(value.queue)) return undefined;
    const { queue, kind, from } = value;
    if (kind !== 'parked' && kind !== 'dead-lettered') return undefined;
    if (from === undefined) return { queue, kind };
    const isGood = typeof from === 'string' && (kind === 'parked' || /^\d{1,19}$/.test(from));
    return isGood ? { queue, kind, from } : undefined;
  } catch {
    return undefined;
  }
}
