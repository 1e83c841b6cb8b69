import { setField } from '../../../shared/azure-devops/json-patch';
import { type Move, WorkItemMover } from '../../../shared/tickets/work-item-mover';
import { aTicketRecord } from '../../support/builders/a-ticket';
import { aWorkItemType, workflows } from '../../support/builders/a-work-item-type';
import { type Identity, MemoryAzureDevOps } from '../../support/memory-azure-devops';

const somebody: Identity = { id: 'd-1', displayName: 'Ravi Thorne' };

async function setUp(workflow: keyof typeof workflows = 'agileBug') {
  const azureDevOps = new MemoryAzureDevOps(aWorkItemType(workflows[workflow]));
  const workItem = await azureDevOps.createWorkItem('Payments', 'Bug', [setField('System.Title', 'x')]);
  const state = String(workItem.fields['System.State']);
  const ticket = aTicketRecord({ workItemId: workItem.id, rev: workItem.rev, state });
  const count: Move['revise'] = ({ fields }) =>
    Promise.resolve([setField('Custom.Count', Number(fields['Custom.Count'] ?? 0) + 1)]);
  const move = async (changes: Partial<Move>, leaveDone = true) => {
    const before = azureDevOps.requests;
    const [outcome] = await new WorkItemMover(azureDevOps, leaveDone).move([{ ticket, ...changes }]);
    return { outcome, requests: azureDevOps.requests - before, item: azureDevOps.items.get(workItem.id) };
  };
  return { azureDevOps, move, count };
}

describe('WorkItemMover, changes that depend on the work item', () => {
  it('go without a move, in a read and a write', async () => {
    const { move, count } = await setUp();
    const { outcome, requests, item } = await move({ revise: count, comment: 'why' });
    expect(outcome?.status).toBe('moved');
    expect(requests).toBe(2);
    expect(item).toMatchObject({ rev: 2, fields: { 'Custom.Count': 1 }, comments: ['why'] });
  });

  it('go with the last step of a walk, and once', async () => {
    const { move, count } = await setUp('cmmiBug');
    const { requests, item } = await move({ state: 'Closed', revise: count, comment: 'why' });
    expect(item).toMatchObject({
      rev: 4,
      fields: { 'System.State': 'Closed', 'Custom.Count': 1 },
      comments: ['why'],
    });
    expect(requests).toBe(4);
  });

  it('are made anew of what somebody else has written meanwhile', async () => {
    const { azureDevOps, move } = await setUp();
    let asked = 0;
    const { item } = await move({
      state: 'Active',
      revise: ({ fields }) => {
        if (asked++ === 0) azureDevOps.act(1, { 'System.Title': 'theirs' }, somebody);
        return Promise.resolve([setField('Custom.Seen', fields['System.Title'])]);
      },
    });
    expect(item?.fields).toMatchObject({ 'System.State': 'Active', 'Custom.Seen': 'theirs' });
    expect(asked).toBe(2);
  });

  it('write nothing when there are none, not even the comment', async () => {
    const { move } = await setUp();
    const { outcome, requests, item } = await move({ revise: () => Promise.resolve([]), comment: 'why' });
    expect(outcome?.status).toBe('unchanged');
    expect([requests, item?.rev]).toEqual([1, 1]);
  });

  it('leave a work item alone that people have closed', async () => {
    const { azureDevOps, move, count } = await setUp();
    azureDevOps.act(1, { 'System.State': 'Closed' }, somebody);
    expect((await move({ revise: count })).item?.rev).toBe(2);
    expect((await move({ revise: count, state: 'Active' })).outcome?.status).toBe('unchanged');
    expect((await move({ revise: count, state: 'Active' }, false)).item?.fields).toMatchObject({
      'System.State': 'Active',
      'Custom.Count': 1,
    });
  });

  it('fail for a work item that cannot be seen', async () => {
    const { azureDevOps, move, count } = await setUp();
    azureDevOps.items.delete(1);
    expect((await move({ revise: count })).outcome).toMatchObject({
      status: 'failed',
      error: { details: { code: 'work-item-not-visible' } },
    });
  });
});
