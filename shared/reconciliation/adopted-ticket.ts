import type { StateCategory, WorkItem } from '../azure-devops/client';
import { ruleIdOf } from '../nucleus/shares-of';
import { toWorkItemFacts } from '../sync/work-item-facts';
import type { CreationClaim } from '../tickets/creation-claims';
import type { Ticket } from '../tickets/ticket';

/** Groups of tickets that people make begin so (tickets/manual-tickets.ts). */
const manualPrefix = 'manual|';
const keyedPrefix = 'manual|key|';

/** Who may come back for a claim: a finding that asks again, a request with the same Idempotency-Key, or nobody. */
export function whoReturns({ group }: CreationClaim): 'finding' | 'key' | 'nobody' {
  if (!group.startsWith(manualPrefix)) return 'finding';
  return group.startsWith(keyedPrefix) ? 'key' : 'nobody';
}

/** The ticket of a work item whose creation was cut off before the ticket was stored. What it was made for is not known. */
export function adoptedTicket(
  { ticketId, connectorId, group }: CreationClaim,
  workItem: WorkItem,
  category: StateCategory | undefined,
  now: Date,
): Ticket {
  const at = now.toISOString();
  const isManual = group.startsWith(manualPrefix);
  return {
    record: {
      ...toWorkItemFacts(workItem.fields, category),
      id: ticketId,
      connectorId,
      workItemId: workItem.id,
      workItemUrl: workItem.webUrl,
      rev: workItem.rev,
      severity: undefined,
      ...(isManual ? { source: 'manual' } : { source: 'rule', ruleId: ruleIdOf(group), group }),
      status: 'active',
      createdAt: at,
      updatedAt: at,
      syncedAt: at,
    },
    findings: [],
    comments: [],
    timeline: [
      {
        at,
        source: 'reconciliation',
        event: 'created',
        rev: workItem.rev,
        note: 'Its creation was cut off; the work item was found by the link that it carries.',
      },
    ],
  };
}
