import type { WorkItem } from '../azure-devops/client';
import type { ConnectedOrganization } from '../connectors/connector-access';
import type { ChangeSource, StateCategory, TicketRecord } from '../tickets/ticket';
import type { WorkItemNews } from './apply-work-item';
import { identityName } from './identity-name';
import type { StateCategories } from './state-categories';
import { toWorkItemFacts } from './work-item-facts';

/** A revision of a work item as ADO tells it, and how it came to us. */
export interface ToldRevision {
  workItem: Pick<WorkItem, 'rev' | 'fields'>;
  source: ChangeSource;
  at: string;
  deleted?: boolean;
  mayBeOfComment?: boolean;
}

/** Reads a revision for the ticket of its work item. Where state and type are as they were, so is the category. */
export async function newsOfRevision(
  categories: StateCategories,
  { azureDevOps, connector }: ConnectedOrganization,
  record: TicketRecord,
  { workItem: { rev, fields }, source, at, deleted, mayBeOfComment }: ToldRevision,
): Promise<WorkItemNews> {
  const facts = toWorkItemFacts(fields, undefined);
  const actor = identityName(fields['System.ChangedBy']);
  const isSame =
    record.project === facts.project &&
    record.workItemType === facts.workItemType &&
    record.state === facts.state;
  const stateCategory: StateCategory | undefined =
    isSame && record.stateCategory !== undefined
      ? record.stateCategory
      : await categories.of(azureDevOps, connector.id, facts);
  return {
    rev,
    facts: { ...facts, stateCategory },
    source,
    at,
    ...(deleted === true ? { deleted } : {}),
    ...(mayBeOfComment === true && facts.commentCount !== 0 ? { mayBeOfComment } : {}),
    ...(actor === undefined ? {} : { actor }),
  };
}
