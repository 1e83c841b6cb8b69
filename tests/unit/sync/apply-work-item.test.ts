import { applyWorkItem, type WorkItemNews } from '../../../shared/sync/apply-work-item';
import type { StateCategory, TicketStatus } from '../../../shared/tickets/ticket';
import { aComment, aTicket, aTicketRecord, someFacts } from '../../support/builders/a-ticket';

const at = '2026-03-05T10:00:00.000Z';
const news = (changes: Partial<WorkItemNews> = {}): WorkItemNews => ({
  rev: 4,
  facts: someFacts({ state: 'Active', stateCategory: 'InProgress' }),
  source: 'azure-devops-webhook',
  at,
  ...changes,
});

describe('applyWorkItem', () => {
  it('takes over what the work item says, and what changed into the timeline', () => {
    expect(applyWorkItem(aTicket(), news({ actor: 'Mika Lund' }))).toEqual({
      record: {
        ...someFacts({ state: 'Active', stateCategory: 'InProgress' }),
        rev: 4,
        status: 'active',
        syncedAt: at,
      },
      timeline: [
        {
          at,
          source: 'azure-devops-webhook',
          event: 'changed',
          rev: 4,
          actor: 'Mika Lund',
          changes: [
            { field: 'state', from: 'New', to: 'Active' },
            { field: 'stateCategory', from: 'Proposed', to: 'InProgress' },
          ],
        },
      ],
    });
  });

  it.each([
    ['the revision that is known', news({ rev: 3 })],
    ['an older revision', news({ rev: 2 })],
    ['an older deletion', news({ rev: 3, deleted: true })],
  ])('changes nothing by %s', (_, late) => expect(applyWorkItem(aTicket(), late)).toBeUndefined());

  it('leaves a ticket alone that was unlinked', () => {
    expect(applyWorkItem(aTicket({ record: aTicketRecord({ status: 'unlinked' }) }), news())).toBeUndefined();
  });

  it('moves the revision on without a word in the timeline when nothing that we show changed', () => {
    const change = applyWorkItem(aTicket(), news({ facts: someFacts() }));
    expect(change?.record?.rev).toBe(4);
    expect(change).not.toHaveProperty('timeline');
  });

  it.each<[StateCategory | undefined, StateCategory | undefined, string]>([
    ['Proposed', 'InProgress', 'changed'],
    ['InProgress', 'Completed', 'closed'],
    ['Resolved', 'Completed', 'closed'],
    ['InProgress', 'Removed', 'closed'],
    ['Resolved', 'Resolved', 'changed'],
    ['Completed', 'Completed', 'changed'],
    ['Completed', 'Removed', 'changed'],
    ['Completed', 'InProgress', 'reopened'],
    ['Removed', 'Proposed', 'reopened'],
    // The category of a state that nobody knows any more says nothing.
    ['Completed', undefined, 'changed'],
    [undefined, 'Completed', 'closed'],
  ])('from %s to %s it is %s', (from, to, event) => {
    const ticket = aTicket({ record: aTicketRecord({ stateCategory: from, state: 'Before' }) });
    const change = applyWorkItem(ticket, news({ facts: someFacts({ stateCategory: to, state: 'After' }) }));
    expect(change?.timeline?.[0]?.event).toBe(event);
  });

  it.each<[TicketStatus, boolean, TicketStatus, string]>([
    ['active', true, 'deleted', 'deleted'],
    ['deleted', false, 'active', 'restored'],
    ['deleted', true, 'deleted', 'deleted'],
  ])('a ticket that is %s, deleted by the news: %s, becomes %s', (before, deleted, after, event) => {
    const ticket = aTicket({ record: aTicketRecord({ status: before }) });
    const change = applyWorkItem(ticket, news({ facts: someFacts(), deleted }));
    expect(change?.record?.status).toBe(after);
    expect(change?.timeline?.[0]?.event).toBe(event);
  });

  it('forgets that we closed a ticket once somebody reopens it', () => {
    const closed = aTicketRecord({ state: 'Closed', stateCategory: 'Completed', closedByConnector: true });
    expect(applyWorkItem(aTicket({ record: closed }), news())?.record?.closedByConnector).toBe(false);
  });

  it('remembers that we closed a ticket while it stays closed', () => {
    const closed = aTicketRecord({ state: 'Closed', stateCategory: 'Completed', closedByConnector: true });
    const retitled = news({ facts: someFacts({ state: 'Closed', stateCategory: 'Completed', title: 'x' }) });
    expect(applyWorkItem(aTicket({ record: closed }), retitled)?.record).not.toHaveProperty(
      'closedByConnector',
    );
  });

  const closedByUs = aTicketRecord({
    state: 'Closed',
    stateCategory: 'Completed',
    closedByConnector: true,
    stateChangedAt: '2026-03-04T10:00:00.000Z',
  });
  const closedFacts = { state: 'Closed', stateCategory: 'Completed' } as const;

  it.each([
    ['the same closing', '2026-03-04T10:00:00.000Z', undefined],
    ['a closing after a reopening that never came', '2026-03-05T09:00:00.000Z', false],
    ['a closing without its time', undefined, undefined],
  ])('%s: closed by us: %3$s', (_, stateChangedAt, expected) => {
    const facts = someFacts({ ...closedFacts, ...(stateChangedAt === undefined ? {} : { stateChangedAt }) });
    const change = applyWorkItem(aTicket({ record: closedByUs }), news({ rev: 5, facts }));
    expect(change?.record?.closedByConnector).toBe(expected);
  });

  it.each([
    ['the next revision', { rev: 4 }, undefined],
    ['a gap before it', { rev: 5 }, true],
    ['our own steps, begun where we are', { rev: 6, since: 3 }, undefined],
    ["our own steps, begun after somebody else's", { rev: 6, since: 4 }, true],
  ])('with %s, comments are in doubt: %3$s', (_, changes, expected) => {
    const ticket = aTicket({ comments: [aComment()] });
    expect(applyWorkItem(ticket, news(changes))?.record?.commentsInDoubt).toBe(expected);
  });

  it.each([
    ['that changes nothing we keep', {}, true],
    ['that changes something else', { title: 'Other' }, undefined],
  ])('doubts comments after a revision %s and may be of one: %3$s', (_, changes, expected) => {
    const told = news({ facts: someFacts(changes), mayBeOfComment: true });
    expect(applyWorkItem(aTicket({ comments: [aComment()] }), told)?.record?.commentsInDoubt).toBe(expected);
  });

  it('doubts no comments where there are none', () => {
    const facts = someFacts({ commentCount: 0 });
    expect(applyWorkItem(aTicket(), news({ rev: 9, facts }))?.record).not.toHaveProperty('commentsInDoubt');
  });

  it.each([
    ['a deletion that was taken for over', 'active', { deleted: true }, 'deleted'],
    ['a deletion that is over', 'deleted', {}, 'active'],
    ['facts that were guessed', 'active', { facts: someFacts({ title: 'Other' }) }, 'active'],
  ] as const)('lets reconciliation correct %s within a revision', (_, status, changes, expected) => {
    const ticket = aTicket({ record: aTicketRecord({ status }) });
    const told = news({ rev: 3, facts: someFacts(), ...changes });
    expect(applyWorkItem(ticket, told)).toBeUndefined();
    const corrected = applyWorkItem(ticket, { ...told, source: 'reconciliation' });
    expect(corrected?.record?.status).toBe(expected);
  });

  it('changes nothing when reconciliation finds what is known', () => {
    const same = news({ rev: 3, facts: someFacts(), source: 'reconciliation' });
    expect(applyWorkItem(aTicket(), same)).toBeUndefined();
  });
});
