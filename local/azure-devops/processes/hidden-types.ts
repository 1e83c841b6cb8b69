import type { TypeTable } from './define-process';

const twoStates = (name: string, open: string, closed: string, reason: string): TypeTable => ({
  name,
  color: '004B50',
  icon: 'icon_test_plan',
  states: { [open]: 'InProgress', [closed]: 'Completed' },
  workflow: [
    [`-> ${open}`, 'New'],
    [`${open} -> ${closed}`, reason],
    [`${closed} -> ${open}`, 'Reactivated'],
  ],
  fields: 'Common.Priority Common.StackRank',
});

/**
 * Types that every process has and that clients hide, by their category (facts: azure-devops.md section 4.11), and the
 * test case, which they show.
 */
export const hiddenTypes: { types: TypeTable[]; categories: Record<string, string[]> } = {
  types: [
    {
      name: 'Test Case',
      color: '004B50',
      icon: 'icon_test_case',
      states: { Design: 'Proposed', Ready: 'InProgress', Closed: 'Completed' },
      workflow: [
        ['-> Design', 'New'],
        ['Design -> Ready', 'Completed'],
        ['Design -> Closed', 'Obsolete', 'Deferred', 'Duplicate'],
        ['Ready -> Design', 'Test Case is Incorrect or Incomplete'],
        ['Ready -> Closed', 'Obsolete', 'Deferred', 'Duplicate'],
        ['Closed -> Design', 'Reactivated'],
        ['Closed -> Ready', 'Reactivated'],
      ],
      fields: 'Common.Priority',
    },
    {
      ...twoStates('Code Review Response', 'Requested', 'Closed', 'Closed'),
      states: { Requested: 'Proposed', Accepted: 'InProgress', Closed: 'Completed' },
      workflow: [
        ['-> Requested', 'New'],
        ['Requested -> Accepted', 'Accepted'],
        ['Requested -> Closed', 'Declined', 'Closed'],
        ['Accepted -> Closed', 'Closed'],
      ],
    },
    twoStates('Code Review Request', 'Requested', 'Closed', 'Closed'),
    twoStates('Feedback Request', 'Active', 'Closed', 'Closed'),
    twoStates('Feedback Response', 'Active', 'Closed', 'Closed'),
    twoStates('Shared Steps', 'Active', 'Closed', 'Duplicate'),
    twoStates('Shared Parameter', 'Active', 'Inactive', 'Duplicate'),
    twoStates('Test Plan', 'Active', 'Inactive', 'Completed'),
    twoStates('Test Suite', 'In Progress', 'Completed', 'Completed'),
  ],
  categories: {
    TestCaseCategory: ['Test Case'],
    HiddenCategory: [
      'Code Review Request',
      'Code Review Response',
      'Feedback Request',
      'Feedback Response',
      'Shared Steps',
      'Shared Parameter',
      'Test Plan',
      'Test Suite',
    ],
  },
};
