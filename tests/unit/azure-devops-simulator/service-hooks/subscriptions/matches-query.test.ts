import {
  matchesKind,
  matchesQuery,
} from '../../../../../local/azure-devops/service-hooks/subscriptions/matches-query';
import { project } from '../../../../support/builders/a-work-item-change';
import { aSubscription } from './a-subscription';

const condition = (inputId: string, inputValue: string, more: object = {}) => ({
  inputId,
  inputValue,
  operator: 'equals',
  ...more,
});
const where = (...conditions: object[]) => ({ publisherInputFilters: [{ conditions }] });

describe('matchesKind', () => {
  it.each([
    [{}, true],
    [{ publisherId: 'TFS', eventType: 'workitem.updated', consumerId: 'webhooks' }, true],
    [{ consumerActionId: 'httpRequest' }, true],
    [{ eventType: 'workitem.created' }, false],
    [{ publisherId: 'rm' }, false],
    [{ consumerId: 'slack' }, false],
  ])('%j: %s', (query: Record<string, string>, matches) => {
    expect(matchesKind(aSubscription(), (name) => query[name])).toBe(matches);
  });
});

describe('matchesQuery', () => {
  it.each([
    ['nothing asked', {}, true],
    ['no filters', { publisherInputFilters: [] }, true],
    ['the project', where(condition('projectId', project.id.toUpperCase())), true],
    [
      'the project in other casing, strictly',
      where(condition('projectId', project.id.toUpperCase(), { caseSensitive: true })),
      false,
    ],
    ['another project', where(condition('projectId', 'x')), false],
    ['not another project', where(condition('projectId', 'x', { operator: 'notEquals' })), true],
    ['all conditions of a filter', where(condition('projectId', project.id), condition('tag', 'x')), false],
    [
      'one filter of two',
      { publisherInputFilters: [{ conditions: [condition('tag', 'x')] }, { conditions: [] }] },
      true,
    ],
    [
      'the address',
      { consumerInputFilters: [{ conditions: [condition('url', 'https://other.example/')] }] },
      false,
    ],
    ['another subscriber', { subscriberId: 'x' }, false],
    ['another event', { eventType: 'workitem.created' }, false],
  ])('%s', (_, query, matches) => {
    expect(matchesQuery(aSubscription(), query)).toBe(matches);
  });
});
