import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toWorkItemFacts } from '../../shared/sync/work-item-facts';
import type { Ticket } from '../../shared/tickets/ticket';
import { toTicketView } from '../../shared/tickets/ticket-view';
import { type Act, HistoryPlayer, histories } from './sync-histories';

/** Set SEED to play a run again; HISTORIES for more or fewer. */
const seed = Number(process.env.SEED ?? Date.now() % 2_147_483_647);
const numRuns = Number(process.env.HISTORIES ?? 2_000);

/** What a ticket shows of its work item. */
const shown = ({ project, workItemType, title, state, assignedTo }: Ticket['record']) => {
  return { project, workItemType, title, state, assignedTo };
};

/** A ticket never shows what its work item never was, nor goes back. */
async function checkOnTheWay(player: HistoryPlayer, highest: Map<string, number>): Promise<void> {
  for (const { record: first } of player.tickets) {
    const record = await player.world.tickets.record(first.id);
    if (!record) continue;
    if (record.rev < (highest.get(first.id) ?? 0)) throw new Error(`${first.id} went back to ${record.rev}.`);
    highest.set(first.id, record.rev);
    const revision = player.world.organization.get(first.workItemId).revisions[record.rev - 1];
    // A deletion without details does not tell its revision.
    if (record.status === 'active' && revision)
      assert.deepEqual(shown(record), shown({ ...record, ...toWorkItemFacts(revision, undefined) }));
  }
}

async function checkAtTheEnd({ world, tickets, posted }: HistoryPlayer): Promise<void> {
  const latest = tickets.at(-1);
  const list = await world.tickets.page({ connectorId: world.connector.id }, 100);
  for (const { record: first } of tickets) {
    const ticket = await world.tickets.get(first.id);
    const { record, comments, timeline } = ticket;
    const item = world.organization.get(first.workItemId);
    const facts = toWorkItemFacts(item.revisions.at(-1) ?? {}, undefined);
    expect(record.status).toBe(item.fate === 'there' ? 'active' : 'deleted');
    // A ticket that was stored after its work item went into the recycle bin knows what it was made of, no more.
    if (item.fate !== 'there' && first.id === latest?.record.id) continue;
    expect(record.rev).toBe(item.revisions.length);
    expect(shown(record)).toEqual(shown({ ...record, ...facts }));
    const { states } = world.organization.type(facts.workItemType);
    expect(record.stateCategory).toBe(states.find(({ name }) => name === facts.state)?.category);
    const view: unknown = JSON.parse(JSON.stringify(toTicketView(record)));
    expect(list.rows.find(({ value }) => value.id === record.id)?.value).toEqual(view);
    if (item.fate === 'there') {
      const present = <T extends { deleted?: boolean }>(all: T[]) =>
        all.filter(({ deleted }) => deleted !== true);
      const versions = (all: { id: number; version?: number }[]) =>
        all.map(({ id, version }) => ({ id, version }));
      expect(versions(present(comments))).toEqual(versions(present(item.comments)));
      for (const { id, text, createdById, deleted } of item.comments) {
        const comment = comments.find((one) => one.id === id);
        if (createdById !== world.connector.identityId && !deleted) expect(comment?.html).toBe(text);
      }
    }
    expect(timeline.filter(({ event }) => event === 'commented').length).toBeLessThanOrEqual(comments.length);
  }
  for (const { ticketId, text } of posted.values()) {
    const { record, comments } = await world.tickets.get(ticketId);
    const item = world.organization.get(record.workItemId);
    const inAzureDevOps = item.comments.filter((comment) => comment.text.includes(text));
    expect(inAzureDevOps.length).toBeLessThanOrEqual(1);
    if (item.fate !== 'there') continue;
    const ours = comments.filter(({ html, deleted }) => deleted !== true && html.includes(text));
    expect(ours).toHaveLength(inAzureDevOps.length);
    for (const comment of ours)
      expect(comment).toMatchObject({ source: 'nucleus', author: 'Ada Quist', html: text });
  }
}

/** Histories that once ended with two sides that differed: an edit of a comment, hidden behind news of something else. */
const foundBefore: [Act[]][] = [
  [
    [
      { act: 'post', item: 0 },
      { act: 'reconcile' },
      {
        act: 'together',
        acts: [
          { act: 'edit comment', item: 0, choice: 0 },
          { act: 'deliver thin', choice: 0 },
        ],
      },
    ],
  ],
  [
    [
      { act: 'comment', item: 0 },
      { act: 'deliver', choice: 3 },
      { act: 'deliver', choice: 3 },
      { act: 'edit comment', item: 0, choice: 0 },
      { act: 'fault', after: 0, fault: 'unavailable' },
      { act: 'deliver', choice: 3 },
    ],
  ],
  [
    [
      { act: 'comment', item: 0 },
      { act: 'delete comment', item: 0, choice: 0 },
      { act: 'together', acts: [{ act: 'deliver', choice: 0 }, { act: 'reconcile' }] },
      {
        act: 'together',
        acts: [
          { act: 'state', item: 1, choice: 0 },
          { act: 'deliver', choice: 0 },
        ],
      },
      { act: 'deliver', choice: 7 },
      { act: 'reconcile' },
    ],
  ],
];

describe('sync, whatever happens on the way', () => {
  it(`ends with both sides the same after reconciliation (${numRuns} histories, seed ${seed})`, async () => {
    const property = fc.asyncProperty(histories, async (acts) => {
      const player = new HistoryPlayer();
      const highest = new Map<string, number>();
      await player.begin();
      for (const act of acts) {
        await player.play(act);
        await player.world.crash.watching(() => checkOnTheWay(player, highest));
      }
      await player.settle();
      await checkAtTheEnd(player);
    });
    await fc.assert(property, { seed, numRuns, examples: foundBefore });
  }, 120_000);
});
