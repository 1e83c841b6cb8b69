import { leadsToTicket, ticketUrl } from '../../../shared/tickets/ticket-url';

it('ticketUrl leads to the ticket', () => {
  const url = ticketUrl('https://connector.harbor.example', 'ticket-1');
  expect(url).toBe('https://connector.harbor.example/api/tickets/ticket-1');
  expect(leadsToTicket(url, 'ticket-1')).toBe(true);
});

describe('leadsToTicket', () => {
  it.each([
    ['https://elsewhere.example/api/tickets/ticket-1', true],
    ['https://CONNECTOR.example/API/Tickets/Ticket-1', true],
    ['https://connector.example/api/tickets/ticket-11', false],
    ['https://connector.example/api/tickets/my-ticket-1', false],
    ['https://connector.example/tickets/ticket-1', false],
    ['https://connector.example/api/tickets/ticket-1/comments', false],
  ])('%s: %s', (url, expected) => expect(leadsToTicket(url, 'ticket-1')).toBe(expected));
});
