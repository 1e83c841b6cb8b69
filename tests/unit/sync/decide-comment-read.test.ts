import { asksForComments, commentsDiffer } from '../../../shared/sync/decide-comment-read';
import type { WorkItemEventMessage } from '../../../shared/sync/work-item-event-message';
import type { Ticket } from '../../../shared/tickets/ticket';
import { aComment, aTicket, aTicketRecord } from '../../support/builders/a-ticket';

const fields = { 'System.State': 'Active' };
const message = (changes: Partial<WorkItemEventMessage> = {}): WorkItemEventMessage => ({
  connectorId: 'connector-1',
  receivedAt: '2026-03-02T09:00:00.000Z',
  eventType: 'workitem.updated',
  workItemId: 71,
  ...changes,
});
const ticket = (shown: number, commentCount?: number, status: 'active' | 'deleted' = 'active'): Ticket =>
  aTicket({
    record: aTicketRecord({ status, ...(commentCount === undefined ? {} : { commentCount }) }),
    comments: Array.from({ length: shown }, (_, id) => aComment({ id })),
  });
const comment = { id: 1, text: 'x', format: 'html' as const };

describe('asksForComments', () => {
  it.each<[string, Ticket, Partial<WorkItemEventMessage>, boolean, boolean]>([
    ['a comment that came along', ticket(0), { eventType: 'workitem.commented', comment }, false, false],
    ['a comment without its text', ticket(0), { eventType: 'workitem.commented', fields }, false, true],
    ['an update of a field', ticket(1, 1), { fields }, true, false],
    ['an update that changes no field', ticket(1, 1), { fields, changesNoField: true }, false, true],
    ['the same where there are no comments', ticket(0, 0), { fields, changesNoField: true }, false, false],
    ['a comment too many', ticket(2, 1), { fields }, true, true],
    ['a comment too few, which is on its way', ticket(1, 2), { fields }, true, false],
    ['an update without details, of the work item', ticket(1, 1), {}, true, false],
    ['an update without details, of what we do not keep', ticket(1, 1), {}, false, true],
    ['a restoring that leaves a comment out', ticket(1, 2), { eventType: 'workitem.restored' }, true, true],
    ['a restoring', ticket(1, 1), { eventType: 'workitem.restored' }, true, false],
    ['a creation', ticket(0, 1), { eventType: 'workitem.created' }, true, false],
    ['what is deleted', ticket(2, 1, 'deleted'), { fields }, true, false],
  ])('%s: %5$s', (_, known, changes, told, expected) => {
    expect(asksForComments(known, message(changes), told)).toBe(expected);
  });
});

describe('commentsDiffer', () => {
  it.each([
    ['as many', ticket(2, 2), false],
    ['one too few', ticket(1, 2), true],
    ['one too many', ticket(2, 1), true],
    ['a number that is not known', ticket(2), false],
  ])('%s: %3$s', (_, known, expected) => expect(commentsDiffer(known)).toBe(expected));

  it('does not count deleted ones', () => {
    const known = aTicket({
      record: aTicketRecord({ commentCount: 1 }),
      comments: [aComment({ id: 1 }), aComment({ id: 2, deleted: true })],
    });
    expect(commentsDiffer(known)).toBe(false);
  });
});
