import type { FindingCounts } from '../../../shared/nucleus/finding-record';
import type { Rule } from '../../../shared/rules/rule';
import { decideRefresh, writesSomething } from '../../../shared/tickets/decide-refresh';
import type { TicketRecord } from '../../../shared/tickets/ticket';
import { contentOf } from '../../../shared/tickets/ticket-content';
import { aStoredInstance, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aRule } from '../../support/builders/a-rule';
import { aTicketFinding, aTicketRecord } from '../../support/builders/a-ticket';

const header = { id: aUniqueFindingId(), definition: { finding_name: 'Outdated TLS library' } };

const contentFor = (rule: Rule, counts: FindingCounts, severity: string) =>
  contentOf(
    rule,
    header,
    [aStoredInstance({ fields: { finding_severity: severity } })],
    [aTicketFinding({ counts, severity })],
    {},
  );

/** Decides for a ticket that knew of one open Critical, and now counts what is given. */
function decide(
  counts: FindingCounts,
  {
    rule = aRule(),
    record = {},
    severity = 'Critical',
  }: { rule?: Rule; record?: Partial<TicketRecord>; severity?: string } = {},
) {
  const known = decideRefresh(
    rule,
    aTicketRecord(),
    contentFor(rule, someCounts(1, 0, 0), 'Critical'),
  ).managed;
  const ticket = aTicketRecord({ managed: known, behind: { counts, openBySeverity: {} }, ...record });
  return decideRefresh(rule, ticket, contentFor(rule, counts, severity));
}

const closedByUs = { stateCategory: 'Completed', closedByConnector: true } as const;
const closedByPeople = { stateCategory: 'Completed' } as const;
const noAutoClose = aRule({ autoClose: { enabled: false, state: 'Closed', ignoreTemporaryStatuses: true } });

describe('decideRefresh', () => {
  it.each<[string, FindingCounts, Parameters<typeof decide>[1], string]>([
    ['something is open', someCounts(1, 0, 1), {}, 'write'],
    ['all is remediated', someCounts(0, 0, 2), {}, 'close'],
    ['the last is temporary', someCounts(0, 1, 1), {}, 'write'],
    ['nothing is left', someCounts(0, 0, 0), {}, 'write'],
    ['all is remediated and the rule closes nothing', someCounts(0, 0, 2), { rule: noAutoClose }, 'write'],
    [
      'all is remediated and the rule is disabled',
      someCounts(0, 0, 2),
      { rule: aRule({ enabled: false }) },
      'leave',
    ],
    ['people have closed it', someCounts(1, 0, 0), { record: closedByPeople }, 'leave'],
    ['people have removed it', someCounts(0, 0, 1), { record: { stateCategory: 'Removed' } }, 'leave'],
    ['it is unlinked', someCounts(0, 0, 1), { record: { status: 'unlinked' } }, 'leave'],
    ['it is deleted', someCounts(1, 0, 0), { record: { status: 'deleted' } }, 'leave'],
    ['we have closed it and nothing is open', someCounts(0, 1, 0), { record: closedByUs }, 'leave'],
    ['a finding has returned', someCounts(1, 0, 0), { record: closedByUs }, 'reopen'],
    [
      'a finding has returned that gets a new ticket',
      someCounts(1, 0, 0),
      { record: closedByUs, rule: aRule({ onReturn: 'create' }) },
      'replace',
    ],
    [
      'a finding has returned that is ignored',
      someCounts(1, 0, 0),
      { record: closedByUs, rule: aRule({ onReturn: 'ignore' }) },
      'leave',
    ],
    [
      'a finding has returned for a disabled rule',
      someCounts(1, 0, 0),
      { record: closedByUs, rule: aRule({ enabled: false }) },
      'leave',
    ],
  ])('when %s', (_, counts, more, kind) => expect(decide(counts, more).kind).toBe(kind));

  it('writes nothing when nothing has changed', () => {
    const refresh = decide(someCounts(1, 0, 0));
    expect(refresh).toMatchObject({ kind: 'write', partChanged: false, fields: {} });
    expect(writesSomething(refresh)).toBe(false);
  });

  it('writes its part when the counts have changed', () => {
    const refresh = decide(someCounts(1, 0, 1));
    expect(refresh.partChanged).toBe(true);
    expect(writesSomething(refresh)).toBe(true);
  });

  it('puts no part into a work item that was linked by hand', () => {
    const record = aTicketRecord({ behind: { counts: someCounts(1, 0, 0), openBySeverity: {} } });
    const refresh = decideRefresh(aRule(), record, contentFor(aRule(), someCounts(2, 0, 0), 'Critical'));
    expect(refresh.partChanged).toBe(false);
  });

  const mapping = aRule({
    fieldMappings: [
      {
        field: 'Microsoft.VSTS.Common.Priority',
        from: 'finding_severity',
        map: { Critical: 1, High: 2 },
        when: 'always',
      },
    ],
  });

  it('sets a mapped field only when its value is another than what was written', () => {
    expect(decide(someCounts(1, 0, 0), { rule: mapping }).fields).toEqual({});
    expect(decide(someCounts(1, 0, 0), { rule: mapping, severity: 'High' }).fields).toEqual({
      'Microsoft.VSTS.Common.Priority': 2,
    });
  });

  it.each([
    ['rises', 'High', 'Critical', 'Nucleus: the severity has risen from High to Critical.'],
    ['falls', 'Critical', 'High', undefined],
    ['stays', 'High', 'High', undefined],
    ['was not known', undefined, 'High', undefined],
  ])('comments on a severity that %s: %s to %s', (_, before, now, comment) => {
    const managed = { part: '', fields: {}, ...(before === undefined ? {} : { severity: before }) };
    const record = { managed };
    expect(decide(someCounts(1, 0, 0), { record, severity: now }).comment).toBe(comment);
  });

  it.each([
    [someCounts(0, 0, 1), 'the only instance behind this work item is remediated.'],
    [someCounts(0, 0, 3), 'all 3 instances behind this work item are remediated.'],
  ])('says why it closes', (counts, why) => {
    expect(decide(counts)).toMatchObject({ state: 'Closed', comment: `Closed by Nucleus: ${why}` });
  });

  it('says so when what it closes for is temporary', () => {
    const rule = aRule({ autoClose: { enabled: true, state: 'Closed', ignoreTemporaryStatuses: false } });
    expect(decide(someCounts(0, 1, 2), { rule }).comment).toMatch(
      /all 3 instances.*1 of them temporarily\.$/,
    );
    expect(decide(someCounts(0, 1, 0), { rule }).comment).toMatch(/remediated, temporarily\.$/);
  });
});
