import { processes } from '../../../../local/azure-devops/processes/processes';
import { findType, type WorkItemType } from '../../../../local/azure-devops/processes/process';
import { decideState } from '../../../../local/azure-devops/rules/decide-state';
import type { ProcessName } from '../../../../local/azure-devops/options';

const type = (process: ProcessName, name: string): WorkItemType => findType(processes[process], name)!;
const decide = (
  of: WorkItemType,
  from: string | undefined,
  state?: unknown,
  reason?: unknown,
  bypassRules = false,
) => decideState(of, { reason: 'Earlier' }, { from, state, reason, bypassRules });

describe('the state of a new work item', () => {
  it.each([
    ['Agile', 'Bug', 'New', 'New'],
    ['Agile', 'Issue', 'Active', 'New'],
    ['Scrum', 'Bug', 'New', 'New defect reported'],
    ['Scrum', 'Task', 'To Do', 'New task'],
    ['Scrum', 'Impediment', 'Open', 'New impediment'],
    ['CMMI', 'Review', 'Active', 'New'],
    ['CMMI', 'Epic', 'Proposed', 'Proposed'],
    ['Basic', 'Issue', 'To Do', 'Added to backlog'],
  ] as const)('%s %s begins as %s (%s)', (process, name, state, reason) => {
    expect(decide(type(process, name), undefined)).toEqual({ ok: true, state, reason, changed: true });
    expect(decide(type(process, name), undefined, state)).toMatchObject({ ok: true, state });
  });

  it('can only be the initial one, unless the rules are bypassed', () => {
    const bug = type('Agile', 'Bug');
    expect(decide(bug, undefined, 'Closed')).toMatchObject({
      ok: false,
      violation: { field: 'System.State' },
    });
    expect(decide(bug, undefined, 'Closed', undefined, true)).toMatchObject({ ok: true, state: 'Closed' });
  });
});

describe('a step of the workflow', () => {
  it.each([
    ['Agile', 'Bug', 'New', 'Closed', 'Fixed and verified'],
    ['Agile', 'Bug', 'Closed', 'Active', 'Regression'],
    ['Agile', 'Task', 'Removed', 'New', 'Reconsidering the Task'],
    ['Scrum', 'Product Backlog Item', 'New', 'Done', 'Work finished'],
    ['CMMI', 'Bug', 'Proposed', 'Closed', 'Rejected'],
    ['CMMI', 'Change Request', 'Active', 'Closed', 'Abandoned'],
    ['CMMI', 'Requirement', 'Active', 'Closed', 'Split'],
    ['Basic', 'Epic', 'Done', 'To Do', 'Moved to backlog'],
  ] as const)('%s %s goes from %s to %s for the default reason %s', (process, name, from, to, reason) => {
    expect(decide(type(process, name), from, to)).toEqual({ ok: true, state: to, reason, changed: true });
  });

  it.each([
    ['CMMI', 'Bug', 'Active', 'Closed'],
    ['Agile', 'Bug', 'New', 'Removed'],
    ['Scrum', 'Task', 'Done', 'Removed'],
    ['Scrum', 'Bug', 'Removed', 'Done'],
    ['Basic', 'Issue', 'To Do', 'New'],
  ] as const)('%s %s cannot go from %s to %s', (process, name, from, to) => {
    expect(decide(type(process, name), from, to)).toEqual({
      ok: false,
      violation: {
        field: 'System.State',
        message: `The field 'State' contains the value '${to}' that is not in the list of supported values`,
        flags: ['required', 'hasValues', 'limitedToValues', 'invalidListValue'],
      },
    });
  });

  it('takes a reason of the step and refuses others', () => {
    const bug = type('Agile', 'Bug');
    expect(decide(bug, 'New', 'Closed', 'duplicate')).toMatchObject({ ok: true, reason: 'Duplicate' });
    expect(decide(bug, 'New', 'Closed', 'Regression')).toMatchObject({
      ok: false,
      violation: { field: 'System.Reason' },
    });
  });

  it('is none when the state stays as it is', () => {
    const bug = type('Agile', 'Bug');
    expect(decide(bug, 'Active', 'active')).toEqual({
      ok: true,
      state: 'Active',
      reason: 'Earlier',
      changed: false,
    });
    expect(decide(bug, 'Active', undefined, 'Investigate')).toMatchObject({
      reason: 'Investigate',
      changed: false,
    });
    expect(decide(bug, 'Active', undefined, 'Because')).toMatchObject({ ok: false });
  });
});
