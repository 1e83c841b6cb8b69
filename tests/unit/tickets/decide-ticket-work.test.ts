import type { FindingCounts } from '../../../shared/nucleus/finding-record';
import type { Rule } from '../../../shared/rules/rule';
import {
  decideTicketWork,
  isFullyRemediated,
  publishedKey,
} from '../../../shared/tickets/decide-ticket-work';
import { aRuleShare, someCounts } from '../../support/builders/a-finding';
import { aRule } from '../../support/builders/a-rule';

describe('isFullyRemediated', () => {
  it.each([
    ['no instances at all', someCounts(0, 0, 0), false, false],
    ['one open', someCounts(1, 0, 5), false, false],
    ['all remediated', someCounts(0, 0, 5), true, true],
    ['all temporary', someCounts(0, 5, 0), false, true],
    ['one temporary', someCounts(0, 1, 4), false, true],
    ['one open, one temporary', someCounts(1, 1, 0), false, false],
  ])('%s', (_, counts, ignoringTemporary, countingTemporary) => {
    expect(isFullyRemediated(counts, true)).toBe(ignoringTemporary);
    expect(isFullyRemediated(counts, false)).toBe(countingTemporary);
  });
});

describe('decideTicketWork', () => {
  const closing = (ignoreTemporaryStatuses: boolean) =>
    aRule({ autoClose: { enabled: true, state: 'Closed', ignoreTemporaryStatuses } });
  const notClosing = aRule({ autoClose: { enabled: false, state: 'Closed', ignoreTemporaryStatuses: true } });
  const disabled = aRule({ enabled: false });
  const plain = aRule();
  delete plain.autoClose;

  it.each<[string, Rule, FindingCounts, string | undefined]>([
    ['something is open', closing(true), someCounts(1, 0, 3), 'create'],
    ['all is remediated already', closing(true), someCounts(0, 0, 3), undefined],
    ['all is temporary', closing(true), someCounts(0, 2, 0), undefined],
    ['nothing is left', closing(true), someCounts(0, 0, 0), undefined],
    ['the rule is disabled', disabled, someCounts(1, 0, 0), undefined],
  ])('without a ticket, when %s', (_, rule, counts, expected) => {
    expect(decideTicketWork(rule, aRuleShare({ counts }))).toBe(expected);
  });

  it.each<[string, Rule, FindingCounts, string]>([
    ['some are left', closing(true), someCounts(1, 0, 3), 'update'],
    ['all are remediated', closing(true), someCounts(0, 0, 4), 'close'],
    ['the last is temporary and does not count', closing(true), someCounts(0, 1, 3), 'update'],
    ['the last is temporary and counts', closing(false), someCounts(0, 1, 3), 'close'],
    ['all are remediated but the rule closes nothing', notClosing, someCounts(0, 0, 4), 'update'],
    ['all are remediated but the rule has no word on closing', plain, someCounts(0, 0, 4), 'update'],
    ['all are remediated but the rule is disabled', disabled, someCounts(0, 0, 4), 'update'],
    ['no instance is left', closing(true), someCounts(0, 0, 0), 'update'],
  ])('with a ticket, when %s', (_, rule, counts, expected) => {
    const share = aRuleShare({ counts, ticketId: 'ticket-1' });
    expect(decideTicketWork(rule, share)).toBe(expected);
    expect(decideTicketWork(rule, { ...share, published: 'as it was' })).toBe(expected);
    expect(decideTicketWork(rule, { ...share, published: publishedKey(rule, share) })).toBeUndefined();
  });

  it('looks again at what a changed rule has tickets for', () => {
    const share = aRuleShare({ ticketId: 'ticket-1' });
    const published = publishedKey(plain, share);
    const changed = aRule({ updatedAt: '2026-02-02T00:00:00.000Z' });
    expect(decideTicketWork(changed, { ...share, published })).toBe('update');
  });
});
