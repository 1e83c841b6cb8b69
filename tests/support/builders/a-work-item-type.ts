import type { StateCategory, WorkItemType } from '../../../shared/azure-devops/work-item-type';

/** Per state: its category, and the states one step away. The first state is the initial one. */
export type Workflow = Record<string, [StateCategory, ...string[]]>;

/** A work item type as the REST API gives it: each state lists itself first among its transitions. */
export function aWorkItemType(
  workflow: Workflow,
  { name = 'Bug', fields = [] as string[], initial = Object.keys(workflow)[0] ?? '' } = {},
): WorkItemType {
  const states = Object.entries(workflow);
  return {
    name,
    referenceName: `Microsoft.VSTS.WorkItemTypes.${name.replaceAll(' ', '')}`,
    isDisabled: false,
    states: states.map(([state, [category]]) => ({ name: state, color: 'b2b2b2', category })),
    transitions: {
      ...Object.fromEntries(states.map(([state, [, ...next]]) => [state, [state, ...next]])),
      '': [initial],
    },
    fields: fields.map((referenceName) => ({ referenceName, name: referenceName, alwaysRequired: false })),
  };
}

/** Workflows of the system processes (facts: azure-devops.md sections 5.1 and 5.2), written down by hand. */
export const workflows = {
  agileBug: {
    New: ['Proposed', 'Active', 'Resolved', 'Closed'],
    Active: ['InProgress', 'New', 'Resolved', 'Closed'],
    Resolved: ['Resolved', 'New', 'Active', 'Closed'],
    Closed: ['Completed', 'New', 'Active', 'Resolved'],
  },
  agileTask: {
    New: ['Proposed', 'Active', 'Closed', 'Removed'],
    Active: ['InProgress', 'New', 'Closed', 'Removed'],
    Closed: ['Completed', 'New', 'Active'],
    Removed: ['Removed', 'New'],
  },
  scrumBug: {
    New: ['Proposed', 'Approved', 'Committed', 'Done', 'Removed'],
    Approved: ['Proposed', 'New', 'Committed', 'Done', 'Removed'],
    Committed: ['InProgress', 'New', 'Approved', 'Done', 'Removed'],
    Done: ['Completed', 'New', 'Approved', 'Committed'],
    Removed: ['Removed', 'New'],
  },
  cmmiBug: {
    Proposed: ['Proposed', 'Active', 'Closed'],
    Active: ['InProgress', 'Proposed', 'Resolved'],
    Resolved: ['Resolved', 'Active', 'Closed'],
    Closed: ['Completed', 'Active'],
  },
  cmmiRequirement: {
    Proposed: ['Proposed', 'Active', 'Closed'],
    Active: ['InProgress', 'Proposed', 'Resolved', 'Closed'],
    Resolved: ['InProgress', 'Active', 'Closed'],
    Closed: ['Completed', 'Active'],
  },
  basicIssue: {
    'To Do': ['Proposed', 'Doing', 'Done'],
    Doing: ['InProgress', 'To Do', 'Done'],
    Done: ['Completed', 'To Do', 'Doing'],
  },
} satisfies Record<string, Workflow>;
