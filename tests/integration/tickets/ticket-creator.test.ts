import type { ConnectedOrganization } from '../../../shared/connectors/connector-access';
import type { Creation } from '../../../shared/tickets/ticket-creator';
import { TicketWorld } from '../../support/ticket-world';

const world = new TicketWorld();
let organization: ConnectedOrganization;

beforeAll(async () => {
  await world.start();
  organization = await world.parts.access.open(world.connector.id);
});
afterAll(() => world.stop());
afterEach(() => world.simulator.knobs.faults.set([]));

/** As a rule asks for it. */
const aCreation = (group: string, draft: Partial<Creation['draft']> = {}): Creation => ({
  group,
  draft: { project: 'CMMI', workItemType: 'Bug', title: group, descriptionFormat: 'markdown', ...draft },
  source: 'rule',
  ruleId: 'rule-1',
  findings: [],
  severity: 'High',
  changeSource: 'rule',
  actor: 'Criticals',
});

const wanted = () => Promise.resolve(true);
const nothing = () => Promise.resolve();
const workItems = () => world.organization.workItems.size;
const create = (creation: Creation) => world.creator.create(organization, creation, wanted, nothing);

describe('TicketCreator', () => {
  it('tells the caller before it lets go of the claim', async () => {
    const creation = aCreation('told in time');
    let whileTelling: unknown;
    await world.creator.create(organization, creation, wanted, async () => {
      whileTelling = await create(creation).catch((error: unknown) => error);
    });
    expect(whileTelling).toMatchObject({ details: { code: 'creation-in-progress' } });
  });

  it('creates nothing that is not wanted any more, and lets go of the claim', async () => {
    const creation = aCreation('not wanted');
    const before = workItems();
    const no = () => Promise.resolve(false);
    expect(await world.creator.create(organization, creation, no, nothing)).toBeUndefined();
    expect(workItems()).toBe(before);
    expect(await create(creation)).toMatchObject({ record: { title: 'not wanted' } });
  });

  it('lets go of the claim when Azure DevOps refuses: the same can be asked for again at once', async () => {
    const creation = aCreation('refused', { fields: { 'Microsoft.VSTS.Common.Severity': 'Terrible' } });
    const refused = { details: { code: 'work-item-rule-violated' } };
    await expect(create(creation)).rejects.toMatchObject(refused);
    await expect(create(creation)).rejects.toMatchObject(refused);
  });

  it('claims nothing for a state that cannot be', async () => {
    const writes = world.claimTable.writes;
    const impossible = aCreation('impossible', { state: 'Done' });
    await expect(create(impossible)).rejects.toMatchObject({ details: { code: 'unknown-state' } });
    expect(world.claimTable.writes).toBe(writes);
  });

  it('keeps a ticket whose state could not be set, where it is, and says so in its timeline', async () => {
    const ticket = await create(aCreation('stuck on its way', { state: 'Active' }));
    expect(ticket?.record).toMatchObject({ state: 'Proposed', stateCategory: 'Proposed' });
    expect(ticket?.timeline.map(({ event, note }) => [event, note])).toEqual([
      ['created', undefined],
      ['changed', expect.stringContaining('The state "Active" could not be set')],
    ]);
  });

  it('gives the work item a link back, and the ticket all that the work item says', async () => {
    const ticket = await create(aCreation('linked', { tags: ['nucleus', 'urgent'], areaPath: 'CMMI' }));
    const { record } = ticket!;
    const { relations } = world.workItem(record.workItemId);
    expect(relations).toMatchObject([
      { rel: 'Hyperlink', url: `https://connector.example/api/tickets/${record.id}` },
    ]);
    expect(record).toMatchObject({
      title: 'linked',
      state: 'Proposed',
      tags: ['nucleus', 'urgent'],
      areaPath: 'CMMI',
      source: 'rule',
      ruleId: 'rule-1',
      severity: 'High',
      status: 'active',
      rev: 1,
    });
  });
});
