import type { ConnectorAccess } from '../connectors/connector-access';
import type { FindingStore } from '../nucleus/finding-store';
import type { BulkClosure } from '../operations/bulk-closure';
import type { OperationStore } from '../operations/operation-store';
import type { RuleStore } from '../rules/rule-store';
import type { Leases } from '../storage/lease';
import type { Table } from '../storage/table';
import type { CommentSync } from '../sync/comment-sync';
import type { StateCategories } from '../sync/state-categories';
import type { CreationClaims } from '../tickets/creation-claims';
import type { TicketStore } from '../tickets/ticket-store';
import type { TicketWorkQueue } from '../tickets/ticket-work-queue';
import { ForgottenTicketWork } from './forgotten-ticket-work';
import { LeftoverClaims } from './leftover-claims';
import { MissedRevisions } from './missed-revisions';
import { Reconciliation } from './reconciliation';
import { ReconciliationStore } from './reconciliation-store';
import type { ReconciliationStep } from './step';
import { StuckOperations } from './stuck-operations';
import { TicketIndexRepair } from './ticket-index-repair';
import { TicketReconciler } from './ticket-reconciler';
import { YoungTickets } from './young-tickets';

/** What reconciliation works with. */
export interface ReconciliationParts {
  table: Table;
  leases: Leases;
  connectorAccess: ConnectorAccess;
  tickets: TicketStore;
  categories: StateCategories;
  comments: CommentSync;
  claims: CreationClaims;
  operations: OperationStore;
  bulkClosure: Pick<BulkClosure, 'resume'>;
  findings: FindingStore;
  rules: RuleStore;
  ticketWork: TicketWorkQueue;
  /** Steps of other features, such as callbacks that were not sent. */
  furtherSteps?: readonly ReconciliationStep[];
}

/** Reconciliation with its steps, in their order: young tickets are those since the run before, so they come first. */
export function createReconciliation(parts: ReconciliationParts): Reconciliation {
  const { tickets, categories, comments, leases, claims, findings, rules, ticketWork } = parts;
  const progress = new ReconciliationStore(parts.table);
  const reconciler = new TicketReconciler(tickets, categories, comments);
  const steps: ReconciliationStep[] = [
    new LeftoverClaims(claims, tickets, categories),
    new YoungTickets(tickets, reconciler, progress),
    new MissedRevisions(tickets, reconciler, progress),
    new TicketIndexRepair(tickets, progress),
    new StuckOperations(parts.operations, parts.bulkClosure),
    new ForgottenTicketWork(findings, rules, ticketWork, progress, leases),
    ...(parts.furtherSteps ?? []),
  ];
  return new Reconciliation(parts.connectorAccess, steps, progress, leases);
}
