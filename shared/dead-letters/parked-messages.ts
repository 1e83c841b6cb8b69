import { createHash } from 'node:crypto';
import type { QueueName } from '../messaging/queues';
import { isObject } from '../sync/lenient-json';
import { type Page, type Row, RowChangedError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';

/** A message that was put aside, with why. */
export interface ParkedMessage {
  id: string;
  queue: QueueName;
  body: unknown;
  correlationId?: string;
  /** Code and sentence of the failure. */
  reason: string;
  detail: string;
  attempts: number;
  parkedAt: string;
}

/** A message as it was, not counting how often it was tried. */
export function withoutAttempt(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { attempt: _, ...rest } = body;
  return rest;
}

const idOf = (body: unknown) =>
  `parked-${createHash('sha256')
    .update(JSON.stringify(withoutAttempt(body)))
    .digest('base64url')
    .slice(0, 22)}`;

/**
 * Messages whose failure no repetition cures. Functions cannot send a message to the dead letters with a reason (the host
 * settles it), and giving it back would have it delivered ten times at once first: so it is kept here. One that fails
 * again, whoever asked for it again, takes the place of the one before.
 */
export class ParkedMessages {
  constructor(private readonly table: Table) {}

  async park(message: Omit<ParkedMessage, 'id' | 'parkedAt'>): Promise<void> {
    const id = idOf(message.body);
    const value: ParkedMessage = { ...message, id, parkedAt: new Date().toISOString() };
    await this.table.write([
      { action: 'upsert', partitionKey: tableKey(message.queue), rowKey: tableKey(id), value },
    ]);
  }

  page(queue: QueueName, limit: number, token?: string): Promise<Page<ParkedMessage>> {
    return this.table.page<ParkedMessage>(tableKey(queue), {}, limit, token);
  }

  find(queue: QueueName, id: string): Promise<Row<ParkedMessage> | undefined> {
    return this.table.get<ParkedMessage>(tableKey(queue), tableKey(id));
  }

  /** Once it is in its queue again. One that was parked anew meanwhile stays. */
  async remove({ partitionKey, rowKey, etag }: Row<ParkedMessage>): Promise<void> {
    try {
      await this.table.write([{ action: 'delete', partitionKey, rowKey, etag }]);
    } catch (error) {
      if (!(error instanceof RowChangedError)) throw error;
    }
  }
}
