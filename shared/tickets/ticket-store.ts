import { isDeepStrictEqual } from 'node:util';
import { type ChangeOutbox, nobodyListens } from '../callbacks/ticket-outbox';
import { NotFoundError } from '../errors';
import { findingPartition } from '../nucleus/finding-store';
import { retryOnConflict } from '../storage/retry-on-conflict';
import { type Page, type Row, RowExistsError, type Table, type TableChange } from '../storage/table';
import { tableKey } from '../storage/table-key';
import { inParallel } from '../in-parallel';
import { afterTelling, behindOf, severityBehind } from './behind';
import type {
  KnownDescription,
  Ticket,
  TicketComment,
  TicketFinding,
  TicketRecord,
  TimelineEntry,
} from './ticket';
import { type TicketFilter, TicketIndex } from './ticket-index';
import type { TicketView } from './ticket-view';

const headerKey = 'ticket';
const descriptionKey = 'd';
const findingKey = (finding: TicketFinding) => `f|${findingPartition(finding.id)}`;
const commentKey = (id: number) => `c|${String(id).padStart(16, '0')}`;

/** Timeline rows sort by time; the revision and a counter keep two of one moment apart. */
const timelineKey = (entry: TimelineEntry, position: number) =>
  `t|${entry.at}|${String(entry.rev ?? 0).padStart(8, '0')}|${position}|${Math.random().toString(36).slice(2, 8)}`;

/** Rows of findings read at once. */
const readsAtOnce = 8;

/** What one step does to a ticket; what is left out stays as it is. */
export interface TicketChange {
  record?: Partial<TicketRecord>;
  findings?: TicketFinding[];
  comments?: TicketComment[];
  timeline?: TimelineEntry[];
  description?: KnownDescription;
}

type HeaderChange = Extract<TableChange<TicketRecord>, { action: 'insert' | 'replace' }>;

/**
 * Tickets in Table Storage. A partition per ticket: what changes together is committed together, under the ETag of its
 * header row. The rows that find it (TicketIndex) are written after it.
 */
export class TicketStore {
  private readonly index: TicketIndex;

  constructor(
    private readonly tickets: Table,
    index: Table,
    /** Whoever is to be told of changes: word of each is committed with it. */
    private readonly outbox: ChangeOutbox = nobodyListens,
  ) {
    this.index = new TicketIndex(index);
  }

  async find(ticketId: string): Promise<Ticket | undefined> {
    return (await this.read(ticketId))?.ticket;
  }

  /** @throws NotFoundError */
  async get(ticketId: string): Promise<Ticket> {
    const ticket = await this.find(ticketId);
    if (!ticket) throw new NotFoundError('ticket', ticketId);
    return ticket;
  }

  /** The header row alone, in one point read. */
  async record(ticketId: string): Promise<TicketRecord | undefined> {
    return (await this.tickets.get<TicketRecord>(tableKey(ticketId), headerKey))?.value;
  }

  /** The ticket of a work item, in one point read. */
  async idByWorkItem(connectorId: string, workItemId: number): Promise<string | undefined> {
    return this.index.idByWorkItem(connectorId, workItemId);
  }

  /** Stores a new ticket with its index rows. Doing it again is harmless: the first one stays. */
  async create(ticket: Ticket): Promise<void> {
    const partitionKey = tableKey(ticket.record.id);
    let stored = await this.record(ticket.record.id);
    try {
      const value: TicketRecord = { ...ticket.record, behind: behindOf(ticket.findings) };
      stored ??= await this.commit({ action: 'insert', partitionKey, rowKey: headerKey, value }, ticket);
    } catch (error) {
      if (!(error instanceof RowExistsError)) throw error;
      stored = await this.record(ticket.record.id);
    }
    if (!stored) throw new NotFoundError('ticket', ticket.record.id);
    await this.index.write(stored);
    await this.outbox.announce(stored);
  }

  /**
   * Changes a ticket under its ETag: `decide` is asked again with what is stored now whenever somebody else was faster.
   * Answering undefined changes nothing.
   * @throws NotFoundError
   */
  async change(ticketId: string, decide: (ticket: Ticket) => TicketChange | undefined): Promise<Ticket> {
    return retryOnConflict(async () => {
      const read = await this.read(ticketId);
      if (!read) throw new NotFoundError('ticket', ticketId);
      const { ticket, etag } = read;
      const change = decide(ticket);
      if (!change) return ticket;
      const findings = merge(ticket.findings, change.findings, findingKey);
      const value: TicketRecord = {
        ...ticket.record,
        ...change.record,
        ...(change.findings ? { behind: behindOf(findings) } : {}),
        updatedAt: new Date().toISOString(),
      };
      const place = { partitionKey: tableKey(ticketId), rowKey: headerKey };
      const record = await this.commit({ action: 'replace', ...place, value, etag }, change);
      const changed: Ticket = {
        record,
        findings,
        comments: merge(ticket.comments, change.comments, ({ id }) => commentKey(id)),
        timeline: [...ticket.timeline, ...(change.timeline ?? [])],
        ...withDescription(change.description ?? ticket.description),
      };
      await this.index.write(record);
      if (change.timeline?.length) await this.outbox.announce(record);
      return changed;
    });
  }

