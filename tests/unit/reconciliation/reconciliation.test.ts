import { mergeFinding } from '../../../shared/nucleus/merge-finding';
import type { OperationRecord } from '../../../shared/operations/operation';
import { addHyperlink, setField } from '../../../shared/azure-devops/json-patch';
import { aFinding, aUniqueFindingId } from '../../support/builders/a-finding';
import { aRule, compiled, groupFor } from '../../support/builders/a-rule';
import { aDeveloper } from '../../support/fake-organization';
import { SyncWorld } from '../../support/sync-world';

async function setUp(tickets = 1) {
  const world = new SyncWorld();
  await world.begin();
  for (let position = 0; position < tickets; position++)
    await world.tickets.create(world.makeWorkItem(`Loose plank ${position}`));
  return world;
}

const anOperation: OperationRecord = {
  id: 'operation-1',
  type: 'close-tickets',
  total: 1,
  chunks: 1,
  state: 'Closed',
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** A finding that a rule wants a ticket for, stored long ago. */
async function storeFinding({ ruleTable, parts }: SyncWorld): Promise<void> {
  const rule = aRule();
  await ruleTable.write([{ action: 'upsert', partitionKey: 'rule', rowKey: rule.id, value: rule }]);
  const id = aUniqueFindingId();
  const loaded = await parts.findings.load(id);
  const known = { instances: loaded.instances, shares: loaded.shares };
  const merged = mergeFinding(id, known, [aFinding()], compiled(rule), new Date('2026-03-01T08:00:00Z'));
  await parts.findings.save(loaded, merged);
}

/** The claim of a creation that was cut off an hour ago, after or before the work item was made. */
async function leaveClaim({ claimTable, connector, azureDevOps }: SyncWorld, group: string, made: boolean) {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const claim = {
    group,
    ticketId: 'ticket-left',
    connectorId: connector.id,
    project: 'Payments',
    workItemType: 'Bug',
    firstClaimedAt: at,
    claimedAt: at,
  };
  const row = {
    partitionKey: `creation|${connector.id}`,
    rowKey: group.replaceAll('|', '!007c'),
    value: claim,
  };
  await claimTable.write([{ action: 'insert', ...row }]);
  if (!made) return;
  const link = addHyperlink('https://connector.example/api/tickets/ticket-left', 'Nucleus ticket');
  await azureDevOps.createWorkItem('Payments', 'Bug', [setField('System.Title', 'Left behind'), link]);
}

const stepsOf = async (world: SyncWorld) => (await world.reconcile()).steps;

describe('Reconciliation', () => {
  it('asks ADO once when nothing has changed since the last run', async () => {
    const world = await setUp(12);
    await world.reconcile();
    world.azureDevOps.calls.length = 0;
    const report = await world.reconcile();
    expect(world.azureDevOps.calls).toEqual(['reportingRevisions']);
    expect(report).toMatchObject({ complete: true, faults: [], steps: { revisions: { ticketsChanged: 0 } } });
  });

  it('brings in what webhooks have not, with where it is from', async () => {
    const world = await setUp(3);
    await world.reconcile();
    world.organization.edit(71, { 'System.State': 'Active' }, aDeveloper);
    world.organization.comment(71, '<div>Looking</div>', aDeveloper);
    expect(await stepsOf(world)).toMatchObject({ revisions: { ticketsChanged: 1, commentsChanged: 1 } });
    const { record, comments, timeline } = await world.tickets.get('ticket-71');
    expect(record).toMatchObject({ state: 'Active', stateCategory: 'InProgress', rev: 3 });
    expect(comments).toMatchObject([{ html: '<div>Looking</div>', author: 'Noor Abed' }]);
    expect(timeline.map(({ source, event }) => `${source} ${event}`)).toEqual([
      'reconciliation commented',
      'reconciliation changed',
    ]);
  });

  it.each([
    ['deleted', 'deleted', (world: SyncWorld) => world.organization.delete(70, aDeveloper)],
    [
      'deleted and restored',
      'active',
      (world: SyncWorld) => {
        world.organization.delete(70, aDeveloper);
        world.organization.restore(70, aDeveloper);
      },
    ],
    ['destroyed, of which nobody is told', 'active', (world: SyncWorld) => world.organization.destroy(70)],
  ])('a work item that was %s: its ticket is %s', async (_, status, happen) => {
    const world = await setUp();
    await world.reconcile();
    happen(world);
    await world.reconcile();
    expect((await world.tickets.get('ticket-70')).record.status).toBe(status);
  });

  it('goes on from the page where it died', async () => {
    const world = await setUp(12);
    for (let id = 70; id < 82; id++) world.organization.edit(id, { 'System.Title': 'New title' }, aDeveloper);
    world.crash.arm(90, 'before');
    await expect(world.reconcile()).rejects.toThrow();
    world.restart();
    world.azureDevOps.calls.length = 0;
    await world.reconcile();
    expect(world.azureDevOps.calls.filter((call) => call === 'reportingRevisions').length).toBeLessThan(3);
    for (let id = 70; id < 82; id++)
      expect((await world.tickets.get(`ticket-${id}`)).record.title).toBe('New title');
  });

  it('reads what is there again when ADO no longer knows the token', async () => {
    const world = await setUp();
    await world.reconcile();
    world.organization.edit(70, { 'System.Title': 'New title' }, aDeveloper);
    world.azureDevOps.faults = ['token-refused'];
    await world.reconcile();
    expect((await world.tickets.get('ticket-70')).record.title).toBe('New title');
  });

  it('finds a ticket that was stored after its news had gone by', async () => {
    const world = await setUp();
    const late = world.makeWorkItem('Late');
    world.organization.edit(71, { 'System.State': 'Active' }, aDeveloper);
    await world.reconcile();
    await world.tickets.create({
      ...late,
      record: { ...late.record, createdAt: new Date().toISOString() },
    });
    await world.reconcile();
    expect((await world.tickets.get('ticket-71')).record.state).toBe('Active');
  });

  it('repairs a list that lags behind its tickets', async () => {
    const world = await setUp();
    await world.loseList();
    expect(await stepsOf(world)).toMatchObject({ index: { checked: 1, repaired: 1 } });
    const list = await world.tickets.page({ connectorId: world.connector.id }, 10);
    expect(list.rows).toHaveLength(1);
    expect(await stepsOf(world)).toMatchObject({ index: { checked: 1, repaired: 0 } });
  });

  it('tells which step failed, and goes on with the others', async () => {
    const world = await setUp();
    world.azureDevOps.faults = ['unavailable'];
    const report = await world.reconcile();
    expect(report.complete).toBe(false);
    expect(report.faults).toMatchObject([{ step: 'revisions', code: 'azure-devops-unavailable' }]);
    expect(Object.keys(report.steps)).toContain('index');
    expect(await world.parts.reconciliation.view(world.connector.id)).toEqual({
      running: false,
      lastReport: report,
    });
  });

  it('is refused while it is under way', async () => {
    const world = await setUp();
    const [first, second] = await Promise.allSettled([world.reconcile(), world.reconcile()]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('asks again for an operation whose messages are gone', async () => {
    const world = await setUp();
    await world.parts.operations.create(anOperation, [{ ticketIds: ['t'], results: [] }]);
    expect(await stepsOf(world)).toMatchObject({ operations: { resumed: 1 } });
    expect(world.sender.bodies('bulk-close')).toEqual([{ operationId: 'operation-1', chunk: 0 }]);
    expect(await stepsOf(world)).toMatchObject({ operations: { resumed: 0 } });
  });

  it('forgets an operation that is done', async () => {
    const world = await setUp();
    await world.parts.operations.create(anOperation, [
      { ticketIds: ['t'], results: [{ ticketId: 't', status: 'succeeded' }] },
    ]);
    expect(await stepsOf(world)).toMatchObject({ operations: { resumed: 0 } });
    expect(world.sender.taken).toEqual([]);
  });

  it('asks again for ticket work that was forgotten, and not all the time', async () => {
    const world = await setUp();
    await storeFinding(world);
    expect(await stepsOf(world)).toMatchObject({ ticketWork: { checked: 1, asked: 1 } });
    expect(world.sender.bodies('ticket-create')).toMatchObject([{ group: groupFor() }]);
    expect(await stepsOf(world)).toMatchObject({ ticketWork: { checked: 0, asked: 0 } });
  });

  it.each([
    ['manual|1', true, { adopted: 1, released: 1 }],
    ['manual|1', false, { adopted: 0, released: 1 }],
    ['manual|key|1', true, { adopted: 1, kept: 1, released: 0 }],
    ['rule-1|hash', true, { adopted: 1, kept: 1, released: 0 }],
    ['rule-1|hash', false, { adopted: 0, released: 1 }],
  ])('resolves the claim of %s that was left, its work item made: %s', async (group, made, expected) => {
    const world = await setUp();
    await leaveClaim(world, group, made);
    expect((await stepsOf(world)).claims).toMatchObject({ found: 1, ...expected });
    const ticket = await world.tickets.find('ticket-left');
    expect(ticket?.record.title).toBe(made ? 'Left behind' : undefined);
    expect(await world.parts.claims.leftOver(world.connector.id)).toHaveLength(0);
    // Kept, it is held for a while by whoever resolved it; nothing is made twice.
    await world.reconcile();
    expect(world.azureDevOps.calls.filter((call) => call === 'createWorkItem')).toHaveLength(made ? 1 : 0);
  });
});
