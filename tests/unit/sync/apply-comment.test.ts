import { applyComment } from '../../../shared/sync/apply-comment';
import { aComment, aTicket } from '../../support/builders/a-ticket';

describe('applyComment', () => {
  it('adds a comment that is new, and says so in the timeline', () => {
    expect(applyComment(aTicket(), aComment())).toEqual({
      comments: [aComment()],
      timeline: [
        {
          at: '2026-03-02T09:00:00.000Z',
          source: 'azure-devops-webhook',
          event: 'commented',
          actor: 'Mika Lund',
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
    expect(applyComment(ticket, aComment({ version, html: 'other' }))).toBeUndefined();
  });

  it('takes a newer version, and keeps who wrote it and when', () => {
    const known = aComment({ source: 'nucleus', author: 'Ada Quist' });
    const news = aComment({
      version: 2,
      html: 'edited',
      author: 'Somebody Else',
      createdAt: '2026-03-09T00:00:00.000Z',
      modifiedAt: '2026-03-09T00:00:00.000Z',
    });
    expect(applyComment(aTicket({ comments: [known] }), news)?.comments).toEqual([
      { ...known, version: 2, html: 'edited', modifiedAt: '2026-03-09T00:00:00.000Z' },
    ]);
  });

  it('tells comments apart by id, never by text', () => {
    const ticket = aTicket({ comments: [aComment()] });
    expect(applyComment(ticket, aComment({ id: 40002 }))?.comments).toEqual([aComment({ id: 40002 })]);
  });
});
