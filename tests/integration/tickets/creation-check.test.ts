import { latest } from '../../../local/azure-devops/model/work-item';
import { ProblemError } from '../../../shared/errors';
import { type CheckedDraft, CreationCheck } from '../../../shared/tickets/creation-check';
import type { NewTicket } from '../../../shared/tickets/ticket-input';
import { developer, TicketWorld } from '../../support/ticket-world';

const world = new TicketWorld();

beforeAll(() => world.start());
afterAll(() => world.stop());

const create = (changes: Partial<NewTicket>) =>
  world.parts.manualTickets.create(
    {
      connectorId: world.connector.id,
      project: 'Agile',
      workItemType: 'Bug',
      title: 'Ladder without a rail',
      descriptionFormat: 'markdown',
      ...changes,
    },
    undefined,
  );

async function refusal(changes: Partial<NewTicket>) {
  const before = world.organization.workItems.size;
  try {
    await create(changes);
  } catch (error) {
    expect(world.organization.workItems.size).toBe(before);
    if (error instanceof ProblemError) return { detail: error.message, ...error.details };
    throw error;
  }
  throw new Error('It should have been refused.');
}

async function requestsOf(work: () => Promise<unknown>) {
  world.simulator.knobs.requests.reset();
  await work();
  return world.simulator.knobs.requests.report().byRoute;
}

const createRoute = 'POST {project}/_apis/wit/workitems/${type}';

