import type {
  Ticket,
  TicketComment,
  TicketFinding,
  TicketRecord,
  WorkItemFacts,
} from '../../../shared/tickets/ticket';
import { aUniqueFindingId, someCounts } from './a-finding';

export const someFacts = (changes: Partial<WorkItemFacts> = {}): WorkItemFacts => ({
  project: 'Payments',
  workItemType: 'Bug',
  title: 'Outdated TLS library',
  state: 'New',
  stateCategory: 'Proposed',
  reason: 'New',
  assignedTo: undefined,
  priority: 2,
  areaPath: 'Payments',
  tags: ['nucleus'],
  ...changes,
});

export const aTicketRecord = (changes: Partial<TicketRecord> = {}): TicketRecord => ({
  ...someFacts(),
  id: 'ticket-1',
  connectorId: 'connector-1',
  workItemId: 71,
  workItemUrl: 'https://dev.azure.com/blue-harbor/Payments/_workitems/edit/71',
  rev: 3,
  severity: 'Critical',
  source: 'rule',
  ruleId: 'rule-1',
  status: 'active',
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  syncedAt: '2026-03-01T08:00:00.000Z',
  ...changes,
});

export const aTicketFinding = (changes: Partial<TicketFinding> = {}): TicketFinding => ({
  id: aUniqueFindingId(),
  name: 'Outdated TLS library',
  severity: 'Critical',
  counts: someCounts(1, 0, 0),
  ...changes,
});

export const aComment = (changes: Partial<TicketComment> = {}): TicketComment => ({
  id: 40001,
  author: 'Mika Lund',
  html: '<div>Looking into it</div>',
  createdAt: '2026-03-02T09:00:00.000Z',
  source: 'azure-devops',
  version: 1,
  ...changes,
});

export const aTicket = (changes: Partial<Ticket> & { record?: TicketRecord } = {}): Ticket => ({
  record: aTicketRecord(),
  findings: [aTicketFinding()],
  comments: [],
  timeline: [],
  ...changes,
});
