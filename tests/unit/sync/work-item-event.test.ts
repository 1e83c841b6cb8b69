import { parseWorkItemEvent } from '../../../shared/sync/work-item-event';

const fields = { 'System.State': 'Active', 'System.Title': 'Outdated TLS library' };
const envelope = (eventType: string, resource: unknown, changes: object = {}) => ({
  subscriptionId: 'A1B2C3D4-0000-4000-8000-000000000001',
  notificationId: 12,
  id: 'E0000000-0000-4000-8000-000000000001',
  eventType,
  publisherId: 'tfs',
  resource,
  resourceVersion: '1.0',
  resourceContainers: {
    collection: { id: 'C0000000-0000-4000-8000-000000000001' },
    account: { id: 'A0000000-0000-4000-8000-000000000001', baseUrl: 'https://dev.azure.com/blue-harbor/' },
    project: { id: 'P0000000-0000-4000-8000-000000000001' },
  },
  ...changes,
});
const update = {
  id: 9,
  workItemId: 71,
  rev: 8,
  revisedBy: { id: 'B0000000-0000-4000-8000-00000000000A', name: 'Mika Lund <m@harbor.example>' },
  fields: { 'System.State': { oldValue: 'New', newValue: 'Active' } },
  revision: { id: 71, rev: 8, fields },
};
const workItem = { id: 71, rev: 3, fields };

/** Facts: azure-devops.md sections 6.1 to 6.6. */
describe('parseWorkItemEvent', () => {
  it('reads an update whole: the work item is not the update', () => {
    expect(parseWorkItemEvent(envelope('workitem.updated', update))).toEqual({
      eventType: 'workitem.updated',
      eventId: 'e0000000-0000-4000-8000-000000000001',
      subscriptionId: 'a1b2c3d4-0000-4000-8000-000000000001',
      notificationId: 12,
      workItemId: 71,
      rev: 8,
      fields,
      revisedById: 'b0000000-0000-4000-8000-00000000000a',
      changesNoField: false,
      isRenderedLater: false,
      comment: undefined,
      containerIds: ['c0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001'],
      projectId: 'p0000000-0000-4000-8000-000000000001',
    });
  });

  it.each(['workitem.created', 'workitem.commented', 'workitem.deleted', 'workitem.restored'])(
    'reads %s, whose resource is the work item',
    (eventType) => {
      expect(parseWorkItemEvent(envelope(eventType, workItem))).toMatchObject({
        eventType,
        workItemId: 71,
        rev: 3,
        fields,
        revisedById: undefined,
      });
    },
  );

  it('finds envelope keys in PascalCase', () => {
    const { eventType, resource, resourceContainers, ...others } = envelope('workitem.updated', update);
    const pascal = {
      EventType: eventType,
      Resource: resource,
      SubscriptionId: others.subscriptionId,
      NotificationId: others.notificationId,
      Id: others.id,
      ResourceContainers: { Collection: { Id: resourceContainers.collection.id } },
    };
    expect(parseWorkItemEvent(pascal)).toMatchObject({
      workItemId: 71,
      notificationId: 12,
      containerIds: ['c0000000-0000-4000-8000-000000000001'],
    });
  });

  it.each([
    ['the container of a server', { resourceContainers: { server: { id: 'S1' } } }, ['s1']],
    ['no containers', { resourceContainers: undefined }, []],
    ['containers that are no objects', { resourceContainers: { collection: 'x', account: null } }, []],
  ])('reads %s', (_, changes, containerIds) => {
    expect(parseWorkItemEvent(envelope('workitem.created', workItem, changes))).toMatchObject({
      containerIds,
    });
  });

  it.each([
    ['an update of minimal detail', 'workitem.updated', { workItemId: 71, url: 'https://x' }],
    ['another event of minimal detail', 'workitem.created', { id: 71, url: 'https://x' }],
    ['an update without a revision', 'workitem.updated', { id: 9, workItemId: 71 }],
  ])('reads %s, to be completed by asking', (_, eventType, resource) => {
    expect(parseWorkItemEvent(envelope(eventType, resource))).toMatchObject({
      workItemId: 71,
      rev: undefined,
      fields: undefined,
    });
  });

  it('reads an id that came as text', () => {
    expect(
      parseWorkItemEvent(envelope('workitem.created', { ...workItem, id: '71', rev: '3' })),
    ).toMatchObject({
      workItemId: 71,
      rev: 3,
    });
  });

  it('takes revisedBy null for nobody', () => {
    const parsed = parseWorkItemEvent(envelope('workitem.updated', { ...update, revisedBy: null }));
    expect(parsed).toMatchObject({ workItemId: 71, revisedById: undefined });
  });
});

