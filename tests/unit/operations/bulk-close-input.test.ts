import { faultsOf, fits } from '../../../shared/http/validate';
import {
  bulkCloseSchema,
  commonStatesSchema,
  mostTickets,
} from '../../../shared/operations/bulk-close-input';

const ids = (count: number) => Array.from({ length: count }, (_, position) => `ticket-${position}`);

describe('bulkCloseSchema', () => {
  it.each<[string, object]>([
    ['a state for all', { ticketIds: ['a'], state: 'Closed' }],
    ['states by group', { ticketIds: ['a'], states: [{ project: 'Ferry', state: 'Done' }] }],
    ['both', { ticketIds: ['a'], state: 'Closed', states: [{ state: 'Done' }] }],
    ['as many tickets as may be', { ticketIds: ids(mostTickets), state: 'Closed' }],
  ])('takes %s', (_, body) => expect(faultsOf(bulkCloseSchema, body)).toEqual([]));

  it.each<[string, object]>([
    ['no tickets', { ticketIds: [], state: 'Closed' }],
    ['no state', { ticketIds: ['a'] }],
    ['a ticket twice', { ticketIds: ['a', 'a'], state: 'Closed' }],
    ['too many tickets', { ticketIds: ids(mostTickets + 1), state: 'Closed' }],
    ['an empty state', { ticketIds: ['a'], state: '' }],
    ['a group without a state', { ticketIds: ['a'], states: [{ project: 'Ferry' }] }],
    ['something else', { ticketIds: ['a'], state: 'Closed', force: true }],
  ])('refuses %s', (_, body) => expect(fits(bulkCloseSchema, body)).toBe(false));
});

it('asks for the states of some tickets at least', () => {
  expect(fits(commonStatesSchema, { ticketIds: ['a'] })).toBe(true);
  expect(fits(commonStatesSchema, { ticketIds: [] })).toBe(false);
});
