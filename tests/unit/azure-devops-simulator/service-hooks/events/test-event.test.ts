import { eventTypes } from '../../../../../local/azure-devops/service-hooks/events/event-type';
import { testEvent } from '../../../../../local/azure-devops/service-hooks/events/test-event';
import { parseWorkItemEvent } from '../../../../../shared/sync/work-item-event';

const wishes = { resourceVersion: '1.0', consumerInputs: {} } as const;
const now = new Date('2026-03-01T10:00:01Z');

describe('testEvent', () => {
  it.each(eventTypes)('of %s is seen to be a test by the connector', (type) => {
    expect(parseWorkItemEvent(testEvent(type, 1, wishes, now))).toEqual({ ignored: 'test-notification' });
  });

  it('has the oddities of the recorded ones', () => {
    expect(testEvent('workitem.updated', 8, wishes, now)).toMatchObject({
      subscriptionId: '00000000-0000-0000-0000-000000000000',
      id: '27646e0e-b520-4d2b-9411-bba7524947cd',
      resource: {
        workItemId: 0,
        revisedBy: null,
        revisedDate: '0001-01-01T00:00:00',
        fields: { 'System.Rev': { oldValue: '1', newValue: '2' } },
      },
      resourceContainers: { project: { id: expect.any(String) } },
    });
  });
});
