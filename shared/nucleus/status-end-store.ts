import type { Table } from '../storage/table';
import { RowChangedError } from '../storage/table';
import type { UniqueFindingId } from './finding';
import { findingPartition } from './finding-store';

/** A finding with an instance whose temporary status ends at a time (ISO 8601). */
export interface StatusEnd {
  at: string;
  uniqueFinding: UniqueFindingId;
}

const partitionKey = 'status-end';
const rowKeyOf = ({ at, uniqueFinding }: StatusEnd) => `${at}|${findingPartition(uniqueFinding)}`;

/** Keys sort by time, so what is due comes first. A row says where to look; what ends is decided from the finding. */
export class StatusEndStore {
  constructor(private readonly table: Table) {}

  /** Doing it again is harmless. */
  async note(end: StatusEnd): Promise<void> {
    await this.table.write([{ action: 'upsert', partitionKey, rowKey: rowKeyOf(end), value: end }]);
  }

  /** The first that are over by now. */
  async due(now: Date, limit: number): Promise<StatusEnd[]> {
    // "}" sorts right behind the separator: everything of this very moment is due as well.
    const to = `${now.toISOString()}}`;
    const { rows } = await this.table.page<StatusEnd>(partitionKey, { to }, limit);
    return rows.map(({ value }) => value);
  }

  async remove(end: StatusEnd): Promise<void> {
    try {
      await this.table.write([{ action: 'delete', partitionKey, rowKey: rowKeyOf(end) }]);
    } catch (error) {
      if (!(error instanceof RowChangedError)) throw error;
    }
  }
}
