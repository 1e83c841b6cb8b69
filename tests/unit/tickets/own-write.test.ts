import { applyOwnWrite, isChangedBy } from '../../../shared/tickets/own-write';
import { aComment, aTicket, aTicketRecord } from '../../support/builders/a-ticket';

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

describe('applyOwnWrite, beyond the state', () => {
  const stamped = (rev: number, stateChangedAt: string, fields = {}) => ({
    ...closing(rev),
    workItem: {
      ...workItem(rev),
      fields: {
        ...workItem(rev).fields,
        'Microsoft.VSTS.Common.StateChangeDate': stateChangedAt,
        ...fields,
      },
    },
  });
  const ours = '2026-03-04T10:00:00.000Z';

  it.each([
    ['stands', ours, true],
    ['was overtaken', '2026-03-04T11:00:00.000Z', undefined],
  ])('a state of ours that %s when somebody has written since: %3$s', (_, stateChangedAt, expected) => {
    const ticket = aTicket({ record: aTicketRecord({ rev: 9, stateChangedAt }) });
    expect(applyOwnWrite(ticket, stamped(4, ours))?.record?.closedByConnector).toBe(expected);
  });

  const withComment = {
    ...stamped(4, ours, { 'System.History': 'Closed by <b>Nucleus</b>' }),
  };
  const commented = {
    ...withComment,
    workItem: { ...withComment.workItem, commentVersionRef: { commentId: 40001, version: 1 } },
  };

  it('keeps the comment that came with the write, under its id', () => {
    expect(applyOwnWrite(aTicket(), commented)?.comments).toMatchObject([
      {
        id: 40001,
        version: 1,
        source: 'nucleus',
        author: 'Criticals to Payments',
        html: 'Closed by Nucleus',
      },
    ]);
  });

  it('says that a comment is ours which its delivery brought before', () => {
    const ticket = aTicket({ record: aTicketRecord({ rev: 4 }), comments: [aComment({ id: 40001 })] });
    expect(applyOwnWrite(ticket, commented)?.comments).toMatchObject([{ id: 40001, source: 'nucleus' }]);
  });

  it('leaves a comment alone that is known as ours', () => {
    const known = aComment({ id: 40001, source: 'nucleus' });
    expect(applyOwnWrite(aTicket({ comments: [known] }), commented)).not.toHaveProperty('comments');
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
