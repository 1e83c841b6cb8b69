import { httpFunction } from '../../shared/http/http-function';
import { pageParameters, pageQuery } from '../../shared/http/page-query';

const filters = ['connectorId', 'project', 'state', 'stateCategory', 'severity', 'search'] as const;

/** Tickets, the newest first, by the filters that are given. */
httpFunction('list-tickets', {
  method: 'GET',
  route: 'tickets',
  role: 'reader',
  query: [...pageParameters, ...filters],
  handle: async ({ query, services }) => {
    const { limit, continuationToken } = pageQuery(query);
    const given = filters.flatMap((name) => {
      const value = query.get(name);
      return value === null || value === '' ? [] : [[name, value] as const];
    });
    return { body: await services.ticketList.page(Object.fromEntries(given), limit, continuationToken) };
  },
});
