import { defineProcess } from './define-process';

/** The Scrum process (facts: azure-devops.md section 5; derived from microsoft/process-customization-scripts, MIT). */
export const scrum = defineProcess({
  name: 'Scrum',
  id: '6b724908-ef14-45cf-84f8-768b5384da45',
  description: 'For teams that follow the Scrum framework.',
  fieldUses: {
    'CMMI.Blocked': { values: ['Yes'] },
    'Common.Activity': {
      values: ['Deployment', 'Design', 'Development', 'Documentation', 'Requirements', 'Testing'],
    },
    'Common.Priority': { values: ['1', '2', '3', '4'], initially: '2' },
    'Common.Severity': {
      values: ['1 - Critical', '2 - High', '3 - Medium', '4 - Low'],
      initially: '3 - Medium',
    },
    'Common.ValueArea': { values: ['Architectural', 'Business'], initially: 'Business' },
  },
  types: [
    {
      name: 'Bug',
      color: 'CC293D',
      icon: 'icon_insect',
      states: {
        New: 'Proposed',
        Approved: 'Proposed',
        Committed: 'InProgress',
        Done: 'Completed',
        Removed: 'Removed',
      },
      workflow: [
        ['-> New', 'New defect reported', 'Build Failure'],
        ['New -> Approved', 'Approved by the Product Owner'],
        ['New -> Committed', 'Commitment made by the team'],
        ['New -> Done', 'Work finished'],
        ['New -> Removed', 'Removed from the backlog', 'Duplicate', 'Not a Bug'],
        ['Approved -> New', 'Moved to the backlog'],
        ['Approved -> Committed', 'Commitment made by the team'],
        ['Approved -> Done', 'Work finished'],
        ['Approved -> Removed', 'Removed from the backlog', 'Duplicate', 'Not a Bug'],
        ['Committed -> New', 'Moved to the backlog'],
        ['Committed -> Approved', 'Work stopped'],
        ['Committed -> Done', 'Work finished'],
        ['Committed -> Removed', 'Removed from the backlog', 'Duplicate', 'Not a Bug'],
        ['Done -> New', 'Moved to the backlog'],
        ['Done -> Approved', 'Additional work found'],
        ['Done -> Committed', 'Additional work found'],
        ['Removed -> New', 'Reconsidering backlog item'],
      ],
      fields: `
        Build.FoundIn Common.AcceptanceCriteria Common.Activity Common.BacklogPriority Common.Priority
        Common.Severity Common.ValueArea Scheduling.Effort Scheduling.RemainingWork TCM.ReproSteps
        TCM.SystemInfo`,
      required: 'Common.ValueArea',
    },
    {
      name: 'Impediment',
      color: 'B4009E',
      icon: 'icon_traffic_cone',
      states: { Open: 'InProgress', Closed: 'Completed' },
      workflow: [
        ['-> Open', 'New impediment'],
        ['Open -> Closed', 'Impediment removed'],
        ['Closed -> Open', 'Impediment reopened'],
      ],
      fields: 'Common.BacklogPriority Common.Priority Common.Resolution Scheduling.Effort',
      fieldUses: { 'Common.Priority': { initially: '2' } },
    },
    {
      name: 'Task',
      color: 'F2CB1D',
      icon: 'icon_clipboard',
      states: { 'To Do': 'Proposed', 'In Progress': 'InProgress', Done: 'Completed', Removed: 'Removed' },
      workflow: [
        ['-> To Do', 'New task'],
        ['To Do -> In Progress', 'Work started'],
        ['To Do -> Done', 'Work finished'],
        ['To Do -> Removed', 'Removed from the backlog'],
        ['In Progress -> To Do', 'Work stopped'],
        ['In Progress -> Done', 'Work finished'],
        ['In Progress -> Removed', 'Removed from the backlog'],
        ['Done -> To Do', 'Additional work found'],
        ['Done -> In Progress', 'Additional work found'],
        ['Removed -> To Do', 'Reconsidering the Task'],
      ],
      actions: {
        Checkin: ['In Progress -> Done', 'To Do -> Done'],
        StartWork: ['To Do -> In Progress'],
        StopWork: ['In Progress -> To Do'],
      },
      fields: 'CMMI.Blocked Common.Activity Common.BacklogPriority Common.Priority Scheduling.RemainingWork',
    },
    {
      name: 'Product Backlog Item',
      color: '009CCC',
      icon: 'icon_list',
      states: {
        New: 'Proposed',
        Approved: 'Proposed',
        Committed: 'InProgress',
        Done: 'Completed',
        Removed: 'Removed',
      },
      workflow: [
        ['-> New', 'New backlog item'],
        ['New -> Approved', 'Approved by the Product Owner'],
        ['New -> Committed', 'Commitment made by the team'],
        ['New -> Done', 'Work finished'],
        ['New -> Removed', 'Removed from the backlog'],
        ['Approved -> New', 'Moved to the backlog'],
        ['Approved -> Committed', 'Commitment made by the team'],
        ['Approved -> Done', 'Work finished'],
        ['Approved -> Removed', 'Removed from the backlog'],
        ['Committed -> New', 'Moved to the backlog'],
        ['Committed -> Approved', 'Work stopped'],
        ['Committed -> Done', 'Work finished'],
        ['Committed -> Removed', 'Removed from the backlog'],
        ['Done -> New', 'Moved to the backlog'],
        ['Done -> Approved', 'Additional work found'],
        ['Done -> Committed', 'Additional work found'],
        ['Removed -> New', 'Reconsidering backlog item'],
      ],
      fields: `
        Common.AcceptanceCriteria Common.BacklogPriority Common.BusinessValue Common.Priority
        Common.ValueArea Scheduling.Effort`,
      required: 'Common.Priority Common.ValueArea',
    },
    {
      name: 'Feature',
      color: '773B93',
      icon: 'icon_trophy',
      states: { New: 'Proposed', 'In Progress': 'InProgress', Done: 'Completed', Removed: 'Removed' },
      workflow: [
        ['-> New', 'New feature'],
        ['New -> In Progress', 'Implementation started'],
        ['New -> Done', 'Work finished'],
        ['New -> Removed', 'Removed from the backlog'],
        ['In Progress -> New', 'Moved to the backlog'],
        ['In Progress -> Done', 'Work finished'],
        ['In Progress -> Removed', 'Removed from the backlog'],
        ['Done -> New', 'Moved to the backlog'],
        ['Done -> In Progress', 'Additional work found'],
        ['Removed -> New', 'Reconsidering the feature'],
      ],
      fields: `
        Common.AcceptanceCriteria Common.BacklogPriority Common.BusinessValue Common.Priority
        Common.TimeCriticality Common.ValueArea Scheduling.Effort Scheduling.StartDate
        Scheduling.TargetDate`,
      required: 'Common.ValueArea',
    },
    {
      name: 'Epic',
      color: 'FF7B00',
      icon: 'icon_crown',
      states: { New: 'Proposed', 'In Progress': 'InProgress', Done: 'Completed', Removed: 'Removed' },
      workflow: [
        ['-> New', 'New epic'],
        ['New -> In Progress', 'Implementation started'],
        ['New -> Done', 'Work finished'],
        ['New -> Removed', 'Removed from the backlog'],
        ['In Progress -> New', 'Moved to the backlog'],
        ['In Progress -> Done', 'Work finished'],
        ['In Progress -> Removed', 'Removed from the backlog'],
        ['Done -> New', 'Moved to the backlog'],
        ['Done -> In Progress', 'Additional work found'],
        ['Removed -> New', 'Reconsidering the epic'],
      ],
      fields: `
        Common.AcceptanceCriteria Common.BacklogPriority Common.BusinessValue Common.Priority
        Common.TimeCriticality Common.ValueArea Scheduling.Effort Scheduling.StartDate
        Scheduling.TargetDate`,
      required: 'Common.Priority Common.ValueArea',
    },
  ],
  categories: {
    BugCategory: ['Bug'],
    EpicCategory: ['Epic'],
    FeatureCategory: ['Feature'],
    RequirementCategory: ['Product Backlog Item'],
    TaskCategory: ['Task'],
  },
});
