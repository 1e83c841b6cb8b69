import { toTypeField, toWorkItemType } from '../../../../shared/azure-devops/answers/to-work-item-type';

describe('toWorkItemType', () => {
  it('reads states, and transitions by the names they lead to', () =>
    expect(
      toWorkItemType({
        name: 'Task',
        referenceName: 'Microsoft.VSTS.WorkItemTypes.Task',
        isDisabled: false,
        states: [{ name: 'To Do', color: 'b2b2b2', category: 'Proposed' }],
        transitions: {
          'To Do': [
            { to: 'To Do', actions: null },
            { to: 'Done', actions: ['x'] },
          ],
          '': [{ to: 'To Do' }],
        },
        fields: [{ referenceName: 'System.Title', name: 'Title', alwaysRequired: true, url: 'u' }],
      }),
    ).toEqual({
      name: 'Task',
      referenceName: 'Microsoft.VSTS.WorkItemTypes.Task',
      isDisabled: false,
      states: [{ name: 'To Do', color: 'b2b2b2', category: 'Proposed' }],
      transitions: { 'To Do': ['To Do', 'Done'], '': ['To Do'] },
      fields: [{ referenceName: 'System.Title', name: 'Title', alwaysRequired: true }],
    }));

  it('does without what is not there, and takes an unknown category for work under way', () =>
    expect(
      toWorkItemType({ name: 'X', states: [{ name: 'S', category: 'New one' }], transitions: { S: null } }),
    ).toEqual({
      name: 'X',
      referenceName: '',
      isDisabled: false,
      states: [{ name: 'S', color: '', category: 'InProgress' }],
      transitions: { S: [] },
      fields: [],
    }));
});

describe('toTypeField', () => {
  it('reads allowed values; identities by name', () =>
    expect(
      toTypeField({
        referenceName: 'R',
        name: 'N',
        alwaysRequired: true,
        defaultValue: null,
        allowedValues: ['a', 2, { displayName: 'Robin Field', id: 'x' }],
        helpText: 'h',
      }),
    ).toEqual({
      referenceName: 'R',
      name: 'N',
      alwaysRequired: true,
      defaultValue: undefined,
      allowedValues: ['a', 2, 'Robin Field'],
      helpText: 'h',
    }));
});
