import { readApiPath, routeKey, Router } from '../../../../local/azure-devops/http/router';

const handle = () => ({ status: 200 });
const route = (method: string, path: string) => ({ method, path, handle });
const router = new Router([
  route('GET', '[{project}/]_apis/wit/workitems/{id}'),
  route('GET', '{project}/_apis/wit/workitems/${type}'),
  route('GET', '{project}/_apis/wit/nodes/{group}/{*path}'),
  route('GET', '_apis/projects'),
  route('GET', '_apis/projects/{projectId}'),
  route('PATCH', '_apis/wit/$batch'),
]);
const find = (method: string, path: string) => {
  const apiPath = readApiPath(path);
  const match = apiPath && router.match(method, apiPath);
  return match && { route: match.route.path, ...match.params };
};

describe('paths of the REST API', () => {
  it.each([
    ['/Org/_apis/projects', { organization: 'Org', segments: ['projects'] }],
    ['/Org/Pay%20Desk/_APIS/wit/x', { organization: 'Org', project: 'Pay Desk', segments: ['wit', 'x'] }],
    [
      '/o/p/Team%201/_apis/wit/wiql',
      { organization: 'o', project: 'p', team: 'Team 1', segments: ['wit', 'wiql'] },
    ],
    ['/Org/_workitems/edit/1', undefined],
    ['/_apis/projects', undefined],
    ['/a/b/c/d/_apis/x', undefined],
    ['/Org/100%/_apis/x', { organization: 'Org', project: '100%', segments: ['x'] }],
  ])('%s', (path, expected) => {
    expect(readApiPath(path)).toEqual(expected);
  });
});

describe('routes', () => {
  it.each([
    ['GET', '/o/_apis/wit/WorkItems/7', { route: '[{project}/]_apis/wit/workitems/{id}', id: '7' }],
    [
      'GET',
      '/o/p/_apis/wit/workItems/7',
      { route: '[{project}/]_apis/wit/workitems/{id}', id: '7', project: 'p' },
    ],
    [
      'GET',
      '/o/p/_apis/wit/workitems/$User%20Story',
      { route: '{project}/_apis/wit/workitems/${type}', type: 'User Story', project: 'p' },
    ],
    [
      'GET',
      '/o/p/_apis/wit/nodes/areas/a/b',
      { route: '{project}/_apis/wit/nodes/{group}/{*path}', group: 'areas', path: 'a/b', project: 'p' },
    ],
    ['PATCH', '/o/_apis/wit/$batch', { route: '_apis/wit/$batch' }],
    ['PATCH', '/o/p/_apis/wit/$batch', undefined],
    ['GET', '/o/_apis/wit/nodes/areas', undefined],
    ['DELETE', '/o/_apis/projects', undefined],
  ])('%s %s', (method, path, expected) => {
    const found = find(method, path);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });

  it('are counted under their path, the optional project left out', () => {
    expect(routeKey(route('GET', '[{project}/]_apis/wit/workitems/{id}'))).toBe(
      'GET _apis/wit/workitems/{id}',
    );
    expect(routeKey(route('POST', '{project}/_apis/x'))).toBe('POST {project}/_apis/x');
  });
});
