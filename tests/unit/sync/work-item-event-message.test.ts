import { fits } from '../../../shared/http/validate';
import type { WorkItemEvent } from '../../../shared/sync/work-item-event';
import {
  toWorkItemEventMessage,
  workItemEventMessageSchema,
} from '../../../shared/sync/work-item-event-message';

const event: WorkItemEvent = {
  eventType: 'workitem.updated',
  eventId: 'e1',
  subscriptionId: 's1',
  notificationId: 12,
  workItemId: 71,
  rev: 8,
  fields: {
    'System.State': 'Active',
    'System.AssignedTo': { displayName: 'Mika Lund' },
    'System.Description': 'd'.repeat(1_000_000),
  },
  revisedById: 'v1',
  comment: { id: 40001, version: 2, text: 'Looking', format: 'html' },
  containerIds: [],
  projectId: undefined,
};
const at = '2026-03-02T09:00:00.000Z';
const message = (changes: Partial<WorkItemEvent> = {}) =>
  toWorkItemEventMessage({ ...event, ...changes }, 'connector-1', at);

describe('toWorkItemEventMessage', () => {
  it('keeps what the sync looks at, and leaves long texts behind', () => {
    expect(message()).toEqual({
      connectorId: 'connector-1',
      receivedAt: at,
      eventType: 'workitem.updated',
      workItemId: 71,
      rev: 8,
      fields: { 'System.State': 'Active', 'System.AssignedTo': { displayName: 'Mika Lund' } },
      revisedById: 'v1',
      comment: { id: 40001, version: 2, text: 'Looking', format: 'html' },
    });
  });

  it('leaves out what the delivery did not tell', () => {
    const bare = message({ rev: undefined, fields: undefined, revisedById: undefined, comment: undefined });
    expect(Object.keys(bare)).toEqual(['connectorId', 'receivedAt', 'eventType', 'workItemId']);
  });

  it('leaves a very long comment to be read from ADO', () => {
    const comment = { id: 40001, version: undefined, text: 'c'.repeat(60_001), format: 'html' as const };
    expect(message({ comment })).not.toHaveProperty('comment');
  });

  it.each([
    ['whole', {}],
    ['bare', { rev: undefined, fields: undefined, comment: undefined }],
    [
      'of a comment without a version',
      { comment: { id: 1, version: undefined, text: 'x', format: 'markdown' as const } },
    ],
  ])('fits its schema, %s', (_, changes) => {
    expect(fits(workItemEventMessageSchema, JSON.parse(JSON.stringify(message(changes))))).toBe(true);
  });
});
