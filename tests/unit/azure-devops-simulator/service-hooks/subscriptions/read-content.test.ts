import { readContent } from '../../../../../local/azure-devops/service-hooks/subscriptions/read-content';
import { project } from '../../../../support/builders/a-work-item-change';
import { thrownBy } from '../../../../support/thrown-by';

const url = 'https://connector.example/hooks';

const body = (change: Record<string, unknown> = {}) => ({
  publisherId: 'tfs',
  eventType: 'workitem.updated',
  resourceVersion: '1.0',
  consumerId: 'webHooks',
  consumerActionId: 'httpRequest',
  publisherInputs: { projectId: project.id, areaPath: '', workItemType: '' },
  consumerInputs: { url },
  ...change,
});

describe('readContent', () => {
  it('reads what a subscription says', () => {
    expect(readContent(body())).toEqual({
      eventType: 'workitem.updated',
      resourceVersion: '1.0',
      publisherInputs: { projectId: project.id, areaPath: '', workItemType: '' },
      consumerInputs: { url },
    });
  });

  it.each([
    ['no inputs of the publisher', { publisherInputs: undefined }],
    ['inputs that the server had added', { publisherInputs: { hostId: 'a', tfsSubscriptionId: 'b' } }],
    ['a filter of the event', { publisherInputs: { changedFields: 'System.State', linksChanged: 'false' } }],
    ['an input without value', { publisherInputs: { areaPath: null } }],
    ['no resource version', { resourceVersion: undefined }],
    ['a newer resource version', { resourceVersion: '5.1-preview.3' }],
  ])('accepts %s', (_, change) => {
    expect(readContent(body(change)).eventType).toBe('workitem.updated');
  });

  it.each([
    ['an unknown publisher', { publisherId: 'rm' }, 404, 'PublisherNotFoundException'],
    ['an unknown event type', { eventType: 'workitem.moved' }, 404, 'PublisherEventTypeNotFoundException'],
    ['an unknown consumer', { consumerId: 'pigeon' }, 404, 'ConsumerNotFoundException'],
    ['an unknown action', { consumerActionId: 'fly' }, 404, 'ConsumerActionNotFoundException'],
    ['an unknown version', { resourceVersion: '9.0' }, 400, 'SubscriptionInputException'],
    ['no URL', { consumerInputs: {} }, 400, 'SubscriptionInputException'],
    ['a bad URL', { consumerInputs: { url: 'hooks' } }, 400, 'SubscriptionInputException'],
    ['a private URL', { consumerInputs: { url: 'https://10.0.0.1/' } }, 400, 'SubscriptionInputException'],
    ['bad headers', { consumerInputs: { url, httpHeaders: 'x' } }, 400, 'SubscriptionInputException'],
    [
      'a blank in the password',
      { consumerInputs: { url, basicAuthPassword: 'a b' } },
      400,
      'SubscriptionInputException',
    ],
    ['a number as an input', { consumerInputs: { url: 7 } }, 400, 'SubscriptionInputException'],
    ['a list of inputs', { publisherInputs: [] }, 400, 'SubscriptionInputException'],
    ['a project by name', { publisherInputs: { projectId: 'Payments' } }, 400, 'SubscriptionInputException'],
    [
      'a filter of another event',
      { publisherInputs: { commentPattern: 'x' } },
      400,
      'SubscriptionInputException',
    ],
  ])('refuses %s', (_, change, status, typeKey) => {
    expect(thrownBy(() => readContent(body(change)))).toMatchObject({ status, typeKey });
  });

  it.each([undefined, null, 'text', []])('refuses %j as a body', (nothing) => {
    expect(thrownBy(() => readContent(nothing))).toMatchObject({ status: 400 });
  });
});
