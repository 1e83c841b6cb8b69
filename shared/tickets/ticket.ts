import type { StateCategory } from '../azure-devops/work-item-type';
import type { UniqueFindingId } from '../nucleus/finding';
import { type FindingCounts, noCounts } from '../nucleus/finding-record';

export type { StateCategory };

export type TicketSource = 'manual' | 'rule' | 'linked';

/** `deleted`: the work item is in the recycle bin or gone. `unlinked`: we let go of it, the work item stays. */
export type TicketStatus = 'active' | 'deleted' | 'unlinked';

/** What the work item says; moves forward by revision only. */
export interface WorkItemFacts {
  project: string;
  workItemType: string;
  title: string;
  state: string;
  stateCategory: StateCategory | undefined;
  reason: string | undefined;
  assignedTo: string | undefined;
  priority: number | undefined;
  areaPath: string | undefined;
  tags: string[];
}

/** The header row of a ticket's partition. */
export interface TicketRecord extends WorkItemFacts {
  id: string;
  connectorId: string;
  workItemId: number;
  workItemUrl: string;
  /** The revision that the facts are of. */
  rev: number;
  /** The highest severity of the findings behind it. */
  severity: string | undefined;
  source: TicketSource;
  ruleId?: string;
  status: TicketStatus;
  /** Set when we closed it, so that only our own closing is undone when a finding returns. */
  closedByConnector?: boolean;
  createdAt: string;
  updatedAt: string;
  syncedAt: string;
}

/** A row per unique finding behind a ticket. */
export interface TicketFinding {
  id: UniqueFindingId;
  name: string | undefined;
  severity: string | undefined;
  counts: FindingCounts;
}

/** A comment of either side, known by the id that ADO gave it. */
export interface TicketComment {
  id: number;
  author: string;
  /** Sanitised. */
  html: string;
  createdAt: string;
  modifiedAt?: string;
  source: 'azure-devops' | 'nucleus';
  version?: number;
  deleted?: boolean;
  /** Key of the request that posted it from our side; never shown. */
  postKey?: string;
}

/** Where a change came from. */
export type ChangeSource = 'azure-devops-webhook' | 'reconciliation' | 'rule' | 'api' | 'bulk-operation';

/** What happened to a ticket, kept for audit. */
export interface TimelineEntry {
  at: string;
  source: ChangeSource;
  /** Who did it, as far as is known. */
  actor?: string;
  event:
    | 'created'
    | 'linked'
    | 'changed'
    | 'closed'
    | 'reopened'
    | 'commented'
    | 'findings-changed'
    | 'deleted'
    | 'restored'
    | 'unlinked';
  rev?: number;
  changes?: { field: string; from?: unknown; to?: unknown }[];
  note?: string;
}

/** A ticket with everything in its partition. */
export interface Ticket {
  record: TicketRecord;
  findings: TicketFinding[];
  comments: TicketComment[];
  timeline: TimelineEntry[];
}

export function sumCounts(findings: readonly TicketFinding[]): FindingCounts {
  return findings.reduce(
    (sum, { counts }) => ({
      total: sum.total + counts.total,
      open: sum.open + counts.open,
      remediated: sum.remediated + counts.remediated,
      temporary: sum.temporary + counts.temporary,
    }),
    noCounts,
  );
}
