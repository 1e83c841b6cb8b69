import { aDeveloper, type Delivery } from '../../support/fake-organization';
import { SyncWorld } from '../../support/sync-world';

async function setUp() {
  const world = new SyncWorld();
  await world.begin();
  await world.tickets.create(world.makeWorkItem('Outdated TLS library'));
  world.organization.deliveries.length = 0;
  /** What ADO sends of the last thing that happened. */
  const deliver = async (change: (delivery: Delivery) => Delivery = (delivery) => delivery) => {
    for (const delivery of world.organization.deliveries.splice(0)) await world.deliver(change(delivery));
  };
  const thin = (delivery: Delivery): Delivery => {
    const { id, workItemId } = delivery.resource as Record<string, unknown>;
    return { ...delivery, resource: { id, workItemId } };
  };
  const requests = () => world.azureDevOps.calls.splice(0);
  const ticket = () => world.tickets.get('ticket-70');
  return { world, deliver, thin, requests, ticket };
}

describe('WorkItemSync', () => {
  it('asks ADO nothing for a full delivery, on a cold instance either, once a state is known', async () => {
    const { world, deliver, requests, ticket } = await setUp();
    world.organization.edit(70, { 'System.State': 'Active' }, aDeveloper);
    await deliver();
    expect(requests()).toEqual(['workItemTypes']);
    world.restart();
    world.organization.edit(70, { 'System.State': 'Resolved', 'System.AssignedTo': aDeveloper }, aDeveloper);
    await deliver();
    expect(requests()).toEqual([]);
    expect((await ticket()).record).toMatchObject({ state: 'Resolved', stateCategory: 'Resolved', rev: 3 });
  });

  it('asks once for a thin delivery', async () => {
    const { world, deliver, thin, requests, ticket } = await setUp();
    world.organization.edit(70, { 'System.Title': 'New title' }, aDeveloper);
    await deliver(thin);
    expect(requests()).toEqual(['findWorkItem']);
    expect((await ticket()).record.title).toBe('New title');
  });

  it('asks nothing for a comment, in whatever order its two events come', async () => {
    const { world, deliver, requests, ticket } = await setUp();
    world.organization.comment(70, '<div>One</div>', aDeveloper);
    await deliver();
    world.organization.comment(70, '<div>Two</div>', aDeveloper);
    world.organization.deliveries.reverse();
    await deliver();
    expect(requests()).toEqual([]);
    expect((await ticket()).comments.map(({ html }) => html)).toEqual(['<div>One</div>', '<div>Two</div>']);
  });

  it('reads the comments when one was edited or deleted, and only then', async () => {
    const { world, deliver, requests, ticket } = await setUp();
    world.organization.comment(70, '<div>One</div>', aDeveloper);
    world.organization.comment(70, '<div>Two</div>', aDeveloper);
    await deliver();
    world.organization.changeComment(70, 0, '<div>Edited</div>', aDeveloper);
    await deliver();
    expect(requests()).toEqual(['comments']);
    world.organization.changeComment(70, 1, undefined, aDeveloper);
    await deliver();
    expect(requests()).toEqual(['comments']);
    expect(await ticket()).toMatchObject({
      comments: [
        { html: '<div>Edited</div>', version: 2 },
        { deleted: true, html: '' },
      ],
      record: { commentsInDoubt: false },
    });
    expect((await ticket()).timeline.map(({ event }) => event).sort()).toEqual([
      'comment-deleted',
      'comment-edited',
      'commented',
      'commented',
    ]);
  });

  it('follows a change of type and a move to another project', async () => {
    const { world, deliver, ticket } = await setUp();
    world.organization.edit(
      70,
      { 'System.WorkItemType': 'Task', 'System.TeamProject': 'Web', 'System.State': 'Removed' },
      aDeveloper,
    );
    await deliver();
    expect((await ticket()).record).toMatchObject({
      workItemType: 'Task',
      project: 'Web',
      stateCategory: 'Removed',
    });
  });

  it.each([['whole'], ['thin']])(
    'keeps deletion and restoring as states of the ticket, told %s',
    async (how) => {
      const { world, deliver, thin, ticket } = await setUp();
      const change = how === 'thin' ? thin : undefined;
      world.organization.delete(70, aDeveloper);
      await deliver(change);
      expect((await ticket()).record).toMatchObject({ status: 'deleted', title: 'Outdated TLS library' });
      await deliver(change);
      world.organization.restore(70, aDeveloper);
      await deliver(change);
      expect((await ticket()).record).toMatchObject({ status: 'active', rev: 3 });
      expect((await ticket()).timeline.map(({ event }) => event)).toEqual(
        expect.arrayContaining(['deleted', 'restored']),
      );
    },
  );

  it('does not take a late deletion without details for news of a work item that is back', async () => {
    const { world, deliver, thin, ticket } = await setUp();
    world.organization.delete(70, aDeveloper);
    const late = world.organization.deliveries.splice(0);
    world.organization.restore(70, aDeveloper);
    await deliver();
    world.organization.deliveries.push(...late);
    await deliver(thin);
    expect((await ticket()).record.status).toBe('active');
  });

  it('knows a comment of ours again that comes back before posting it was over', async () => {
    const { world, deliver, ticket } = await setUp();
    world.crash.arm(4, 'after');
    const post = () =>
      world.parts.posting.post(
        'ticket-70',
        { text: 'Seen again', format: 'html', author: 'Ada Quist' },
        'key-1',
      );
    await expect(post()).rejects.toThrow();
    world.restart();
    expect(world.organization.get(70).comments).toHaveLength(1);
    await deliver();
    expect((await ticket()).comments).toMatchObject([
      { source: 'nucleus', author: 'Ada Quist', html: 'Seen again' },
    ]);
    await post();
    expect(world.organization.get(70).comments).toHaveLength(1);
    expect((await ticket()).timeline.filter(({ event }) => event === 'commented')).toHaveLength(1);
  });

  it('goes on without a category where ADO no longer knows the type', async () => {
    const { world, deliver, ticket } = await setUp();
    world.azureDevOps.faults = ['type-unknown'];
    world.organization.edit(70, { 'System.State': 'Triage' }, aDeveloper);
    await deliver();
    expect((await ticket()).record).toMatchObject({ state: 'Triage' });
    expect((await ticket()).record.stateCategory).toBeUndefined();
  });

  it('ignores a work item that is none of ours, in one point read', async () => {
    const { world, deliver, requests } = await setUp();
    world.organization.create('Web', 'Task', { 'System.Title': 'Not ours' }, aDeveloper);
    world.crash.calls = 0;
    await deliver();
    expect(world.crash.calls).toBe(1);
    expect(requests()).toEqual([]);
  });
});
