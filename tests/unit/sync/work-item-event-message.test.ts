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
  changesNoField: false,
  isRenderedLater: false,
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
    const comment = { id: 40001, version: undefined, text: 'c'.repeat(200_001), format: 'html' as const };
    expect(message({ comment })).not.toHaveProperty('comment');
  });

  it('leaves fields to be read from ADO that are larger than a message', () => {
    const fields = { ...event.fields, 'System.Title': '\u{1f512}'.repeat(60_000) };
    expect(message({ fields })).toMatchObject({ rev: 8, workItemId: 71 });
    expect(message({ fields })).not.toHaveProperty('fields');
  });

  it('keeps text, numbers and people, and nothing that a sender nests deeper', () => {
    let nested: unknown = 'x';
    for (let depth = 0; depth < 20_000; depth++) nested = [nested];
    const fields = {
      'System.Title': nested,
      'System.AssignedTo': { displayName: 'Mika Lund', id: 'v1', _links: nested, uniqueName: 7 },
      'Microsoft.VSTS.Common.Priority': 2,
      __proto__: { 'System.State': 'Closed' },
    };
    expect(message({ fields }).fields).toEqual({
      'System.AssignedTo': { displayName: 'Mika Lund', id: 'v1' },
      'Microsoft.VSTS.Common.Priority': 2,
    });
  });

  it('tells of an update that changes no field', () => {
    expect(message({ changesNoField: true })).toMatchObject({ changesNoField: true });
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
