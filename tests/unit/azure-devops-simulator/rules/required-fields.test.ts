import { findType } from '../../../../local/azure-devops/processes/process';
import { processes } from '../../../../local/azure-devops/processes/processes';
import { missingFields } from '../../../../local/azure-devops/rules/required-fields';
import type { ProcessName } from '../../../../local/azure-devops/options';

const missing = (process: ProcessName, name: string, state: string, fields = {}) =>
  missingFields(findType(processes[process], name)!, state, { 'System.Title': 'x', ...fields }).map(
    ({ message }) => message,
  );

describe('required fields', () => {
  it('need a title', () => {
    expect(missing('Basic', 'Task', 'To Do', { 'System.Title': undefined })).toEqual([
      'TF401320: Rule Error for field Title. Error code: Required, InvalidEmpty.',
    ]);
  });

  it('need somebody assigned where CMMI says so', () => {
    const assigned =
      'TF401320: Rule Error for field Assigned To. Error code: Required, HasValues, LimitedToValues, AllowsOldValue, InvalidEmpty.';
    const review = { 'Microsoft.VSTS.CMMI.Purpose': 'x' };
    expect(missing('CMMI', 'Review', 'Active', review)).toEqual([]);
    expect(missing('CMMI', 'Review', 'Resolved', review)).toEqual([assigned]);
    expect(
      missing('CMMI', 'Feature', 'Proposed', {
        'Microsoft.VSTS.Common.ValueArea': 'Business',
        'Microsoft.VSTS.Common.Triage': 'Pending',
      }),
    ).toEqual([assigned]);
  });

  it('need what has no default', () => {
    const risk = { 'Microsoft.VSTS.Common.Severity': '3 - Medium' };
    expect(missing('CMMI', 'Risk', 'Proposed', risk)).toEqual([
      'TF401320: Rule Error for field Probability. Error code: Required, InvalidEmpty.',
    ]);
  });
});