  /**
   * Takes in how findings behind a ticket stand now, reading and writing their rows alone: a ticket may have very many.
   * At most 90 at once, which fit into one transaction.
   * @param tell the timeline entry for those that changed; not asked when none did
   * @returns the header row as it is then; undefined when there is no such ticket
   */
  async tell(
    ticketId: string,
    findings: readonly TicketFinding[],
    tell: (before: readonly TicketFinding[], after: readonly TicketFinding[]) => TimelineEntry,
  ): Promise<TicketRecord | undefined> {
    const partitionKey = tableKey(ticketId);
    return retryOnConflict(async () => {
      const header = await this.tickets.get<TicketRecord>(partitionKey, headerKey);
      if (header?.value.status !== 'active') return header?.value;
      const known = await inParallel(findings, readsAtOnce, async (finding) => {
        const row = await this.tickets.get<TicketFinding>(partitionKey, findingKey(finding));
        return { finding, before: row?.value };
      });
      // Messages overtake one another: an older word on a finding does not replace a newer one.
      const isNews = (finding: TicketFinding, before: TicketFinding | undefined) =>
        !isDeepStrictEqual(finding, before) && (finding.version ?? 0) >= (before?.version ?? 0);
      const changed = known.filter(({ finding, before }) => isNews(finding, before));
      if (changed.length === 0) return header.value;
      const before = changed.flatMap((one) => one.before ?? []);
      const after = changed.map(({ finding }) => finding);
      const behind = afterTelling(header.value.behind, before, after);
      const value: TicketRecord = {
        ...header.value,
        behind,
        severity: severityBehind(behind) ?? header.value.severity,
        updatedAt: new Date().toISOString(),
      };
      const record = await this.commit(
        { action: 'replace', partitionKey, rowKey: headerKey, value, etag: header.etag },
        { findings: after, timeline: [tell(before, after)] },
      );
      await this.index.write(record);
      await this.outbox.announce(record);
      return record;
    });
  }

  /** One page of a connector's tickets, newest first. */
  async page(filter: TicketFilter, limit: number, continuationToken?: string): Promise<Page<TicketView>> {
    return this.index.page(filter, limit, continuationToken);
  }

  /** One page of the ids of a connector's tickets, in the order of their work items. */
  async ids(connectorId: string, limit: number, token?: string): Promise<{ ids: string[]; token?: string }> {
    return this.index.ids(connectorId, limit, token);
  }

  /** Writes the rows that find a ticket if they lag behind it. @returns whether they did */
  async repairIndex(ticketId: string): Promise<boolean> {
    const record = await this.record(ticketId);
    if (!record || (await this.index.isUpToDate(record))) return false;
    await this.index.write(record);
    return true;
  }

  /** Writes the header row, the rows of a change and word of it: all or nothing. Answers the header as written. */
  private async commit(header: HeaderChange, change: TicketChange): Promise<TicketRecord> {
    const { record, rows } = await this.outbox.enclose(header.value, change);
    await this.tickets.write([
      { ...header, value: record },
      ...this.rowsOf(header.partitionKey, change),
      ...rows,
    ]);
    return record;
  }

  private async read(ticketId: string): Promise<{ ticket: Ticket; etag: string } | undefined> {
    const rows = await this.tickets.list<unknown>(tableKey(ticketId));
    const header = rows.find(({ rowKey }) => rowKey === headerKey) as Row<TicketRecord> | undefined;
    if (!header) return undefined;
    const description = rows.find(({ rowKey }) => rowKey === descriptionKey);
    const having = <T>(prefix: string) =>
      rows.filter(({ rowKey }) => rowKey.startsWith(prefix)).map(({ value }) => value as T);
    const ticket: Ticket = {
      record: header.value,
      findings: having<TicketFinding>('f|'),
      comments: having<TicketComment>('c|'),
      timeline: having<TimelineEntry>('t|'),
      ...withDescription(description?.value as KnownDescription | undefined),
    };
    return { ticket, etag: header.etag };
  }

  private rowsOf(
    partitionKey: string,
    { findings = [], comments = [], timeline = [], description }: TicketChange,
  ): TableChange[] {
    const upsert = (rowKey: string, value: unknown): TableChange => ({
      action: 'upsert',
      partitionKey,
      rowKey,
      value,
    });
    return [
      ...findings.map((finding) => upsert(findingKey(finding), finding)),
      ...comments.map((comment) => upsert(commentKey(comment.id), comment)),
      ...timeline.map((entry, position) => upsert(timelineKey(entry, position), entry)),
      ...(description ? [upsert(descriptionKey, description)] : []),
    ];
  }
}

const withDescription = (description: KnownDescription | undefined) => (description ? { description } : {});

function merge<T>(before: T[], changed: T[] | undefined, keyOf: (item: T) => string): T[] {
  const byKey = new Map(before.map((item) => [keyOf(item), item]));
  for (const item of changed ?? []) byKey.set(keyOf(item), item);
  return [...byKey.values()];
}
