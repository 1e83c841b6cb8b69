import { tagsOf, toWorkItemFacts } from '../../../shared/sync/work-item-facts';

describe('tagsOf', () => {
  it.each([
    ['nucleus; blue team;x', ['nucleus', 'blue team', 'x']],
    ['nucleus', ['nucleus']],
    ['; ;', []],
    ['', []],
    [undefined, []],
  ])('%j: %j', (value, expected) => expect(tagsOf(value)).toEqual(expected));
});

describe('toWorkItemFacts', () => {
  it('keeps what we show of a work item', () => {
    const fields = {
      'System.TeamProject': 'Payments',
      'System.WorkItemType': 'Bug',
      'System.Title': 'Outdated TLS library',
      'System.State': 'Active',
      'System.Reason': 'Approved',
      'System.AssignedTo': 'Mika Lund <m@harbor.example>',
      'Microsoft.VSTS.Common.Priority': 2,
      'System.AreaPath': 'Payments\\Web',
      'System.Tags': 'nucleus; tls',
      'System.CommentCount': 3,
      'Microsoft.VSTS.Common.StateChangeDate': '2026-03-01T10:00:00.1200000Z',
      'System.History': 'not kept',
    };
    expect(toWorkItemFacts(fields, 'InProgress')).toEqual({
      project: 'Payments',
      workItemType: 'Bug',
      title: 'Outdated TLS library',
      state: 'Active',
      stateCategory: 'InProgress',
      reason: 'Approved',
      assignedTo: 'Mika Lund',
      priority: 2,
      areaPath: 'Payments\\Web',
      tags: ['nucleus', 'tls'],
      commentCount: 3,
      stateChangedAt: '2026-03-01T10:00:00.120Z',
    });
  });

  it('leaves out what is known already where a delivery does not tell it', () => {
    const facts = toWorkItemFacts({ 'Microsoft.VSTS.Common.StateChangeDate': 'no date' }, undefined);
    expect(facts).not.toHaveProperty('stateChangedAt');
    expect(facts).not.toHaveProperty('commentCount');
  });

  it('takes fields that ADO leaves out for empty', () => {
    expect(toWorkItemFacts({ 'System.State': 'New' }, undefined)).toMatchObject({
      assignedTo: undefined,
      priority: undefined,
      stateCategory: undefined,
      tags: [],
    });
  });
});
