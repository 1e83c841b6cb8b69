/** One entry of what `OPTIONS {organization}/_apis/{area}` would answer, as far as the official client reads it. */
export interface RouteLocation {
  id: string;
  area: string;
  resourceName: string;
  routeTemplate: string;
  resourceVersion: number;
  minVersion: string;
  maxVersion: string;
  releasedVersion: string;
}

const released = (area: string, resourceName: string, id: string, routeTemplate: string): RouteLocation => ({
  id,
  area,
  resourceName,
  routeTemplate,
  resourceVersion: 1,
  minVersion: '1.0',
  maxVersion: '7.1',
  releasedVersion: '7.1',
});

/**
 * The routes of the operations that the official client carries out here (facts: azure-devops.md section 10.2). They
 * never change: asking for them would cost three requests per instance.
 */
const routes = [
  released('core', 'projects', '603fe2ac-9723-48b9-88ad-09305aa6c6e1', '_apis/{resource}/{*projectId}'),
  released(
    'wit',
    'workItems',
    '62d3d110-0047-428c-ad3c-4fe872c91c74',
    '{project}/_apis/{area}/{resource}/${type}',
  ),
  released(
    'wit',
    'workItems',
    '72c7ddf8-2cdc-4f60-90cd-ab71c14a399b',
    '{project}/_apis/{area}/{resource}/{id}',
  ),
  released(
    'wit',
    'workItemTypes',
    '7c8d7a76-4a09-43e8-b5df-bd792f4ac6aa',
    '{project}/_apis/{area}/{resource}/{type}',
  ),
  released(
    'wit',
    'workItemTypesField',
    'bd293ce5-3d25-4192-8e67-e8092e879efb',
    '{project}/_apis/{area}/workitemtypes/{type}/fields/{field}',
  ),
  released('wit', 'wiql', '1a9c53f7-f243-4447-b110-35ef023636e4', '{project}/{team}/_apis/{area}/{resource}'),
];

const byId = new Map(routes.map((route) => [route.id, route]));

export const findRoute = (id: string): RouteLocation | undefined => byId.get(id.toLowerCase());
