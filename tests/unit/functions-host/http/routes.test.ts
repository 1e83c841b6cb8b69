import { compareRoutes } from '../../../../local/functions-host/http/route-precedence';
import { matchRoute } from '../../../../local/functions-host/http/match-route';
import { parseRoute } from '../../../../local/functions-host/http/route-template';

const match = (template: string, path: string) =>
  matchRoute(parseRoute(template), path === '' ? [] : path.split('/'));

describe('a route matches a path', () => {
  it.each([
    ['', '', {}],
    ['a/b', 'A/B', {}],
    ['a/{id}', 'a/X', { id: 'X' }],
    ['a/{id}/c', 'a/x/c', { id: 'x' }],
    ['a/{id?}', 'a', {}],
    ['a/{id?}', 'a/1', { id: '1' }],
    ['a/{id=5}', 'a', { id: '5' }],
    ['a/{*rest}', 'a', {}],
    ['a/{*rest}', 'a/b/c', { rest: 'b/c' }],
    ['a/{**rest}', 'a/b/c', { rest: 'b/c' }],
    ['{id:int}', '-12', { id: '-12' }],
    ['{id:int:min(3)?}', '3', { id: '3' }],
  ])('%s takes %s', (template, path, params) => expect(match(template, path)).toEqual(params));

  it.each([
    ['', 'a'],
    ['a/b', 'a'],
    ['a', 'a/b'],
    ['a/{id}', 'a'],
    ['a/{id}', 'a/'],
    ['a/{id}', 'a/b/c'],
    ['{id:int}', 'x'],
    ['{id:int}', '2147483648'],
    ['{id:int:min(3)}', '2'],
  ])('%s does not take %s', (template, path) => expect(match(template, path)).toBeUndefined());
});

describe('a route', () => {
  it.each([
    ['/a', 'must not start'],
    ['~/a', 'must not start'],
    ['a/{id}x', 'neither text nor one parameter'],
    ['a/{id', 'neither text nor one parameter'],
    ['a/{}', 'neither text nor one parameter'],
    ['{a}/{A}', 'a parameter twice'],
    ['{*rest}/a', 'has to be the last'],
    ['{id?}/a', 'has to be the last'],
    ['{id:nothing}', 'constraint "nothing" is not known'],
    ['{id:toString}', 'constraint "toString" is not known'],
  ])('%s is none', (template, why) => expect(() => parseRoute(template)).toThrow(why));
});

describe('of several routes the most definite comes first', () => {
  it('segment by segment', () => {
    const wanted = [
      'a',
      'a/b',
      'a/{id:int}',
      'a/{id}',
      'a/{*rest:int}',
      'a/{*rest}',
      '{x}',
      '{x}/b',
      '{*all}',
    ];
    const sorted = wanted
      .toReversed()
      .map((template) => ({ template, segments: parseRoute(template) }))
      .sort((a, b) => compareRoutes(a.segments, b.segments));
    expect(sorted.map(({ template }) => template)).toEqual(wanted);
  });
});
