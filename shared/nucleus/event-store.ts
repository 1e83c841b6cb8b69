import { NotFoundError } from '../errors';
import { RowExistsError, type Row, rowsStartingWith, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import { type EventProgress, summariseEvent } from './event-progress';
import type { ChunkRecord, EventRecord, WorkRecord } from './event-record';
import { retryOnConflict } from '../storage/retry-on-conflict';
import type { WantedWork } from '../tickets/ticket-work-queue';
import { outcomeThatCounts } from './outcome-that-counts';

const eventKey = 'event';
const chunkKey = (chunk: number) => `chunk|${String(chunk).padStart(6, '0')}`;
const closingKey = (chunk: number) => `close|${String(chunk).padStart(6, '0')}`;
const workKey = (id: string) => `work|${tableKey(id)}`;

interface StoredWork extends WorkRecord {
  id: string;
}

/** What is known of each intake event: a partition per event, one row per message and per piece of ticket work. */
export class EventStore {
  constructor(private readonly table: Table) {}

  /** Stores a new event; answers the one that is there already, if any. Keyed by the sender's event id. */
  async claim(event: EventRecord): Promise<Row<EventRecord> | undefined> {
    const partitionKey = tableKey(event.id);
    try {
      await this.table.write([{ action: 'insert', partitionKey, rowKey: eventKey, value: event }]);
      return undefined;
    } catch (error) {
      if (!(error instanceof RowExistsError)) throw error;
      return this.table.get<EventRecord>(partitionKey, eventKey);
    }
  }

  async markEnqueued(event: EventRecord): Promise<void> {
    const value: EventRecord = { ...event, enqueued: true };
    await this.table.write([{ action: 'upsert', partitionKey: tableKey(event.id), rowKey: eventKey, value }]);
  }

  /** Notes how far a streamed event is. Where another delivery of it was faster and is through, that stays. */
  async noteSent(event: EventRecord): Promise<void> {
    const partitionKey = tableKey(event.id);
    await retryOnConflict(async () => {
      const row = await this.table.get<EventRecord>(partitionKey, eventKey);
      if (!row || row.value.enqueued) return;
      await this.table.write([
        { action: 'replace', partitionKey, rowKey: eventKey, value: event, etag: row.etag },
      ]);
    });
  }

  async chunkDone(eventId: string, chunk: number, record: ChunkRecord): Promise<void> {
    await this.table.write([
      { action: 'upsert', partitionKey: tableKey(eventId), rowKey: chunkKey(chunk), value: record },
    ]);
  }

  /** How many messages of the event are done. */
  async chunksDone(eventId: string): Promise<number> {
    return this.table.count(tableKey(eventId), rowsStartingWith('chunk|'));
  }

  /** Keeps the closings that a message of the event asks for, until all its messages are done. */
  async keepClosings(eventId: string, chunk: number, closings: readonly WantedWork[]): Promise<void> {
    await this.table.write([
      { action: 'upsert', partitionKey: tableKey(eventId), rowKey: closingKey(chunk), value: closings },
    ]);
  }

  async closings(eventId: string): Promise<WantedWork[]> {
    const rows = await this.table.list<WantedWork[]>(tableKey(eventId), rowsStartingWith('close|'));
    return rows.flatMap(({ value }) => value);
  }

  /** Written again when work is tried again; outcome-that-counts.ts decides which word stays. */
  async workDone(eventId: string, id: string, record: WorkRecord): Promise<void> {
    const value: StoredWork = { ...record, id };
    const row = { partitionKey: tableKey(eventId), rowKey: workKey(id) };
    try {
      await this.table.write([{ action: 'insert', ...row, value }]);
      return;
    } catch (error) {
      if (!(error instanceof RowExistsError)) throw error;
    }
    await retryOnConflict(async () => {
      const stored = await this.table.get<StoredWork>(row.partitionKey, row.rowKey);
      if (!stored || outcomeThatCounts(stored.value, value) !== value) return;
      await this.table.write([{ action: 'replace', ...row, value, etag: stored.etag }]);
    });
  }

  /** @throws NotFoundError */
  async progress(eventId: string): Promise<EventProgress> {
    const rows = await this.table.list<EventRecord | ChunkRecord | StoredWork>(tableKey(eventId));
    const event = rows.find(({ rowKey }) => rowKey === eventKey)?.value as EventRecord | undefined;
    if (!event) throw new NotFoundError('event', eventId);
    const chunks = rows
      .filter(({ rowKey }) => rowKey.startsWith('chunk|'))
      .map(({ value }) => value as ChunkRecord);
    const work = rows
      .filter(({ rowKey }) => rowKey.startsWith('work|'))
      .map(({ value }) => value as StoredWork);
    return summariseEvent(event, chunks, new Map(work.map((record) => [record.id, record])));
  }
}
