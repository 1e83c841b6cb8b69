import { afterTelling, behindOf, severityBehind } from '../../../shared/tickets/behind';
import { aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aTicketFinding } from '../../support/builders/a-ticket';

const finding = (findingNumber: string, severity: string, open: number, remediated = 0) =>
  aTicketFinding({
    id: aUniqueFindingId({ findingNumber }),
    severity,
    counts: someCounts(open, 0, remediated),
  });

describe('what is behind a ticket', () => {
  const low = finding('1', 'Low', 1, 2);
  const critical = finding('2', 'Critical', 3);

  it('is the sum of its findings', () => {
    expect(behindOf([low, critical])).toEqual({
      counts: someCounts(4, 0, 2),
      openBySeverity: { Low: 1, Critical: 1 },
    });
  });

  it.each([
    ['a finding that joins', [], [critical]],
    ['one that changes', [critical], [finding('2', 'High', 1, 2)]],
    ['one that is done', [critical], [finding('2', 'Critical', 0, 3)]],
    ['nothing', [], []],
  ])('after %s is the sum of what is there then', (_, before, after) => {
    const whole = behindOf([low, ...before]);
    expect(afterTelling(whole, before, after)).toEqual(behindOf([low, ...after]));
  });

  it('has the highest severity that is open', () => {
    expect(severityBehind(behindOf([low, critical]))).toBe('Critical');
    expect(severityBehind(behindOf([low, finding('2', 'Critical', 0, 1)]))).toBe('Low');
    expect(severityBehind(behindOf([]))).toBeUndefined();
  });
});
