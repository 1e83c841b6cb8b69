import { countInstances } from '../../../shared/nucleus/finding-record';
import { aStoredInstance, someCounts } from '../../support/builders/a-finding';

describe('countInstances', () => {
  it('counts nothing for none', () => expect(countInstances([])).toEqual(someCounts(0, 0, 0)));

  it('counts each instance once, by what it means for the ticket', () => {
    const remediations = ['open', 'temporary', 'remediated', 'open', 'remediated', 'remediated'] as const;
    const instances = remediations.map((remediation) => aStoredInstance({ remediation }));
    expect(countInstances(instances)).toEqual(someCounts(2, 1, 3));
  });
});
