import { misleadingStep } from '../../../../shared/azure-devops/workflow/misleading-step';
import { planTransitionPath } from '../../../../shared/azure-devops/workflow/plan-transition-path';
import { aWorkItemType, type Workflow, workflows } from '../../../support/builders/a-work-item-type';

const { agileBug, agileTask, basicIssue, cmmiBug, cmmiRequirement, scrumBug } = workflows;

describe('planTransitionPath', () => {
  it.each<[string, Workflow, string, string, string[] | undefined]>([
    ['is empty where the work item is', agileBug, 'Closed', 'Closed', []],
    ['goes straight where it can', agileBug, 'New', 'Closed', ['Closed']],
    ['goes over Resolved where it must', cmmiBug, 'Active', 'Closed', ['Resolved', 'Closed']],
    ['takes the shorter of two ways', cmmiBug, 'Proposed', 'Closed', ['Closed']],
    ['gets back from Removed', scrumBug, 'Removed', 'Done', ['New', 'Done']],
    ['gets to Removed if asked', agileTask, 'Closed', 'Removed', ['Active', 'Removed']],
    ['reopens', basicIssue, 'Done', 'Doing', ['Doing']],
    ['reads names in any casing and answers in the one of the type', agileBug, 'new', ' closed', ['Closed']],
    ['knows no way from a state of another process', agileBug, 'To Do', 'Closed', undefined],
    ['knows no way to a state of another process', basicIssue, 'To Do', 'Closed', undefined],
  ])('%s', (_, workflow, from, to, path) =>
    expect(planTransitionPath(aWorkItemType(workflow), from, to)).toEqual(path),
  );

  it('never goes through a removed state on the way to another', () => {
    const workflow: Workflow = {
      Open: ['Proposed', 'Cut', 'Doing'],
      Cut: ['Removed', 'Done'],
      Doing: ['InProgress', 'Review'],
      Review: ['InProgress', 'Done'],
      Done: ['Completed'],
    };
    expect(planTransitionPath(aWorkItemType(workflow), 'Open', 'Done')).toEqual(['Doing', 'Review', 'Done']);
  });

  it('has no way to a state that nothing leads to', () => {
    const workflow: Workflow = { Open: ['Proposed', 'Open'], Done: ['Completed', 'Open'] };
    expect(planTransitionPath(aWorkItemType(workflow), 'Open', 'Done')).toBeUndefined();
  });

  it('ignores transitions to states that the type hides', () => {
    const workflow: Workflow = {
      Open: ['Proposed', 'Hidden', 'Doing'],
      Doing: ['InProgress', 'Done'],
      Done: ['Completed'],
    };
    const type = aWorkItemType(workflow);
    type.transitions.Hidden = ['Done'];
    expect(planTransitionPath(type, 'Open', 'Done')).toEqual(['Doing', 'Done']);
  });

  it('does not run in circles', () => {
    const workflow: Workflow = {
      A: ['Proposed', 'B'],
      B: ['InProgress', 'C'],
      C: ['InProgress', 'A'],
      D: ['Completed'],
    };
    expect(planTransitionPath(aWorkItemType(workflow), 'A', 'D')).toBeUndefined();
  });
});

describe('planTransitionPath, avoiding steps that record a wrong reason', () => {
  const plan = (workflow: Workflow, name: string, from: string, to: string) => {
    const type = aWorkItemType(workflow, { name });
    return planTransitionPath(type, from, to, misleadingStep(type));
  };

  it.each<[string, Workflow, string, string, string[]]>([
    ['Requirement', cmmiRequirement, 'Active', 'Closed', ['Resolved', 'Closed']],
    ['Requirement', cmmiRequirement, 'Proposed', 'Closed', ['Active', 'Resolved', 'Closed']],
    ['Task', cmmiRequirement, 'Active', 'Closed', ['Closed']],
    ['Bug', agileBug, 'Active', 'Closed', ['Closed']],
    ['Requirement', cmmiRequirement, 'Closed', 'Active', ['Active']],
  ])('%s: from %s', (name, workflow, from, to, path) => expect(plan(workflow, name, from, to)).toEqual(path));

  it('takes such a step when there is no other', () => {
    const workflow: Workflow = {
      Proposed: ['Proposed', 'Closed'],
      Resolved: ['Resolved', 'Closed'],
      Closed: ['Completed', 'Proposed'],
    };
    expect(plan(workflow, 'Bug', 'Proposed', 'Closed')).toEqual(['Closed']);
  });
});
