import {
  findHttpFunction,
  sortByPrecedence,
  toHttpFunction,
} from '../../../../local/functions-host/http/http-function';
import { registered } from '../registered';

const http = (name: string, options: Record<string, unknown>, prefix = 'api') =>
  toHttpFunction(registered({ type: 'httpTrigger', methods: ['GET'], ...options }, name), prefix);

describe('an HTTP function', () => {
  it.each([
    [{}, 'api', 'api/sample'],
    [{ route: 'a/{id}' }, 'api', 'api/a/{id}'],
    [{ route: '' }, 'api', 'api'],
    [{ route: 'a' }, '', 'a'],
  ])('with %j under "%s" answers at %s', (options, prefix, route) =>
    expect(http('sample', options, prefix).route).toBe(route),
  );

  it('has one of three levels', () => {
    expect(http('sample', {}).authLevel).toBe('anonymous');
    expect(http('sample', { authLevel: 'Function' }).authLevel).toBe('function');
    expect(() => http('sample', { authLevel: 'anybody' })).toThrow('unknown authLevel "anybody"');
  });
});

describe('the function that answers a request', () => {
  const functions = sortByPrecedence([
    http('any', { route: '{*path}' }),
    http('one', { route: 'tickets/{id}' }),
    http('close', { route: 'tickets/close', methods: ['POST'] }),
    http('patch', { route: 'tickets/{ticketId}', methods: ['patch'] }),
  ]);

  it.each([
    ['GET', 'api/tickets/7', 'one', { id: '7' }],
    ['GET', 'api/tickets/close', 'one', { id: 'close' }],
    ['POST', 'api/tickets/close', 'close', {}],
    ['PATCH', 'API/Tickets/7', 'patch', { ticketId: '7' }],
    ['GET', 'api/x/y', 'any', { path: 'x/y' }],
  ])('%s %s is %s', (method, path, name, params) => {
    const match = findHttpFunction(functions, method, path.split('/'));
    expect([match?.found.fn.name, match?.params]).toEqual([name, params]);
  });

  it('is nobody for another method', () => {
    expect(findHttpFunction(functions, 'DELETE', ['api', 'tickets', '7'])).toBeUndefined();
  });
});
