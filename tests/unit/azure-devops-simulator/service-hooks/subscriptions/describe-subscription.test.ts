import { describeSubscription } from '../../../../../local/azure-devops/service-hooks/subscriptions/describe-subscription';
import { aSubscription } from './a-subscription';

const base = 'http://localhost:1/Birchwater';

describe('describeSubscription', () => {
  it('answers what was said, without the password, and what the server adds', () => {
    expect(describeSubscription(aSubscription(), base)).toMatchObject({
      id: aSubscription().id,
      url: `${base}/_apis/hooks/subscriptions/${aSubscription().id}`,
      status: 'enabled',
      publisherId: 'tfs',
      eventType: 'workitem.updated',
      resourceVersion: '1.0',
      eventDescription: 'Any work item',
      consumerId: 'webHooks',
      consumerActionId: 'httpRequest',
      actionDescription: 'To host connector.example',
      createdBy: { id: aSubscription().createdBy.id },
      createdDate: '2026-03-01T09:00:00Z',
      consumerInputs: { url: 'https://connector.example/hooks', basicAuthPassword: '********' },
    });
  });

  it('tells of probation only where there is one', () => {
    const healthy = describeSubscription(aSubscription(), base);
    const ill = aSubscription({
      probationRetries: 2,
      lastProbationRetryDate: new Date('2026-03-01T11:00:00Z'),
    });
    expect(healthy).not.toHaveProperty('probationRetries');
    expect(describeSubscription(ill, base)).toMatchObject({
      probationRetries: 2,
      lastProbationRetryDate: '2026-03-01T11:00:00Z',
    });
  });

  it('names the filters', () => {
    const publisherInputs = { workItemType: 'Bug', areaPath: 'Payments\\Web' };
    expect(describeSubscription(aSubscription({ publisherInputs }), base).eventDescription).toBe(
      'Work item type Bug, Under Payments\\Web',
    );
  });
});
