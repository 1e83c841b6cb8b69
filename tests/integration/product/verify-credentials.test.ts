import { randomUUID } from 'node:crypto';
import { ApiClient } from '../../../local/demo/api-client';
import type { Verification } from '../../../local/demo/shapes';
import { sampleWorld } from '../../../local/sample-world';
import type { Stack } from '../../../local/stack';
import { startTestStack } from '../../support/stack';

/** Another tenant, and applications that lack one thing each. */
function world() {
  const given = sampleWorld();
  const application = (displayName: string) => ({
    displayName,
    clientId: randomUUID(),
    objectId: randomUUID(),
  });
  const stranger = application('Stranger');
  const blind = application('Blind');
  const readOnly = application('Read only');
  const hookless = application('Hookless');
  const all = [stranger, blind, readOnly, hookless];
  const member = ({ displayName, clientId, objectId }: typeof stranger, rights: object) => ({
    displayName,
    applicationId: clientId,
    objectId,
    rights,
  });
  return {
    stranger,
    blind,
    readOnly,
    hookless,
    world: {
      ...given,
      entra: {
        ...given.entra,
        applications: [
          ...given.entra.applications,
          ...all.map((one) => ({ ...one, secrets: [{ value: `secret of ${one.displayName}` }] })),
        ],
      },
      azureDevOps: {
        ...given.azureDevOps,
        members: [
          ...given.azureDevOps.members,
          member(blind, { projects: [] }),
          member(readOnly, { editWorkItems: false }),
          member(hookless, { manageServiceHooks: false }),
        ],
      },
    },
  };
}

describe('Verify Credentials', () => {
  const cast = world();
  let stack: Stack;
  let api: ApiClient;

  beforeAll(async () => {
    stack = await startTestStack({ world: cast.world });
    api = new ApiClient(`${stack.baseUrl}/api`, { 'x-functions-key': stack.apiKeys.administrator });
  });

  afterAll(() => stack.stop());

  const input = () => {
    const { organization, tenantId, clientId, clientSecret } = stack.world;
    return {
      instanceUrl: stack.azureDevOps.addresses.baseUrl,
      organization,
      tenantId,
      clientId,
      clientSecret,
    };
  };
  const as = ({ displayName, clientId }: { displayName: string; clientId: string }) => ({
    clientId,
    clientSecret: `secret of ${displayName}`,
  });

  it('passes all checks in their order', async () => {
    const { ok, checks } = await api.post<Verification>('/connectors/verify', input());
    expect(ok).toBe(true);
    expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual(
      [
        'token',
        'organization',
        'membership',
        'projects',
        'workItemTypes',
        'workItemWrite',
        'serviceHooks',
      ].map((id) => `${id} passed`),
    );
  });

  it('takes the instance URL with the organization at its end, as people paste it', async () => {
    const { instanceUrl, organization } = input();
    const pasted = { ...input(), instanceUrl: `${instanceUrl}/${organization}/` };
    expect(await api.post<Verification>('/connectors/verify', pasted)).toMatchObject({ ok: true });
  });

  const failures: [string, () => object, string, RegExp][] = [
    ['a wrong secret', () => ({ clientSecret: 'wrong' }), 'token', /secret.*value/i],
    ['an unknown client', () => ({ clientId: randomUUID() }), 'token', /client|application/i],
    ['an unknown tenant', () => ({ tenantId: randomUUID() }), 'token', /tenant/i],
    [
      'an organization that is not there',
      () => ({ organization: 'Nowhere-Lines' }),
      'organization',
      /name|organization/i,
    ],
    [
      'another casing',
      () => ({ organization: 'saltmarsh-lines' }),
      'organization',
      /exactly as "Saltmarsh-Lines"/,
    ],
    [
      'a principal that was never added',
      () => as(cast.stranger),
      'membership',
      /Organization settings > Users/,
    ],
    ['no visible project', () => as(cast.blind), 'projects', /project/i],
    ['no right to write', () => as(cast.readOnly), 'workItemWrite', /edit work items|Contributors/i],
    ['no right to service hooks', () => as(cast.hookless), 'serviceHooks', /service.hook/i],
  ];

  it.each(failures)('tells what to do about %s', async (_what, change, failing, remedy) => {
    const { ok, checks } = await api.post<Verification>('/connectors/verify', { ...input(), ...change() });
    const position = checks.findIndex(({ id }) => id === failing);
    expect(ok).toBe(false);
    expect(checks[position]).toMatchObject({ status: 'failed' });
    expect(checks[position]?.remedy).toMatch(remedy);
    expect(checks.slice(0, position).every(({ status }) => status === 'passed')).toBe(true);
    expect(checks.slice(position + 1).every(({ status }) => status === 'skipped')).toBe(true);
  });

  it('stores nothing when saving fails', async () => {
    const refused = await api.post<{ code: string; checks: unknown[] }>(
      '/connectors',
      { ...input(), clientSecret: 'wrong' },
      [422],
    );
    expect(refused.code).toBe('connector-verification-failed');
    expect(refused.checks).toHaveLength(7);
    expect(await api.get<{ items: unknown[] }>('/connectors')).toEqual({ items: [] });
  });
});
