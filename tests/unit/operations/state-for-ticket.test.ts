import type { GroupState } from '../../../shared/operations/bulk-close-input';
import { stateForTicket } from '../../../shared/operations/state-for-ticket';
import { aTicketRecord } from '../../support/builders/a-ticket';

const ticket = aTicketRecord({ connectorId: 'connector-1', project: 'Payments', workItemType: 'Bug' });

it.each<[string, { state?: string; states?: GroupState[] }, string | undefined]>([
  ['the state for all', { state: 'Closed' }, 'Closed'],
  ['the state of its project', { state: 'Closed', states: [{ project: 'payments', state: 'Done' }] }, 'Done'],
  [
    'the state for all, where the group is another',
    { state: 'Closed', states: [{ project: 'Ferry', state: 'Done' }] },
    'Closed',
  ],
  [
    'the state of its project and type, not of another type',
    {
      states: [
        { project: 'Payments', workItemType: 'Task', state: 'Removed' },
        { project: 'Payments', workItemType: 'Bug', state: 'Resolved' },
      ],
    },
    'Resolved',
  ],
  ['the first group that fits', { states: [{ workItemType: 'bug', state: 'One' }, { state: 'Two' }] }, 'One'],
  ['nothing of another connector', { states: [{ connectorId: 'connector-2', state: 'Done' }] }, undefined],
  ['nothing, where nothing was given', {}, undefined],
])('gives a ticket %s', (_, wanted, state) => {
  expect(stateForTicket(wanted, ticket)).toBe(state);
});
