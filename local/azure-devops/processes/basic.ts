import { defineProcess, type TypeTable } from './define-process';

/** Reasons other than "Added to backlog", "Moved to backlog" and "Completed" are not recorded anywhere (section 13, 15). */
const boardType = (name: string, color: string, icon: string): TypeTable => ({
  name,
  color,
  icon,
  states: { 'To Do': 'Proposed', Doing: 'InProgress', Done: 'Completed' },
  workflow: [
    ['-> To Do', 'Added to backlog'],
    ['To Do -> Doing', 'Started'],
    ['To Do -> Done', 'Completed'],
    ['Doing -> To Do', 'Moved to backlog'],
    ['Doing -> Done', 'Completed'],
    ['Done -> To Do', 'Moved to backlog'],
    ['Done -> Doing', 'Started'],
  ],
  fields: `
    Common.Activity Common.Priority Common.StackRank Scheduling.Effort Scheduling.RemainingWork
    Scheduling.StartDate Scheduling.TargetDate`,
});

/** The Basic process: no bug type, no Resolved and no Removed (facts: azure-devops.md section 5; no public definition). */
export const basic = defineProcess({
  name: 'Basic',
  id: 'b8a3a935-7e91-48b8-a94c-606d37c3e9f2',
  description: 'For any process; a simple start with Azure DevOps.',
  fieldUses: {
    'Common.Activity': {
      values: ['Deployment', 'Design', 'Development', 'Documentation', 'Requirements', 'Testing'],
    },
    'Common.Priority': { values: ['1', '2', '3', '4'], initially: '2' },
  },
  types: [
    boardType('Epic', 'E06C00', 'icon_crown'),
    boardType('Issue', '339947', 'icon_clipboard_issue'),
    boardType('Task', 'A4880A', 'icon_check_box'),
  ],
  categories: {
    EpicCategory: ['Epic'],
    RequirementCategory: ['Issue'],
    TaskCategory: ['Task'],
  },
});