describe('creating a ticket that cannot be', () => {
  it('names the field that a state on the way demands, with who can be assigned, before anything is written', async () => {
    const refused = await refusal({ project: 'CMMI', state: 'Resolved' });
    expect(refused).toMatchObject({
      status: 422,
      code: 'work-item-rule-violated',
      errors: [{ pointer: '/assignedTo' }],
      extensions: { fields: [{ referenceName: 'System.AssignedTo', name: 'Assigned To' }] },
    });
    expect(refused.detail).toContain('"Bug" needs more fields to get to "Resolved"; nothing was created');
  });

  it('walks there once the field is given', async () => {
    const given = { project: 'CMMI', state: 'Resolved', assignedTo: developer.uniqueName };
    expect((await create(given)).record).toMatchObject({
      state: 'Resolved',
      assignedTo: developer.displayName,
    });
  });

  it('names the values that a field allows', async () => {
    const fields = { 'Microsoft.VSTS.Common.Severity': 'Terrible', 'Microsoft.VSTS.Common.Priority': '9' };
    const allowedValues = ['1 - Critical', '2 - High', '3 - Medium', '4 - Low'];
    expect(await refusal({ fields })).toMatchObject({
      status: 422,
      code: 'work-item-rule-violated',
      errors: [
        {
          pointer: '/fields/Microsoft.VSTS.Common.Severity',
          message: expect.stringContaining('Allowed: 1 - Critical, 2 - High, 3 - Medium, 4 - Low.'),
        },
        { pointer: '/fields/Microsoft.VSTS.Common.Priority' },
      ],
      extensions: {
        fields: [
          { referenceName: 'Microsoft.VSTS.Common.Severity', name: 'Severity', allowedValues },
          { referenceName: 'Microsoft.VSTS.Common.Priority', allowedValues: ['1', '2', '3', '4'] },
        ],
      },
    });
  });

  it('names fields that the type must have and were not given', async () => {
    expect(await refusal({ project: 'CMMI', workItemType: 'Review' })).toMatchObject({
      code: 'work-item-rule-violated',
      errors: [{ pointer: '/fields/Microsoft.VSTS.CMMI.Purpose' }],
    });
  });

  it('names fields that the type does not have', async () => {
    expect(await refusal({ fields: { 'Custom.Harbour': 'north', Severity: '2 - High' } })).toMatchObject({
      status: 422,
      code: 'field-unknown',
      errors: [
        { pointer: '/fields/Custom.Harbour', message: 'is not a field of "Bug"' },
        {
          pointer: '/fields/Severity',
          message: 'is not a field of "Bug"; its reference name is "Microsoft.VSTS.Common.Severity"',
        },
      ],
    });
  });

  it.each([
    ['area', { areaPath: 'Agile\\Nowhere' }, ['/areaPath']],
    ['iteration', { iterationPath: 'Agile\\Sprint 99' }, ['/iterationPath']],
    ['both', { areaPath: 'Elsewhere', iterationPath: 'Agile\\Sprint 99' }, ['/areaPath', '/iterationPath']],
    ['only the wrong one', { areaPath: 'Nowhere', iterationPath: 'Agile\\Sprint 1' }, ['/areaPath']],
  ])('finds the wrong path: %s', async (_, paths, pointers) => {
    const refused = await refusal(paths);
    expect(refused).toMatchObject({ status: 422, code: 'area-or-iteration-not-found' });
    expect(refused.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('finds that nobody has the name', async () => {
    expect(await refusal({ assignedTo: 'nobody@quarry.example' })).toMatchObject({
      status: 422,
      code: 'identity-unknown',
      errors: [{ pointer: '/assignedTo' }],
    });
  });
});

describe('moving a ticket over several states', () => {
  it('leaves it where it is if a state on the way demands what it does not have', async () => {
    const given = { project: 'CMMI', state: 'Active', assignedTo: developer.uniqueName };
    const { record } = await create(given);
    // Somebody lets go of it; Closed can be reached over Resolved only, which wants an assignee.
    const item = world.organization.workItems.get(record.workItemId)!;
    Reflect.deleteProperty(latest(item).fields, 'System.AssignedTo');
    await expect(world.parts.manualTickets.move(record.id, 'Closed')).rejects.toMatchObject({
      details: { status: 422, code: 'work-item-rule-violated', errors: [{ pointer: '/assignedTo' }] },
    });
    expect(world.workItem(record.workItemId)).toMatchObject({ rev: 2, fields: { 'System.State': 'Active' } });
  });

  it('takes it there if it has all', async () => {
    const given = { project: 'CMMI', state: 'Active', assignedTo: developer.uniqueName };
    const { record } = await create(given);
    expect((await world.parts.manualTickets.move(record.id, 'Closed')).record.state).toBe('Closed');
  });

  it('asks nothing besides for a single step', async () => {
    const { record } = await create({});
    const counts = await requestsOf(() => world.parts.manualTickets.move(record.id, 'Closed'));
    expect(counts).toEqual({ 'PATCH _apis/wit/$batch': 1 });
  });
});

describe('a rehearsal, for what is created later', () => {
  const check = new CreationCheck();
  const rehearse = async (draft: Partial<CheckedDraft>) => {
    const before = world.organization.workItems.size;
    const organization = await world.parts.access.open(world.connector.id);
    try {
      await check.rehearse(organization, { project: 'CMMI', workItemType: 'Bug', ...draft });
      return undefined;
    } catch (error) {
      return error;
    } finally {
      expect(world.organization.workItems.size).toBe(before);
    }
  };

  it('is content with what can be', async () => {
    const fields = { 'Microsoft.VSTS.Common.Severity': '2 - High' };
    expect(await rehearse({ fields, areaPath: 'CMMI', iterationPath: 'CMMI\\Sprint 1' })).toBeUndefined();
  });

  it.each<[string, Partial<CheckedDraft>, string, string]>([
    [
      'a value that is not allowed',
      { fields: { 'Microsoft.VSTS.Common.Priority': '9' } },
      'work-item-rule-violated',
      '/fields/Microsoft.VSTS.Common.Priority',
    ],
    [
      'a field that the type lacks',
      { fields: { 'Custom.Harbour': 'x' } },
      'field-unknown',
      '/fields/Custom.Harbour',
    ],
    ['an area that there is not', { areaPath: 'CMMI\\Nowhere' }, 'area-or-iteration-not-found', '/areaPath'],
    ['nobody', { assignedTo: 'nobody@quarry.example' }, 'identity-unknown', '/assignedTo'],
    ['what a state on the way demands', { state: 'Active' }, 'work-item-rule-violated', '/assignedTo'],
    ['a state that cannot be', { state: 'Done' }, 'unknown-state', '/state'],
  ])('finds %s', async (_, draft, code, pointer) => {
    expect(await rehearse(draft)).toMatchObject({ details: { status: 422, code, errors: [{ pointer }] } });
  });
});

describe('what looking costs', () => {
  it('nothing where no state lies on the way', async () => {
    await create({});
    const counts = await requestsOf(() =>
      create({ fields: { 'Microsoft.VSTS.Common.Severity': '2 - High' } }),
    );
    expect(counts).toEqual({ [createRoute]: 1 });
  });

  it('one dry run per state on the way, kept for some minutes', async () => {
    const active = { workItemType: 'User Story', state: 'Active' };
    const first = await requestsOf(() => create(active));
    const second = await requestsOf(() => create(active));
    expect(first[createRoute]).toBe(2);
    expect(second[createRoute]).toBe(1);
    expect(Object.values(second).reduce((sum, count) => sum + count)).toBe(2);
  });
});