describe('parseWorkItemEvent, what an update changes', () => {
  const bookkeeping = { 'System.ChangedDate': { oldValue: 'a', newValue: 'b' }, 'System.Rev': {} };

  it.each([
    ['what every revision changes', { fields: bookkeeping }, true],
    ['the number of comments', { fields: { ...bookkeeping, 'System.CommentCount': {} } }, true],
    ['a history that goes away', { fields: { ...bookkeeping, 'System.History': { oldValue: 'x' } } }, true],
    ['a new comment', { fields: { ...bookkeeping, 'System.History': { newValue: 'x' } } }, false],
    ['a field', { fields: { ...bookkeeping, 'System.State': {} } }, false],
    ['a link', { fields: bookkeeping, relations: { added: [] } }, false],
    ['what is not told', { fields: undefined }, false],
  ])('%s: no field of its own: %3$s', (_, changes, expected) => {
    expect(parseWorkItemEvent(envelope('workitem.updated', { ...update, ...changes }))).toMatchObject({
      changesNoField: expected,
    });
  });

  it.each([
    ['the revision of its change', 8, false],
    ['a later revision', 7, true],
    ['a revision alone', undefined, false],
  ])('shows %s: rendered later: %3$s', (_, rev, expected) => {
    expect(parseWorkItemEvent(envelope('workitem.updated', { ...update, rev }))).toMatchObject({
      rev: 8,
      isRenderedLater: expected,
    });
  });

  it('knows who made a revision where its fields carry identities', () => {
    const changedBy = { displayName: 'Mika Lund', id: 'B0000000-0000-4000-8000-00000000000B' };
    const resource = { ...workItem, fields: { ...fields, 'System.ChangedBy': changedBy } };
    expect(parseWorkItemEvent(envelope('workitem.commented', resource))).toMatchObject({
      revisedById: 'b0000000-0000-4000-8000-00000000000b',
    });
  });
});

describe('parseWorkItemEvent, comments', () => {
  const commented = (changes: object) =>
    parseWorkItemEvent(
      envelope('workitem.commented', {
        ...workItem,
        fields: { ...fields, 'System.History': '<div>Looking</div>' },
        commentVersionRef: { commentId: 40001, version: 2, url: 'https://x' },
        ...changes,
      }),
    );

  it.each([
    ['as HTML where nothing else is said', {}, 'html'],
    ['as HTML where the map of formats is empty', { multilineFieldsFormat: {} }, 'html'],
    [
      'as Markdown where the map says so',
      { multilineFieldsFormat: { 'System.History': 'markdown' } },
      'markdown',
    ],
  ])('reads a comment %s', (_, changes, format) => {
    expect(commented(changes)).toMatchObject({
      comment: { id: 40001, version: 2, text: '<div>Looking</div>', format },
    });
  });

  it.each([
    ['without a reference', { commentVersionRef: undefined }],
    ['without a text', { fields }],
  ])('knows no comment %s', (_, changes) => expect(commented(changes)).toMatchObject({ comment: undefined }));

  it('reads the comment of an update from its revision', () => {
    const revision = {
      ...update.revision,
      fields: { ...fields, 'System.History': 'why' },
      commentVersionRef: { commentId: 40002, version: 1 },
    };
    expect(parseWorkItemEvent(envelope('workitem.updated', { ...update, revision }))).toMatchObject({
      comment: { id: 40002, text: 'why' },
    });
  });
});

describe('parseWorkItemEvent, what is none of ours', () => {
  it.each([
    ['d2d46fb1-dba5-403c-9373-427583f19e8c', 'workitem.created'],
    ['27646e0e-b520-4d2b-9411-bba7524947cd', 'workitem.updated'],
    ['fb2617ed-60df-4518-81fa-749faa6c5cd6', 'workitem.commented'],
    ['72da0ade-0709-40ee-beb7-104287bf7e84', 'workitem.deleted'],
    ['1ca023d6-6cff-49dd-b3d1-302b69311810', 'workitem.restored'],
  ])('leaves the test notification %s', (id, eventType) => {
    const payload = envelope(eventType, workItem, { id: id.toUpperCase(), subscriptionId: undefined });
    expect(parseWorkItemEvent(payload)).toEqual({ ignored: 'test-notification' });
  });

  it('leaves a notification of no subscription', () => {
    const payload = envelope('workitem.updated', update, {
      subscriptionId: '00000000-0000-0000-0000-000000000000',
    });
    expect(parseWorkItemEvent(payload)).toEqual({ ignored: 'test-notification' });
  });

  it.each([
    ['no object', 'text', 'other-event'],
    ['nothing', null, 'other-event'],
    ['a list', [], 'other-event'],
    ['another event', envelope('git.push', {}), 'other-event'],
    ['an event type that is no text', envelope('x', {}, { eventType: 7 }), 'other-event'],
    ['no resource', envelope('workitem.created', undefined), 'no-work-item'],
    ['a resource that is no object', envelope('workitem.created', []), 'no-work-item'],
    ['a work item without an id', envelope('workitem.created', { rev: 1 }), 'no-work-item'],
    ['work item 0', envelope('workitem.updated', { ...update, workItemId: 0 }), 'no-work-item'],
    ['an update that names no work item', envelope('workitem.updated', { id: 9 }), 'no-work-item'],
  ])('leaves %s', (_, payload, ignored) => expect(parseWorkItemEvent(payload)).toEqual({ ignored }));
});
