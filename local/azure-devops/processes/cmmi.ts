import { defineProcess } from './define-process';

const notFixed = [
  'As Designed',
  'Cannot Reproduce',
  'Copied to Backlog',
  'Deferred',
  'Duplicate',
  'Obsolete',
];

/** The CMMI process (facts: azure-devops.md section 5; derived from microsoft/process-customization-scripts, MIT). */
export const cmmi = defineProcess({
  name: 'CMMI',
  id: '27450541-8e31-4150-9947-dc59f998fc01',
  description:
    'For formal projects that need a framework for process improvement and an auditable record of decisions.',
  fieldUses: {
    'CMMI.Blocked': { values: ['No', 'Yes'], initially: 'No' },
    'CMMI.Committed': { values: ['No', 'Yes'], initially: 'No' },
    'CMMI.Escalate': { values: ['No', 'Yes'], initially: 'No' },
    'CMMI.MeetingType': { values: ['Meeting', 'Offline'], initially: 'Offline' },
    'CMMI.RequirementType': {
      values: [
        'Business Objective',
        'Feature',
        'Functional',
        'Interface',
        'Operational',
        'Quality of Service',
        'Safety',
        'Scenario',
        'Security',
      ],
      initially: 'Functional',
    },
    'CMMI.RequiresReview': { values: ['No', 'Yes'], initially: 'No' },
    'CMMI.RequiresTest': { values: ['No', 'Yes'], initially: 'No' },
    'CMMI.RootCause': {
      values: ['Coding Error', 'Communication Error', 'Design Error', 'Specification Error', 'Unknown'],
      initially: 'Unknown',
    },
    'CMMI.TaskType': { values: ['Corrective Action', 'Mitigation Action', 'Planned'], initially: 'Planned' },
    'CMMI.UserAcceptanceTest': {
      values: ['Fail', 'Not Ready', 'Pass', 'Ready', 'Skipped'],
      initially: 'Not Ready',
    },
    'Common.Discipline': { values: ['Analysis', 'Development', 'Test', 'User Education', 'User Experience'] },
    'Common.Priority': { values: ['1', '2', '3', '4'], initially: '2' },
    'Common.Severity': {
      values: ['1 - Critical', '2 - High', '3 - Medium', '4 - Low'],
      initially: '3 - Medium',
    },
    'Common.Triage': { values: ['Info Received', 'More Info', 'Pending', 'Triaged'], initially: 'Pending' },
    'Common.ValueArea': { values: ['Architectural', 'Business'], initially: 'Business' },
  },
  types: [
    {
      name: 'Bug',
      color: 'CC293D',
      icon: 'icon_insect',
      states: { Proposed: 'Proposed', Active: 'InProgress', Resolved: 'Resolved', Closed: 'Completed' },
      workflow: [
        ['-> Proposed', 'New', 'Build Failure'],
        ['Proposed -> Active', 'Approved', 'Investigate'],
        ['Proposed -> Closed', 'Rejected', 'Deferred', 'Duplicate'],
        ['Active -> Proposed', 'Investigation Complete'],
        ['Active -> Resolved', 'Fixed', ...notFixed],
        ['Resolved -> Active', 'Not fixed', 'Test Failed'],
        ['Resolved -> Closed', 'Verified'],
        ['Closed -> Active', 'Closed in Error', 'Regression'],
      ],
      actions: {
        Checkin: ['Active -> Resolved'],
        StartWork: ['Proposed -> Active'],
        StopWork: ['Active -> Proposed'],
      },
      assignedIn: ['Active', 'Resolved'],
      fields: `
        Build.FoundIn CMMI.Blocked CMMI.FoundInEnvironment CMMI.HowFound CMMI.ProposedFix CMMI.RootCause
        CMMI.Symptom Common.Discipline Common.Priority Common.ResolvedReason Common.Severity
        Common.StackRank Common.Triage Common.ValueArea Scheduling.CompletedWork
        Scheduling.OriginalEstimate Scheduling.RemainingWork Scheduling.Size TCM.ReproSteps
        TCM.SystemInfo`,
      fieldUses: {
        'Common.ResolvedReason': {
          values: [
            'As Designed',
            'Cannot Reproduce',
            'Copied to Backlog',
            'Deferred',
            'Duplicate',
            'Fixed',
            'Obsolete',
          ],
        },
      },
      required: 'Common.Priority Common.Severity Common.ValueArea Common.Triage',
    },
    {
      name: 'Issue',
      color: 'B4009E',
      icon: 'icon_traffic_cone',
      states: { Proposed: 'Proposed', Active: 'InProgress', Resolved: 'Resolved', Closed: 'Completed' },
      workflow: [
        ['-> Proposed', 'New'],
        ['Proposed -> Active', 'Accepted', 'Investigate'],
        ['Proposed -> Closed', 'Rejected (not an issue)'],
        ['Active -> Proposed', 'Investigation Complete'],
        ['Active -> Resolved', 'Resolved'],
        ['Active -> Closed', 'Overtaken by events'],
        ['Resolved -> Active', 'Rework'],
        ['Resolved -> Closed', 'Resolution Verified and Accepted'],
        ['Closed -> Active', 'Closed in Error', 'Re-occurred', 'Re-opened'],
      ],
      actions: { Checkin: ['Active -> Resolved'] },
      assignedIn: ['Active', 'Resolved'],
      fields: `
        CMMI.Analysis CMMI.CorrectiveActionActualResolution CMMI.CorrectiveActionPlan CMMI.Escalate
        CMMI.TargetResolveDate Common.Discipline Common.Priority Common.ResolvedReason Common.Severity
        Common.StackRank Common.Triage Scheduling.OriginalEstimate Scheduling.RemainingWork
        Scheduling.Size`,
      required: 'Common.Priority Common.Severity Common.Triage',
    },
    {
      name: 'Task',
      color: 'F2CB1D',
      icon: 'icon_clipboard',
      states: { Proposed: 'Proposed', Active: 'InProgress', Resolved: 'InProgress', Closed: 'Completed' },
      workflow: [
        ['-> Proposed', 'New'],
        ['Proposed -> Active', 'Investigate', 'Accepted'],
        ['Proposed -> Closed', 'Rejected'],
        ['Active -> Proposed', 'Investigation Complete'],
        ['Active -> Resolved', 'Complete and Requires Review/Test'],
        [
          'Active -> Closed',
          'Complete and Does Not Require Review/Test',
          'Cancelled',
          'Cut',
          'Deferred',
          'Overtaken by events',
        ],
        ['Resolved -> Active', 'Review/Test Failed'],
        ['Resolved -> Closed', 'Review/Test Passed'],
        ['Closed -> Proposed', 'Reactivated'],
        ['Closed -> Active', 'Reactivated', 'Closed in Error'],
      ],
      actions: {
        Checkin: ['Active -> Resolved'],
        StartWork: ['Proposed -> Active'],
        StopWork: ['Active -> Proposed'],
      },
      assignedIn: ['Active', 'Resolved'],
      fields: `
        CMMI.Blocked CMMI.RequiresReview CMMI.RequiresTest CMMI.TaskType Common.Discipline
        Common.Priority Common.ResolvedReason Common.StackRank Common.Triage Scheduling.CompletedWork
        Scheduling.FinishDate Scheduling.OriginalEstimate Scheduling.RemainingWork Scheduling.StartDate`,
      required: 'Common.Priority Common.Triage CMMI.Blocked',
    },
    {
      name: 'Requirement',
      color: '009CCC',
      icon: 'icon_list',
      states: { Proposed: 'Proposed', Active: 'InProgress', Resolved: 'InProgress', Closed: 'Completed' },
      workflow: [
        ['-> Proposed', 'New'],
        ['Proposed -> Active', 'Accepted', 'Investigate'],
        ['Proposed -> Closed', 'Rejected'],
        ['Active -> Proposed', 'Investigation Complete', 'Postponed'],
        ['Active -> Resolved', 'Code Complete and System Test Passed'],
        ['Active -> Closed', 'Split', 'Abandoned', 'Out-of-scope'],
        ['Resolved -> Active', 'Validation Test Failed'],
        ['Resolved -> Closed', 'Validation Test Passed'],
        ['Closed -> Active', 'Closed in Error', 'Reintroduced in Scope'],
      ],
      actions: { Checkin: ['Active -> Resolved'] },
      assignedIn: ['Active', 'Resolved'],
      fields: `
        CMMI.Blocked CMMI.Committed CMMI.ImpactAssessmentHtml CMMI.RequirementType
        CMMI.UserAcceptanceTest Common.Priority Common.ResolvedReason Common.StackRank Common.Triage
        Common.ValueArea Scheduling.FinishDate Scheduling.OriginalEstimate Scheduling.Size
        Scheduling.StartDate`,
      required:
        'Common.Priority Common.ValueArea Common.Triage CMMI.RequirementType CMMI.Committed CMMI.UserAcceptanceTest',
    },
    {
      name: 'Change Request',
      color: 'B4009E',
      icon: 'icon_test_parameter',
      states: { Proposed: 'Proposed', Active: 'InProgress', Resolved: 'Resolved', Closed: 'Completed' },
      workflow: [
        ['-> Proposed', 'New'],
        ['Proposed -> Active', 'Accepted', 'Investigate'],
        ['Proposed -> Closed', 'Rejected'],
        ['Active -> Proposed', 'Investigation Complete'],
        ['Active -> Resolved', 'Code Complete and System Tested'],
        ['Active -> Closed', 'Abandoned', 'Out-of-scope'],
        ['Resolved -> Active', 'Validation Test Failed'],
        ['Resolved -> Closed', 'Validation Test Passed'],
        ['Closed -> Active', 'Closed in Error'],
      ],
      actions: { Checkin: ['Active -> Resolved'] },
      assignedIn: ['Active', 'Resolved'],
      fields: `
        CMMI.Blocked CMMI.ImpactOnArchitecture CMMI.ImpactOnDevelopment
        CMMI.ImpactOnTechnicalPublications CMMI.ImpactOnTest CMMI.ImpactOnUserExperience
        CMMI.Justification Common.Discipline Common.Priority Common.ResolvedReason Common.StackRank
        Common.Triage Scheduling.OriginalEstimate Scheduling.RemainingWork Scheduling.Size`,
      required: 'Common.Priority Common.Triage',
    },
    {
      name: 'Review',
      color: 'FF9D00',
      icon: 'icon_review',
      states: { Active: 'InProgress', Resolved: 'Resolved', Closed: 'Completed' },
      workflow: [
        ['-> Active', 'New'],
        ['Active -> Resolved', 'Accepted with Minor Changes', 'Accepted with Major Changes'],
        ['Active -> Closed', 'Accepted (as is)'],
        ['Resolved -> Active', 'Major Changes Complete'],
        ['Resolved -> Closed', 'Minor Changes Complete'],
        ['Closed -> Active', 'Closed in Error'],
      ],
      assignedIn: ['Resolved'],
      fields: `
        CMMI.CalledBy CMMI.CalledDate CMMI.Comments CMMI.MeetingType CMMI.Minutes CMMI.Purpose
        Common.Discipline Common.ResolvedReason Common.StackRank Scheduling.RemainingWork
        Scheduling.Size`,
      required: 'CMMI.Purpose',
    },
    {
      name: 'Risk',
      color: 'CC293D',
      icon: 'icon_gift',
      states: { Proposed: 'Proposed', Active: 'InProgress', Resolved: 'Resolved', Closed: 'Completed' },
      workflow: [
        ['-> Proposed', 'New'],
        ['Proposed -> Active', 'Mitigation Triggered'],
        ['Proposed -> Closed', 'Rejected', "Accepted (won't mitigate)"],
        ['Active -> Resolved', 'Mitigation Action Complete'],
        ['Active -> Closed', 'Overtaken by events', 'Eliminated', 'Rejected'],
        ['Resolved -> Active', 'Mitigation Action Unsatisfactory (rework)'],
        ['Resolved -> Closed', 'Mitigated'],
        ['Closed -> Active', 'Closed in Error'],
      ],
      assignedIn: ['Active', 'Resolved'],
      fields: `
        Build.FoundIn CMMI.Blocked CMMI.ContingencyPlan CMMI.MitigationPlan CMMI.MitigationTriggers
        CMMI.Probability Common.Discipline Common.Priority Common.ResolvedReason Common.Severity
        Common.StackRank Scheduling.OriginalEstimate Scheduling.RemainingWork Scheduling.Size`,
      required: 'Common.Severity CMMI.Probability',
    },
    {
      name: 'Feature',
      color: '773B93',
      icon: 'icon_trophy',
      states: { Proposed: 'Proposed', Active: 'InProgress', Resolved: 'InProgress', Closed: 'Completed' },
      workflow: [
        ['-> Proposed', 'New'],
        ['Proposed -> Active', 'Accepted', 'Investigate'],
        ['Proposed -> Closed', 'Rejected'],
        ['Active -> Proposed', 'Investigation Complete', 'Postponed'],
        ['Active -> Resolved', 'Requirements complete'],
        ['Active -> Closed', 'Split', 'Abandoned', 'Out-of-scope'],
        ['Resolved -> Active', 'Acceptance tests fail'],
        ['Resolved -> Closed', 'Acceptance tests pass'],
        ['Closed -> Active', 'Closed in Error', 'Reintroduced in Scope'],
      ],
      assignedIn: ['Proposed', 'Active', 'Resolved'],
      fields: `
        Common.BusinessValue Common.Priority Common.ResolvedReason Common.StackRank
        Common.TimeCriticality Common.Triage Common.ValueArea Scheduling.Effort Scheduling.StartDate
        Scheduling.TargetDate`,
      required: 'Common.ValueArea Common.Triage',
    },
    {
      name: 'Epic',
      color: 'FF7B00',
      icon: 'icon_crown',
      states: { Proposed: 'Proposed', Active: 'InProgress', Resolved: 'InProgress', Closed: 'Completed' },
      workflow: [
        ['-> Proposed', 'Proposed'],
        ['Proposed -> Active', 'Accepted', 'Investigate'],
        ['Proposed -> Closed', 'Rejected'],
        ['Active -> Proposed', 'Investigation Complete', 'Postponed'],
        ['Active -> Resolved', 'Features complete'],
        ['Active -> Closed', 'Split', 'Abandoned', 'Out-of-scope'],
        ['Resolved -> Active', 'Acceptance tests fail'],
        ['Resolved -> Closed', 'Acceptance tests pass'],
        ['Closed -> Active', 'Closed in Error', 'Reintroduced in Scope'],
      ],
      assignedIn: ['Proposed', 'Active', 'Resolved'],
      fields: `
        Common.BusinessValue Common.Priority Common.ResolvedReason Common.StackRank
        Common.TimeCriticality Common.Triage Common.ValueArea Scheduling.Effort Scheduling.StartDate
        Scheduling.TargetDate`,
      required: 'Common.Priority Common.ValueArea Common.Triage',
    },
  ],
  categories: {
    BugCategory: ['Bug'],
    EpicCategory: ['Epic'],
    FeatureCategory: ['Feature'],
    RequirementCategory: ['Requirement'],
    TaskCategory: ['Task'],
  },
});
