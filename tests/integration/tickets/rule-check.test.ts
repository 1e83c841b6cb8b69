import { validated } from '../../../shared/http/validate';
import { rehearseRule } from '../../../shared/rules/rehearse-rule';
import { ruleInputSchema } from '../../../shared/rules/rule';
import { CreationCheck } from '../../../shared/tickets/creation-check';
import { TicketWorld } from '../../support/ticket-world';

const world = new TicketWorld();

beforeAll(() => world.start());
afterAll(() => world.stop());

/** What is wrong with a rule for CMMI Bugs. */
async function faultsOf(ticket: object, more: object = {}) {
  const rule = validated(ruleInputSchema, {
    name: 'Criticals',
    connectorId: world.connector.id,
    ticket: { project: 'CMMI', workItemType: 'Bug', ...ticket },
    ...more,
  });
  const organization = await world.parts.access.open(world.connector.id);
  const faults = await rehearseRule(new CreationCheck(), organization, rule);
  expect(world.organization.workItems.size).toBe(0);
  return faults.map(({ pointer }) => pointer);
}

describe('a rule is rehearsed when it is saved', () => {
  it.each<[string, object, string[]]>([
    ['what can be', { fields: { 'Microsoft.VSTS.Common.Severity': '2 - High' } }, []],
    [
      'a value that is not allowed',
      { fields: { 'Microsoft.VSTS.Common.Severity': 'Awful' } },
      ['/ticket/fields/Microsoft.VSTS.Common.Severity'],
    ],
    ['what the type demands', { workItemType: 'Review' }, ['/ticket/fields/Microsoft.VSTS.CMMI.Purpose']],
    ['what its state demands', { state: 'Active' }, ['/ticket/assignedTo']],
    ['nobody', { assignedTo: 'nobody@quarry.example' }, ['/ticket/assignedTo']],
    ['what a finding will say', { state: 'Active', assignedTo: '{{asset.asset_owner}}' }, []],
  ])('%s', async (_, ticket, pointers) => expect(await faultsOf(ticket)).toEqual(pointers));

  it('counts what a mapping gives', async () => {
    const field = 'Microsoft.VSTS.CMMI.Purpose';
    const fieldMappings = [{ field, from: 'finding.finding_name' }];
    expect(await faultsOf({ workItemType: 'Review' }, { fieldMappings })).toEqual([]);
  });
});
