import type { WorkItem } from '../azure-devops/client';
import { isObject, stringOf } from '../sync/lenient-json';
import { applyWorkItem } from '../sync/apply-work-item';
import { toWorkItemFacts } from '../sync/work-item-facts';
import type { ChangeSource, StateCategory, Ticket, TicketRecord } from './ticket';
import type { TicketChange } from './ticket-store';

export interface OwnWrite {
  workItem: WorkItem;
  category: StateCategory | undefined;
  source: ChangeSource;
  actor: string;
  /** What our record says besides, for example that the connector closed it. */
  record?: Pick<TicketRecord, 'closedByConnector'>;
}

/**
 * Decides what a write of ours does to its ticket. Its webhook may have been faster: then the facts are known already,
 * and only what a webhook cannot know is added.
 */
export function applyOwnWrite(
  ticket: Ticket,
  { workItem, category, source, actor, record }: OwnWrite,
): TicketChange | undefined {
  const at = new Date().toISOString();
  const facts = toWorkItemFacts(workItem.fields, category);
  const news = applyWorkItem(ticket, { rev: workItem.rev, facts, source, actor, at });
  if (news) return { ...news, record: { ...news.record, ...record } };
  // A later revision speaks for itself: whoever made it has decided anew.
  return record && ticket.record.rev === workItem.rev ? { record } : undefined;
}

/** Whether the newest revision of a work item is an identity's own (VSID). */
export function isChangedBy(workItem: WorkItem | undefined, identityId: string): boolean {
  const changedBy = workItem?.fields['System.ChangedBy'];
  return isObject(changedBy) && stringOf(changedBy.id)?.toLowerCase() === identityId;
}
