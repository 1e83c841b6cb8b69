import type { StateCategory } from '../azure-devops/work-item-type';
import type { UniqueFindingId } from '../nucleus/finding';
import type { FindingCounts } from '../nucleus/finding-record';
import type { FindingsBehind } from './behind';

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
  /** When the state last changed (ISO): tells one closing from another where the revisions between did not come. */
  stateChangedAt?: string;
  /** How many comments the work item says it has. */
  commentCount?: number;
}

export type FieldContent = string | number | boolean;

/** What we have written of the work item and keep current; people's own changes beside it are theirs. */
export interface ManagedContent {
  /** A digest of our part of the description. */
  part: string;
  /** By reference name: the fields that the rule keeps current. */
  fields: Record<string, FieldContent>;
  severity?: string;
  /** The revision that said so first. */
  rev?: number;
}

/** A description with our part in it, as ADO has it at a revision: saves reading it while nobody touches the work item. */
export interface KnownDescription {
  rev: number;
  /** Reference name of the field that it is in. */
  field: string;
  text: string;
  /** As ADO tells it. */
  format?: string;
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
  /** The group of a rule that it was made for (`groupOf`), and what the group has in common. */
  group?: string;
  groupValues?: Record<string, string>;
  /** Kept by the ticket store. */
  behind?: FindingsBehind;
  managed?: ManagedContent;
  status: TicketStatus;
  /** Set when we closed it, so that only our own closing is undone when a finding returns. */
  closedByConnector?: boolean;
  /** A revision never came, and comments change without telling the facts: they are to be read. */
  commentsInDoubt?: boolean;
  /** How many messages to Nucleus its outbox has had so far; they are numbered by it. */
  callbacks?: number;
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
  /** Some of the affected assets. */
  assets?: string[];
  /** Of a rule's finding: which of two words on it is the later one (`RuleShare`). */
  version?: number;
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
    | 'comment-edited'
    | 'comment-deleted'
    | 'findings-changed'
    | 'replaced'
    | 'deleted'
    | 'restored'
    | 'unlinked';
  rev?: number;
  /** Which comment it is about. */
  commentId?: number;
  changes?: { field: string; from?: unknown; to?: unknown }[];
  note?: string;
}

/** A ticket with everything in its partition. */
export interface Ticket {
  record: TicketRecord;
  findings: TicketFinding[];
  comments: TicketComment[];
  timeline: TimelineEntry[];
  description?: KnownDescription;
}

/** What a ticket knows of its work item, alone. */
export const factsOf = ({
  project,
  workItemType,
  title,
  state,
  stateCategory,
  reason,
  assignedTo,
  priority,
  areaPath,
  tags,
}: WorkItemFacts): WorkItemFacts => ({
  project,
  workItemType,
  title,
  state,
  stateCategory,
  reason,
  assignedTo,
  priority,
  areaPath,
  tags,
});
