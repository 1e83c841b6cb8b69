import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declarationsOf, resourcesOf } from './bicep/declarations';
import { readInfra } from './bicep/parse';
import { at } from './bicep/value';

interface Route {
  path: string;
  /** undefined where callers are checked by the function itself, or may be anybody. */
  role: string | undefined;
}

/** The routes of the app, as the files of functions/http declare them. */
function routes(): Route[] {
  return readdirSync('functions/http')
    .map((name) => readFileSync(join('functions/http', name), 'utf8'))
    .flatMap((text) => {
      const route = /\broute: '([^']+)'/.exec(text)?.[1];
      return route === undefined ? [] : [{ path: `/api/${route}`, role: /\brole: '(\w+)'/.exec(text)?.[1] }];
    });
}

/** `*` at the end stands for anything below. */
const covers = (excluded: string, path: string) =>
  excluded.endsWith('/*') ? path.startsWith(excluded.slice(0, -1)) : path === excluded;

describe('App Service authentication', () => {
  let excludedPaths: string[];
  const isExcluded = ({ path }: Route) => excludedPaths.some((excluded) => covers(excluded, path));

  beforeAll(async () => {
    const declarations = (await readInfra()).flatMap(declarationsOf);
    const [settings] = resourcesOf(declarations, 'Microsoft.Web/sites/config').filter(
      ({ body }) => at(body, 'name') === 'authsettingsV2',
    );
    expect(at(settings?.body, 'properties', 'globalValidation')).toMatchObject({
      requireAuthentication: true,
      unauthenticatedClientAction: 'Return401',
    });
    excludedPaths = at(settings?.body, 'properties', 'globalValidation', 'excludedPaths') as string[];
  });

  it('lets through whoever has credentials of their own: webhooks, events, and what anybody may ask', () => {
    const own = routes().filter(({ role }) => role === undefined || role === 'nucleus');
    expect(own.filter((route) => !isExcluded(route))).toEqual([]);
    expect(own.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/api/azure-devops/webhooks/{connectorId}', '/api/nucleus/events']),
    );
  });

  it('lets nobody else through', () => {
    const ofPeople = routes().filter(({ role }) => role !== undefined && role !== 'nucleus');
    expect(ofPeople.filter(isExcluded)).toEqual([]);
    expect(ofPeople.length).toBeGreaterThan(20);
  });
});
