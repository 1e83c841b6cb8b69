import { defineProcess } from './define-process';

const notFixed = [
  'As Designed',
  'Cannot Reproduce',
  'Copied to Backlog',
  'Deferred',
  'Duplicate',
  'Obsolete',
];

/** The Agile process (facts: azure-devops.md section 5; derived from microsoft/process-customization-scripts, MIT). */
export const agile = defineProcess({
  name: 'Agile',
  id: 'adcc42ab-9882-485e-a3ed-7678f01f66bc',
  description: 'For most teams that plan in an agile way, Scrum included.',
  fieldUses: {
    'Common.Activity': {
      values: ['Deployment', 'Design', 'Development', 'Documentation', 'Requirements', 'Testing'],
    },
    'Common.Priority': { values: ['1', '2', '3', '4'], initially: '2' },
    'Common.Risk': { values: ['1 - High', '2 - Medium', '3 - Low'] },
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
      states: { New: 'Proposed', Active: 'InProgress', Resolved: 'Resolved', Closed: 'Completed' },
      workflow: [
        ['-> New', 'New', 'Build Failure'],
        ['New -> Active', 'Approved', 'Investigate'],
        ['New -> Resolved', 'Fixed', ...notFixed],
        ['New -> Closed', 'Fixed and verified', ...notFixed],
        ['Active -> New', 'Investigation Complete'],
        ['Active -> Resolved', 'Fixed', ...notFixed],
        ['Active -> Closed', 'Fixed and verified', ...notFixed],
        ['Resolved -> New', 'Not fixed', 'Test Failed'],
        ['Resolved -> Active', 'Not fixed', 'Test Failed'],
        ['Resolved -> Closed', 'Verified'],
        ['Closed -> New', 'Not fixed', 'Test Failed'],
        ['Closed -> Active', 'Regression', 'Reactivated'],
        ['Closed -> Resolved', 'Resolved in error'],
      ],
      actions: {
        Checkin: ['Active -> Resolved', 'New -> Resolved'],
        StartWork: ['New -> Active'],
        StopWork: ['Active -> New'],
      },
      stampsSkippedStages: true,
      fields: `
        Build.FoundIn Common.Activity Common.Priority Common.ResolvedReason Common.Severity
        Common.StackRank Common.ValueArea Scheduling.CompletedWork Scheduling.OriginalEstimate
        Scheduling.RemainingWork Scheduling.StoryPoints TCM.ReproSteps TCM.SystemInfo`,
      fieldUses: {
        'Common.ResolvedReason': {
          values: [
            'As Designed',
            'Cannot Reproduce',
            'Copied to Backlog',
            'Deferred',
            'Duplicate',
            'Fixed',
            'Fixed and verified',
            'Obsolete',
          ],
        },
      },
      required: 'Common.ValueArea',
    },
    {
      name: 'Issue',
      color: 'B4009E',
      icon: 'icon_traffic_cone',
      states: { Active: 'InProgress', Closed: 'Completed' },
      workflow: [
        ['-> Active', 'New'],
        ['Active -> Closed', 'Issue Resolved'],
        ['Closed -> Active', 'Reactivated'],
      ],
      actions: { Checkin: ['Active -> Closed'] },
      fields: `
        Common.Activity Common.Priority Common.StackRank Scheduling.DueDate Scheduling.RemainingWork
        Scheduling.StoryPoints`,
      fieldUses: { 'Common.Activity': {} },
    },
    {
      name: 'Task',
      color: 'F2CB1D',
      icon: 'icon_clipboard',
      states: { New: 'Proposed', Active: 'InProgress', Closed: 'Completed', Removed: 'Removed' },
      workflow: [
        ['-> New', 'New'],
        ['New -> Active', 'Work started'],
        ['New -> Closed', 'Completed', 'Cut', 'Deferred', 'Obsolete'],
        ['New -> Removed', 'Removed from the backlog'],
        ['Active -> New', 'Work halted'],
        ['Active -> Closed', 'Completed', 'Cut', 'Deferred', 'Obsolete'],
        ['Active -> Removed', 'Removed from the backlog'],
        ['Closed -> New', 'Reactivated'],
        ['Closed -> Active', 'Reactivated'],
        ['Removed -> New', 'Reconsidering the Task'],
      ],
      actions: {
        Checkin: ['Active -> Closed', 'New -> Closed'],
        StartWork: ['New -> Active'],
        StopWork: ['Active -> New'],
      },
      fields: `
        Common.Activity Common.Priority Common.StackRank Scheduling.CompletedWork Scheduling.FinishDate
        Scheduling.OriginalEstimate Scheduling.RemainingWork Scheduling.StartDate`,
    },
    {
      name: 'User Story',
      color: '009CCC',
      icon: 'icon_book',
      states: {
        New: 'Proposed',
        Active: 'InProgress',
        Resolved: 'InProgress',
        Closed: 'Completed',
        Removed: 'Removed',
      },
      workflow: [
        ['-> New', 'New'],
        ['New -> Active', 'Implementation started'],
        ['New -> Resolved', 'Code complete and unit tests pass'],
        ['New -> Closed', 'Acceptance tests pass'],
        ['New -> Removed', 'Removed from the backlog'],
        ['Active -> New', 'Moved to the backlog', 'Implementation halted'],
        ['Active -> Resolved', 'Code complete and unit tests pass'],
        ['Active -> Closed', 'Acceptance tests pass', 'Abandoned', 'Out of scope', 'Rejected'],
        ['Active -> Removed', 'Removed from the backlog'],
        ['Resolved -> New', 'Moved to the backlog'],
        ['Resolved -> Active', 'Acceptance tests fail'],
        ['Resolved -> Closed', 'Acceptance tests pass'],
        ['Resolved -> Removed', 'Removed from the backlog'],
        ['Closed -> New', 'Moved to the backlog'],
        ['Closed -> Active', 'Reintroduced in Scope', 'Closed in Error'],
        ['Closed -> Resolved', 'Closed in Error'],
        ['Removed -> New', 'Reconsidering the User Story'],
      ],
      actions: { Checkin: ['Active -> Resolved', 'New -> Resolved'] },
      fields: `
        Common.AcceptanceCriteria Common.Priority Common.ResolvedReason Common.Risk Common.StackRank
        Common.ValueArea Scheduling.FinishDate Scheduling.StartDate Scheduling.StoryPoints`,
      required: 'Common.ValueArea',
    },
    {
      name: 'Feature',
      color: '773B93',
      icon: 'icon_trophy',
      states: {
        New: 'Proposed',
        Active: 'InProgress',
        Resolved: 'InProgress',
        Closed: 'Completed',
        Removed: 'Removed',
      },
      workflow: [
        ['-> New', 'New'],
        ['New -> Active', 'Implementation started'],
        ['New -> Resolved', 'Stories complete'],
        ['New -> Closed', 'Acceptance tests pass'],
        ['New -> Removed', 'Removed from the backlog'],
        ['Active -> New', 'Moved to the backlog', 'Implementation halted'],
        ['Active -> Resolved', 'Stories complete'],
        ['Active -> Closed', 'Acceptance tests pass', 'Abandoned', 'Out of scope', 'Rejected'],
        ['Active -> Removed', 'Removed from the backlog'],
        ['Resolved -> New', 'Moved to the backlog'],
        ['Resolved -> Active', 'Acceptance tests fail'],
        ['Resolved -> Closed', 'Acceptance tests pass'],
        ['Resolved -> Removed', 'Removed from the backlog'],
        ['Closed -> New', 'Moved to the backlog'],
        ['Closed -> Active', 'Reintroduced in Scope', 'Closed in Error'],
        ['Closed -> Resolved', 'Closed in Error'],
        ['Removed -> New', 'Reconsidering the feature'],
      ],
      fields: `
        Common.BusinessValue Common.Priority Common.ResolvedReason Common.Risk Common.StackRank
        Common.TimeCriticality Common.ValueArea Scheduling.Effort Scheduling.StartDate
        Scheduling.TargetDate`,
      required: 'Common.ValueArea',
    },
    {
      name: 'Epic',
      color: 'FF7B00',
      icon: 'icon_crown',
      states: {
        New: 'Proposed',
        Active: 'InProgress',
        Resolved: 'InProgress',
        Closed: 'Completed',
        Removed: 'Removed',
      },
      workflow: [
        ['-> New', 'New'],
        ['New -> Active', 'Implementation started'],
        ['New -> Resolved', 'Features complete'],
        ['New -> Closed', 'Acceptance tests pass'],
        ['New -> Removed', 'Removed from the backlog'],
        ['Active -> New', 'Moved to the backlog', 'Implementation halted'],
        ['Active -> Resolved', 'Features complete'],
        ['Active -> Closed', 'Acceptance tests pass', 'Abandoned', 'Out of scope', 'Rejected'],
        ['Active -> Removed', 'Removed from the backlog'],
        ['Resolved -> New', 'Moved to the backlog'],
        ['Resolved -> Active', 'Acceptance tests fail'],
        ['Resolved -> Closed', 'Acceptance tests pass'],
        ['Resolved -> Removed', 'Removed from the backlog'],
        ['Closed -> New', 'Moved to the backlog'],
        ['Closed -> Active', 'Reintroduced in Scope', 'Closed in Error'],
        ['Closed -> Resolved', 'Closed in Error'],
        ['Removed -> New', 'Reconsidering the epic'],
      ],
      fields: `
        Common.BusinessValue Common.Priority Common.ResolvedReason Common.Risk Common.StackRank
        Common.TimeCriticality Common.ValueArea Scheduling.Effort Scheduling.StartDate
        Scheduling.TargetDate`,
      required: 'Common.Priority Common.ValueArea',
    },
  ],
  categories: {
    BugCategory: ['Bug'],
    EpicCategory: ['Epic'],
    FeatureCategory: ['Feature'],
    RequirementCategory: ['User Story'],
    TaskCategory: ['Task'],
  },
});
