import { applyOwnWrite, isChangedBy } from '../../../shared/tickets/own-write';
import { aTicket, aTicketRecord } from '../../support/builders/a-ticket';

const workItem = (rev: number, state = 'Closed') => ({
  id: 71,
  rev,
  webUrl: 'https://dev.azure.com/blue-harbor/Payments/_workitems/edit/71',
  fields: { 'System.TeamProject': 'Payments', 'System.WorkItemType': 'Bug', 'System.State': state },
});
const closing = (rev: number) => ({
  workItem: workItem(rev),
  category: 'Completed' as const,
  source: 'rule' as const,
  actor: 'Criticals to Payments',
  record: { closedByConnector: true },
});

describe('applyOwnWrite', () => {
  it('takes the write over, with what only we know', () => {
    const change = applyOwnWrite(aTicket(), closing(4));
    expect(change?.record).toMatchObject({ rev: 4, state: 'Closed', closedByConnector: true });
    expect(change?.timeline).toMatchObject([
      { event: 'closed', source: 'rule', actor: 'Criticals to Payments' },
    ]);
  });

  it('adds what only we know when the webhook was faster', () => {
    const ticket = aTicket({ record: aTicketRecord({ rev: 4 }) });
    expect(applyOwnWrite(ticket, closing(4))).toEqual({ record: { closedByConnector: true } });
  });

  it('says nothing when somebody has written since', () => {
    const ticket = aTicket({ record: aTicketRecord({ rev: 5 }) });
    expect(applyOwnWrite(ticket, closing(4))).toBeUndefined();
  });

  it('has nothing to add when the webhook was faster and we know no more', () => {
    const ticket = aTicket({ record: aTicketRecord({ rev: 4 }) });
    const plain = {
      workItem: workItem(4),
      category: 'Completed' as const,
      source: 'api' as const,
      actor: 'x',
    };
    expect(applyOwnWrite(ticket, plain)).toBeUndefined();
  });
});

describe('isChangedBy', () => {
  const changedBy = (value: unknown) => ({ ...workItem(4), fields: { 'System.ChangedBy': value } });

  it.each([
    ['our own identity', changedBy({ id: 'B0000000-0000-4000-8000-000000000002' }), true],
    ['somebody else', changedBy({ id: 'c0000000-0000-4000-8000-000000000003' }), false],
    ['a name alone', changedBy('Connector <b0000000-0000-4000-8000-000000000002>'), false],
    ['nobody', workItem(4), false],
    ['no work item', undefined, false],
  ])('%s: %3$s', (_, item, expected) => {
    expect(isChangedBy(item, 'b0000000-0000-4000-8000-000000000002')).toBe(expected);
  });
});
