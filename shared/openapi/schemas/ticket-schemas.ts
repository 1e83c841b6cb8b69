import { Type } from '@sinclair/typebox';
import { oneOf } from '../../http/schemas';
import { component, count, instant } from './component';

const counts = { total: count, open: count, remediated: count, temporary: count };

const ticket = {
  id: Type.String(),
  connectorId: Type.String(),
  project: Type.String(),
  workItemType: Type.String(),
  workItemId: Type.Integer({ minimum: 1 }),
  workItemUrl: Type.String({ format: 'uri' }),
  title: Type.String(),
  state: Type.String(),
  stateCategory: Type.Optional(component('StateCategory')),
  reason: Type.Optional(Type.String()),
  rev: Type.Integer({ minimum: 1 }),
  assignedTo: Type.Optional(Type.String()),
  priority: Type.Optional(Type.Number()),
  areaPath: Type.Optional(Type.String()),
  tags: Type.Array(Type.String()),
  severity: Type.Optional(Type.String({ description: 'The highest of the findings behind it.' })),
  findings: component('FindingCounts'),
  source: oneOf(['manual', 'rule', 'linked']),
  ruleId: Type.Optional(Type.String()),
  groupValues: Type.Optional(Type.Record(Type.String(), Type.String())),
  status: oneOf(['active', 'deleted', 'unlinked']),
  createdAt: instant,
  updatedAt: instant,
  syncedAt: instant,
};

const timelineEntry = Type.Object({
  at: instant,
  source: Type.String(),
  actor: Type.Optional(Type.String()),
  event: Type.String(),
  rev: Type.Optional(Type.Integer()),
  commentId: Type.Optional(Type.Integer()),
  changes: Type.Optional(
    Type.Array(
      Type.Object({
        field: Type.String(),
        from: Type.Optional(Type.Unknown()),
        to: Type.Optional(Type.Unknown()),
      }),
    ),
  ),
  note: Type.Optional(Type.String()),
});

const state = Type.Object({ name: Type.String(), category: component('StateCategory') });

/** Tickets, their comments, and the states that they can be closed to. */
export const ticketSchemas = {
  StateCategory: oneOf(['Proposed', 'InProgress', 'Resolved', 'Completed', 'Removed']),
  FindingCounts: Type.Object(counts, { description: 'Instances of findings, by how they stand.' }),
  Ticket: Type.Object(ticket),
  TicketDetails: Type.Object({
    ...ticket,
    findingDetails: Type.Array(
      Type.Object({
        project_id: Type.String(),
        scan_type: Type.String(),
        finding_number: Type.String(),
        finding_name: Type.Optional(Type.String()),
        finding_severity: Type.Optional(Type.String()),
        ...counts,
      }),
    ),
    comments: Type.Array(component('Comment')),
    timeline: Type.Array(timelineEntry, { description: 'The newest first.' }),
  }),
  Comment: Type.Object({
    id: Type.Integer(),
    author: Type.String(),
    html: Type.String({ description: 'Sanitised.' }),
    createdAt: instant,
    modifiedAt: Type.Optional(instant),
    source: oneOf(['azure-devops', 'nucleus']),
    deleted: Type.Optional(Type.Boolean()),
  }),
  CommonStates: Type.Object({
    states: Type.Array(state),
    unknownTicketIds: Type.Optional(Type.Array(Type.String())),
    limited: Type.Boolean(),
    reason: Type.Optional(Type.String({ description: 'Why the choice is limited.' })),
    groups: Type.Array(
      Type.Object({
        connectorId: Type.String(),
        project: Type.String(),
        workItemType: Type.String(),
        ticketIds: Type.Array(Type.String()),
        states: Type.Array(state),
      }),
    ),
  }),
  OperationBegun: Type.Object({ operationId: Type.String() }),
  Operation: Type.Object({
    operationId: Type.String(),
    type: oneOf(['close-tickets']),
    status: oneOf(['running', 'completed', 'cancelled']),
    total: count,
    succeeded: count,
    failed: count,
    cancelled: count,
    createdAt: instant,
    results: Type.Array(
      Type.Object({
        ticketId: Type.String(),
        status: oneOf(['succeeded', 'failed', 'cancelled']),
        code: Type.Optional(Type.String({ description: 'Of a failure: as in problems.' })),
        detail: Type.Optional(Type.String()),
      }),
    ),
  }),
};
