import { applyComments } from '../../../shared/sync/apply-comments';
import type { Ticket, TicketComment } from '../../../shared/tickets/ticket';
import { aComment, aTicket } from '../../support/builders/a-ticket';

const apply = (ticket: Ticket, ...comments: TicketComment[]) =>
  applyComments(ticket, comments, 'azure-devops-webhook');

describe('applyComments', () => {
  it('adds a comment that is new, and says so in the timeline', () => {
    expect(apply(aTicket(), aComment())).toEqual({
      comments: [aComment()],
      timeline: [
        {
          at: '2026-03-02T09:00:00.000Z',
          source: 'azure-devops-webhook',
          event: 'commented',
          actor: 'Mika Lund',
          commentId: 40001,
        },
      ],
    });
  });

  it.each([
    ['the same version', 2, 2],
    ['an older version', 2, 1],
    ['no version, as first heard', undefined, undefined],
    ['no version, after a first', 1, undefined],
  ])('changes nothing by %s', (_, known, version) => {
    const ticket = aTicket({ comments: [aComment({ version: known })] });
    expect(apply(ticket, aComment({ version, html: 'other' }))).toBeUndefined();
  });

  it('takes a newer version, and keeps who wrote it and when, and that we did', () => {
    const known = aComment({ source: 'nucleus', author: 'Ada Quist', postKey: 'k1' });
    const news = aComment({
      version: 2,
      html: 'edited',
      author: 'Somebody Else',
      createdAt: '2026-03-09T00:00:00.000Z',
      modifiedAt: '2026-03-09T00:00:00.000Z',
    });
    const change = apply(aTicket({ comments: [known] }), news);
    expect(change?.comments).toEqual([
      { ...known, version: 2, html: 'edited', modifiedAt: '2026-03-09T00:00:00.000Z' },
    ]);
    expect(change?.timeline).toMatchObject([{ event: 'comment-edited', actor: 'Somebody Else' }]);
  });

  it('tells comments apart by id, never by text', () => {
    const ticket = aTicket({ comments: [aComment()] });
    expect(apply(ticket, aComment({ id: 40002 }))?.comments).toEqual([aComment({ id: 40002 })]);
  });

  it.each([
    ['a newer version', 2],
    ['the same version', 1],
    ['no version', undefined],
  ])('takes a deletion that comes with %s', (_, version) => {
    const change = apply(aTicket({ comments: [aComment()] }), aComment({ version, html: '', deleted: true }));
    expect(change?.comments).toMatchObject([{ html: '', deleted: true }]);
    expect(change?.timeline).toMatchObject([{ event: 'comment-deleted' }]);
  });

  it('lets nothing bring a deleted comment back', () => {
    const ticket = aTicket({ comments: [aComment({ deleted: true })] });
    expect(apply(ticket, aComment({ version: 9 }))).toBeUndefined();
    expect(apply(ticket, aComment({ version: 9, deleted: true }))).toBeUndefined();
  });

  it('keeps in silence what was deleted before it was heard of', () => {
    const change = apply(aTicket(), aComment({ html: '', deleted: true }));
    expect(change?.comments).toHaveLength(1);
    expect(change?.timeline).toEqual([]);
  });

  it('takes what is news of many', () => {
    const ticket = aTicket({ comments: [aComment({ id: 1 }), aComment({ id: 2 })] });
    const change = apply(ticket, aComment({ id: 1 }), aComment({ id: 2, version: 2 }), aComment({ id: 3 }));
    expect(change?.comments?.map(({ id }) => id)).toEqual([2, 3]);
  });
});
