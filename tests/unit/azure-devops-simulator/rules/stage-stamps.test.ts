import type { Identity } from '../../../../local/azure-devops/identity';
import { findType } from '../../../../local/azure-devops/processes/process';
import { processes } from '../../../../local/azure-devops/processes/processes';
import { stageStamps } from '../../../../local/azure-devops/rules/stage-stamps';
import type { ProcessName } from '../../../../local/azure-devops/options';

const actor: Identity = {
  id: 'id',
  displayName: 'Kim',
  uniqueName: 'kim@local.example',
  descriptor: 'aad.x',
};
const at = '2026-01-02T03:04:05Z';
const stamped = (process: ProcessName, name: string, from: string | undefined, to: string, reason = '') =>
  Object.entries(stageStamps(findType(processes[process], name)!, { from, to, reason }, actor, at))
    .map(([field, value]) => `${field.split('.').at(-1)!}${value === undefined ? ' cleared' : ''}`)
    .filter((text) => text !== 'StateChangeDate')
    .sort();

describe('stamps of a state change', () => {
  it('names who activated and who resolved an Agile bug that goes straight to Resolved', () => {
    expect(stamped('Agile', 'Bug', 'New', 'Resolved', 'Fixed')).toEqual([
      'ActivatedBy',
      'ActivatedDate',
      'ClosedBy cleared',
      'ClosedDate cleared',
      'ResolvedBy',
      'ResolvedDate',
      'ResolvedReason',
    ]);
  });

  it('names only who closed an issue of Basic', () => {
    expect(stamped('Basic', 'Issue', 'To Do', 'Done')).toEqual(['ClosedBy', 'ClosedDate']);
  });

  it('forgets what a reopened bug was closed and resolved by', () => {
    expect(stamped('Agile', 'Bug', 'Closed', 'Active')).toEqual([
      'ActivatedBy',
      'ActivatedDate',
      'ClosedBy cleared',
      'ClosedDate cleared',
      'ResolvedBy cleared',
      'ResolvedDate cleared',
      'ResolvedReason cleared',
    ]);
  });

  it('clears nothing on a new work item', () => {
    expect(stamped('Agile', 'Task', undefined, 'New')).toEqual([]);
  });

  it('treats Resolved as a stage whatever its category', () => {
    expect(stamped('Agile', 'User Story', 'New', 'Resolved')).toContain('ResolvedBy');
  });
});
