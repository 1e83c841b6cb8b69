import { describeNotification } from '../../../../../local/azure-devops/service-hooks/delivery/describe-notification';
import { NotificationHistory } from '../../../../../local/azure-devops/service-hooks/delivery/notification-history';
import { deliveryHeaders } from '../../../../../local/azure-devops/service-hooks/delivery/post-event';
import {
  isSelected,
  summarize,
} from '../../../../../local/azure-devops/service-hooks/delivery/select-notifications';
import { testEvent } from '../../../../../local/azure-devops/service-hooks/events/test-event';
import { aSubscription } from '../subscriptions/a-subscription';
import { aNotification } from './a-job';

describe('NotificationHistory', () => {
  it('numbers notifications per subscription and keeps the newest 200, newest first', () => {
    const history = new NotificationHistory();
    for (let count = 0; count < 205; count += 1) history.add('a', (id) => aNotification({ id }));
    history.add('b', (id) => aNotification({ id }));
    expect(history.of('a').map(({ id }) => id)).toEqual(
      Array.from({ length: 200 }, (_, index) => 205 - index),
    );
    expect(history.of('b').map(({ id }) => id)).toEqual([1]);
    expect(history.of('c')).toEqual([]);
  });
});

describe('isSelected', () => {
  const at = (time: string) => new Date(`2026-03-01T${time}Z`);
  it.each([
    [{}, true],
    [{ status: 'Queued', result: 'pending' }, true],
    [{ status: 'completed' }, false],
    [{ result: 'failed' }, false],
    [{ minCreatedDate: at('10:00:01'), maxCreatedDate: at('10:00:01') }, true],
    [{ minCreatedDate: at('10:00:02') }, false],
    [{ maxCreatedDate: at('10:00:00') }, false],
  ])('%j: %s', (filter, selected) => {
    expect(isSelected(aNotification(), filter)).toBe(selected);
  });
});

describe('summarize', () => {
  it('counts by result', () => {
    const results = (['failed', 'succeeded', 'failed'] as const).map((result) => aNotification({ result }));
    expect(summarize('a', results)).toEqual({
      subscriptionId: 'a',
      results: [
        { result: 'failed', notificationCount: 2 },
        { result: 'succeeded', notificationCount: 1 },
      ],
    });
  });
});

describe('describeNotification', () => {
  const { consumerInputs } = aSubscription();
  const event = testEvent('workitem.updated', 1, aSubscription(), new Date());
  const headers = deliveryHeaders('a', { ...consumerInputs, basicAuthUsername: 'hooks' });
  const notification = aNotification({
    consumerInputs,
    request: { url: 'https://connector.example/hooks', headers, event },
    answer: { status: 500, headers: { server: 'x' }, body: 'oops', seconds: 0.25 },
    errorMessage: 'The receiver answered 500.',
  });

  it('tells what was sent and what came back, without secrets', () => {
    const { details } = describeNotification(notification);
    expect(details).toMatchObject({
      requestDuration: 0.25,
      errorMessage: 'The receiver answered 500.',
      event,
    });
    expect(details?.request).toMatch('URI: https://connector.example/hooks');
    expect(details?.response).toMatch(/^Status Code: 500[^]*oops$/);
    const text = JSON.stringify(details);
    expect(text).not.toMatch('secret');
    expect(text).not.toMatch(Buffer.from('hooks:secret').toString('base64'));
  });

  it('leaves the details out', () => {
    expect(describeNotification(notification, false)).not.toHaveProperty('details');
  });
});

describe('deliveryHeaders', () => {
  it('carries credentials and own headers, and a new activity id each time', () => {
    const inputs = { basicAuthUsername: 'u', basicAuthPassword: 'p', httpHeaders: 'X-Key: abc' };
    const headers = deliveryHeaders('a', inputs);
    expect(headers).toMatchObject({
      'Content-Type': 'application/json; charset=utf-8',
      'X-VSS-SubscriptionId': 'a',
      'X-Key': 'abc',
      Authorization: 'Basic dTpw',
    });
    expect(headers['X-VSS-ActivityId']).not.toBe(deliveryHeaders('a', inputs)['X-VSS-ActivityId']);
  });

  it('has no credentials if none are given', () => {
    expect(deliveryHeaders('a', {})).not.toHaveProperty('Authorization');
  });
});
