import type { Operation } from '../operation';

const resourceAreas: [name: string, id: string][] = [
  ['core', '79134c72-4a58-4b42-976c-04e7115f32bf'],
  ['wit', '5264459e-e5e0-4bd8-b118-0985e68a4ec5'],
  ['hookssvc', '6f0d0cb2-7079-41fa-aeef-4772f7a835f7'],
  ['Location', 'e81700f7-3be2-46de-8624-2eb35882fcaa'],
  ['Graph', 'bb1e7ec9-e901-4b68-999a-de7012b920f8'],
  ['Identity', 'fc3682be-3d6c-427a-87c8-e527b16a1d05'],
];

/** Areas are at the organization's primary URL, which ends with a slash here (facts: azure-devops.md section 10.2). */
const areasOf = (primaryUrl: string) =>
  resourceAreas.map(([name, id]) => ({ id, name, locationUrl: `${primaryUrl}/` }));

const list: Operation['handle'] = ({ organization }) => {
  const value = areasOf(organization.primaryUrl);
  return { status: 200, body: { count: value.length, value } };
};

const get: Operation['handle'] = ({ organization, params }) => ({
  status: 200,
  body: areasOf(organization.primaryUrl).find(({ id }) => id === params.areaId?.toLowerCase()) ?? null,
});

export const resourceAreaRoutes: Operation[] = [
  { method: 'GET', path: '_apis/ResourceAreas', handle: list },
  { method: 'GET', path: '_apis/ResourceAreas/{areaId}', handle: get },
];
