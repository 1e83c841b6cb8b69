import type { SubscriptionRecord } from '../../../shared/connectors/subscription-records';
import { judgeDelivery } from '../../../shared/sync/judge-delivery';
import type { WorkItemEvent } from '../../../shared/sync/work-item-event';

const now = new Date('2026-03-02T09:00:00Z');
const event = (changes: Partial<WorkItemEvent> = {}): WorkItemEvent => ({
  eventType: 'workitem.updated',
  eventId: 'e1',
  subscriptionId: 's1',
  notificationId: 1,
  workItemId: 71,
  rev: 3,
  fields: undefined,
  revisedById: undefined,
  changesNoField: false,
  isRenderedLater: false,
  comment: undefined,
  containerIds: ['c1', 'o1'],
  projectId: 'p1',
  ...changes,
});
const known: SubscriptionRecord = {
  subscriptions: [
    { id: 's1', eventType: 'workitem.updated', projectId: 'p1', status: 'enabled' },
    { id: 's2', eventType: 'workitem.updated', projectId: 'p2', status: 'enabled' },
  ],
  former: [{ id: 's0', goneAt: '2026-03-02T08:00:00Z' }],
  repairs: [],
};

describe('judgeDelivery', () => {
  it.each<[string, Partial<WorkItemEvent>, SubscriptionRecord | undefined, string | undefined]>([
    ['one of ours', {}, known, undefined],
    ['one that was moved to another project of ours', { projectId: 'p2' }, known, undefined],
    ['one of a subscription that was replaced lately', { subscriptionId: 's0' }, known, undefined],
    ['one that names no subscription', { subscriptionId: undefined }, known, undefined],
    ['one that names no project', { projectId: undefined }, known, undefined],
    ['one that names no organization', { containerIds: [] }, known, undefined],
    ['one of another organization', { containerIds: ['o2'] }, known, 'other-organization'],
    ['one of a subscription of somebody else', { subscriptionId: 's9' }, known, 'unknown-subscription'],
    ['one of another project', { projectId: 'p9' }, known, 'other-project'],
    ['any, where nothing is written down', { subscriptionId: 's9', projectId: 'p9' }, undefined, undefined],
    [
      'a new one, while subscriptions are being created',
      { subscriptionId: 's9' },
      { ...known, creatingUntil: '2026-03-02T09:05:00Z' },
      undefined,
    ],
    [
      'a new one, when they should be there long since',
      { subscriptionId: 's9' },
      { ...known, creatingUntil: '2026-03-02T08:55:00Z' },
      'unknown-subscription',
    ],
  ])('%s: %4$s', (_, changes, record, expected) => {
    expect(judgeDelivery(event(changes), { organizationId: 'o1' }, record, now)).toBe(expected);
  });
});
