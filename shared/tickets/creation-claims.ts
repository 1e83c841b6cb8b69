import { randomUUID } from 'node:crypto';
import { ConflictError } from '../errors';
import { RowChangedError, RowExistsError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';

/** What a creation is about to make, kept until the ticket is stored. */
export interface CreationClaim {
  group: string;
  /** Given before the work item is made: its link back carries it, so that it can be found after a crash. */
  ticketId: string;
  connectorId: string;
  project: string;
  workItemType: string;
  /** When the first attempt began: a work item of ours is not older. */
  firstClaimedAt: string;
  claimedAt: string;
}

export interface HeldClaim {
  claim: CreationClaim;
  /** An earlier attempt ended in the dark: it may have made the work item. */
  takenOver: boolean;
  /** Ends what the holder has under way well before somebody else may take over. */
  signal: AbortSignal;
}

/** After this long a claim may be taken over … */
const leaseMs = 45_000;
/** … and this long its holder may have a request under way. The rest is for a reply that comes late. */
const holderMs = 30_000;

const partitionOf = (connectorId: string) => tableKey('creation', connectorId);

/**
 * One creator per group at a time. The claim is inserted before ADO is asked to create and removed once the ticket is
 * stored; a claim left behind says that a work item may exist, which its next holder looks for first. Guarded by the
 * insert, and by the ETag where a claim is taken over.
 */
export class CreationClaims {
  constructor(private readonly table: Table) {}

  /** @throws ConflictError creation-in-progress, with the seconds until the claim may be taken over */
  async claim(
    wanted: Pick<CreationClaim, 'group' | 'connectorId' | 'project' | 'workItemType'>,
  ): Promise<HeldClaim> {
    const now = new Date().toISOString();
    const partitionKey = partitionOf(wanted.connectorId);
    const rowKey = tableKey(wanted.group);
    const fresh: CreationClaim = { ...wanted, ticketId: randomUUID(), firstClaimedAt: now, claimedAt: now };
    try {
      await this.table.write([{ action: 'insert', partitionKey, rowKey, value: fresh }]);
      return { claim: fresh, takenOver: false, signal: AbortSignal.timeout(holderMs) };
    } catch (error) {
      if (!(error instanceof RowExistsError)) throw error;
    }
    const row = await this.table.get<CreationClaim>(partitionKey, rowKey);
    if (!row) throw inProgress(1);
    const age = Date.now() - Date.parse(row.value.claimedAt);
    if (age < leaseMs) throw inProgress(Math.ceil((leaseMs - age) / 1000));
    const renewed: CreationClaim = { ...row.value, claimedAt: now };
    try {
      await this.table.write([{ action: 'replace', partitionKey, rowKey, value: renewed, etag: row.etag }]);
    } catch (error) {
      if (error instanceof RowChangedError) throw inProgress(leaseMs / 1000);
      throw error;
    }
    return { claim: renewed, takenOver: true, signal: AbortSignal.timeout(holderMs) };
  }

  async isHeld(connectorId: string, group: string): Promise<boolean> {
    return (await this.table.get(partitionOf(connectorId), tableKey(group))) !== undefined;
  }

  /** Only once the ticket is stored, or when it is certain that no work item was made. */
  async release({ connectorId, group }: CreationClaim): Promise<void> {
    try {
      await this.table.write([
        { action: 'delete', partitionKey: partitionOf(connectorId), rowKey: tableKey(group) },
      ]);
    } catch (error) {
      if (!(error instanceof RowChangedError)) throw error;
    }
  }

  /** Claims that nobody has come back to. */
  async leftOver(connectorId: string): Promise<CreationClaim[]> {
    const rows = await this.table.list<CreationClaim>(partitionOf(connectorId));
    return rows
      .map(({ value }) => value)
      .filter(({ claimedAt }) => Date.now() - Date.parse(claimedAt) >= leaseMs);
  }
}

function inProgress(retryAfterSeconds: number): ConflictError {
  const error = new ConflictError(
    'creation-in-progress',
    'The work item for this is being created, or an attempt was cut off and is being cleared up. Try again shortly.',
  );
  error.details.retryAfterSeconds = retryAfterSeconds;
  return error;
}
