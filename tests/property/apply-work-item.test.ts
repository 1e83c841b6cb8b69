import fc from 'fast-check';
import { applyComments } from '../../shared/sync/apply-comments';
import { applyWorkItem, type WorkItemNews } from '../../shared/sync/apply-work-item';
import type { Ticket } from '../../shared/tickets/ticket';
import type { TicketChange } from '../../shared/tickets/ticket-store';
import { aComment, aTicket, aTicketRecord, someFacts } from '../support/builders/a-ticket';

/** What the store makes of a change. */
function changed(ticket: Ticket, change: TicketChange | undefined): Ticket {
  if (!change) return ticket;
  const comments = new Map(ticket.comments.map((comment) => [comment.id, comment]));
  for (const comment of change.comments ?? []) comments.set(comment.id, comment);
  return {
    ...ticket,
    record: { ...ticket.record, ...change.record },
    comments: [...comments.values()].sort((a, b) => a.id - b.id),
    timeline: [...ticket.timeline, ...(change.timeline ?? [])],
  };
}

const states = [
  ['New', 'Proposed'],
  ['Active', 'InProgress'],
  ['Closed', 'Completed'],
] as const;

/** The revisions of a work item, each once, and a delivery of them in any order and number. */
const deliveries = fc
  .array(fc.record({ state: fc.constantFrom(...states), deleted: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((revisions) =>
    revisions.map(({ state, deleted }, index): WorkItemNews => ({
      rev: index + 1,
      facts: someFacts({ state: state[0], stateCategory: state[1], title: `as of ${index + 1}` }),
      source: 'azure-devops-webhook',
      at: new Date(Date.UTC(2026, 2, 1 + index)).toISOString(),
      deleted,
    })),
  )
  .chain((revisions) =>
    fc.record({
      revisions: fc.constant(revisions),
      order: fc.shuffledSubarray(revisions, { minLength: revisions.length }),
      repeated: fc.array(fc.constantFrom(...revisions), { maxLength: 6 }),
    }),
  );

describe('applyWorkItem', () => {
  it('ends at the highest revision in whatever order revisions come, and however often', () => {
    fc.assert(
      fc.property(deliveries, ({ revisions, order, repeated }) => {
        const start = aTicket({ record: aTicketRecord({ rev: 0 }) });
        const end = [...order, ...repeated].reduce(
          (ticket, news) => changed(ticket, applyWorkItem(ticket, news)),
          start,
        );
        const newest = revisions.at(-1)!;
        expect(end.record).toMatchObject({
          ...newest.facts,
          rev: newest.rev,
          status: newest.deleted ? 'deleted' : 'active',
          syncedAt: newest.at,
        });
      }),
    );
  });

  it('tells each revision once at most, and the timeline goes forward only', () => {
    fc.assert(
      fc.property(deliveries, ({ order, repeated }) => {
        const start = aTicket({ record: aTicketRecord({ rev: 0 }) });
        const end = [...order, ...repeated].reduce(
          (ticket, news) => changed(ticket, applyWorkItem(ticket, news)),
          start,
        );
        const told = end.timeline.map(({ rev }) => rev ?? 0);
        expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
      }),
    );
  });
});

describe('applyComments', () => {
  const comments = fc.array(
    fc.record({ id: fc.constantFrom(1, 2, 3), version: fc.integer({ min: 1, max: 4 }) }),
    { maxLength: 12 },
  );

  it('ends with the newest version of each comment, in whatever order they come', () => {
    fc.assert(
      fc.property(comments, (deliveries) => {
        const textOf = (id: number, version: number) => `comment ${id} as of ${version}`;
        const end = deliveries.reduce(
          (ticket, { id, version }) =>
            changed(
              ticket,
              applyComments(
                ticket,
                [aComment({ id, version, html: textOf(id, version) })],
                'azure-devops-webhook',
              ),
            ),
          aTicket(),
        );
        const newest = [1, 2, 3].flatMap((id) => {
          const versions = deliveries.filter((one) => one.id === id).map(({ version }) => version);
          return versions.length === 0 ? [] : [textOf(id, Math.max(...versions))];
        });
        expect(end.comments.map(({ html }) => html)).toEqual(newest);
      }),
    );
  });
});
