import { NotFoundError } from '../errors';
import { inParallel } from '../in-parallel';
import { retryOnConflict } from '../storage/retry-on-conflict';
import type { Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import {
  type OperationChunk,
  type OperationRecord,
  type OperationView,
  summariseOperation,
} from './operation';

const headerKey = 'operation';
const chunkPrefix = 'chunk|';
const chunkKey = (chunk: number) => `${chunkPrefix}${String(chunk).padStart(5, '0')}`;

const readsAtOnce = 8;

/** Rows that name operations which may not be done yet, in a partition of their own. */
const openPartition = 'open';

/** An operation that has been looked after, or begun, longer ago than this has lost its messages. */
const stuckMs = 30 * 60_000;

interface OpenOperation {
  id: string;
  /** When its messages were last sent. */
  askedAt: string;
}

/** Operations in Table Storage: a partition each, a header row and a row per part. */
export class OperationStore {
  constructor(private readonly table: Table) {}

  /** Header and parts in one transaction: an operation is there whole or not at all. */
  async create(operation: OperationRecord, chunks: readonly OperationChunk[]): Promise<void> {
    const partitionKey = tableKey(operation.id);
    await this.noteAsked(operation.id, operation.createdAt);
    await this.table.write([
      { action: 'insert', partitionKey, rowKey: headerKey, value: operation },
      ...chunks.map((value, position) => ({
        action: 'insert' as const,
        partitionKey,
        rowKey: chunkKey(position),
        value,
      })),
    ]);
  }

  /** @throws NotFoundError */
  async get(operationId: string): Promise<OperationRecord> {
    const row = await this.table.get<OperationRecord>(tableKey(operationId), headerKey);
    if (!row) throw new NotFoundError('operation', operationId);
    return row.value;
  }

  /** @throws NotFoundError */
  async view(operationId: string): Promise<OperationView> {
    const rows = await this.table.list<OperationRecord | OperationChunk>(tableKey(operationId));
    const header = rows.find(({ rowKey }) => rowKey === headerKey)?.value as OperationRecord | undefined;
    if (!header) throw new NotFoundError('operation', operationId);
    const chunks = rows
      .filter(({ rowKey }) => rowKey.startsWith(chunkPrefix))
      .map(({ value }) => value as OperationChunk);
    return summariseOperation(header, chunks);
  }

  async chunk(operationId: string, chunk: number): Promise<OperationChunk | undefined> {
    return (await this.table.get<OperationChunk>(tableKey(operationId), chunkKey(chunk)))?.value;
  }

  /** Changes a part under its ETag; `change` is asked again with what is stored if somebody was faster. */
  async changeChunk(
    operationId: string,
    chunk: number,
    change: (stored: OperationChunk) => OperationChunk,
  ): Promise<void> {
    const partitionKey = tableKey(operationId);
    const rowKey = chunkKey(chunk);
    await retryOnConflict(async () => {
      const row = await this.table.get<OperationChunk>(partitionKey, rowKey);
      if (!row) return;
      await this.table.write([
        { action: 'replace', partitionKey, rowKey, value: change(row.value), etag: row.etag },
      ]);
    });
  }

  /** @throws NotFoundError */
  async cancel(operationId: string): Promise<void> {
    const value: OperationRecord = { ...(await this.get(operationId)), cancelled: true };
    await this.table.write([
      { action: 'upsert', partitionKey: tableKey(operationId), rowKey: headerKey, value },
    ]);
  }

  /** Notes that the messages of an operation were sent at that time: it is looked after until it is done. */
  async noteAsked(id: string, askedAt: string): Promise<void> {
    const value: OpenOperation = { id, askedAt };
    await this.table.write([{ action: 'upsert', partitionKey: openPartition, rowKey: tableKey(id), value }]);
  }

  /** Operations that have got stuck, each named once until it gets stuck again. Forgets those that are done. */
  async stuck(now: Date): Promise<string[]> {
    const stuck: string[] = [];
    for (const { value, rowKey, etag } of await this.table.list<OpenOperation>(openPartition)) {
      if (now.getTime() - Date.parse(value.askedAt) < stuckMs) continue;
      if (await this.isRunning(value.id)) {
        await this.noteAsked(value.id, now.toISOString());
        stuck.push(value.id);
      } else {
        await this.table.write([{ action: 'delete', partitionKey: openPartition, rowKey, etag }]);
      }
    }
    return stuck;
  }

  /** Whether this many operations are under way. It looks closer only where so many were begun lately. */
  async areUnderWay(count: number): Promise<boolean> {
    const begun = await this.table.list<OpenOperation>(openPartition);
    if (begun.length < count) return false;
    const running = await inParallel(begun, readsAtOnce, ({ value }) => this.isRunning(value.id));
    return running.filter((isRunning) => isRunning).length >= count;
  }

  private async isRunning(operationId: string): Promise<boolean> {
    try {
      return (await this.view(operationId)).status === 'running';
    } catch (error) {
      // Noted before it was stored, and then it never was.
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }
}
