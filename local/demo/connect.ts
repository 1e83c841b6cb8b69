import { check } from './check';
import type { Story } from './story';
import type { List, SavedConnector, State, Verification } from './shapes';

/** Verify Credentials, save the connector, look at what the ticket form would offer. */
export async function connect({ narrator, api, nucleus, description, project }: Story): Promise<string> {
  const { baseUrl, organization, tenantId, clientId, clientSecret } = description.azureDevOps;
  const callbackUrl = `${description.callbackReceiver}/callbacks/demo`;
  const application = { tenantId, clientId, clientSecret };
  const input = { name: 'Demo', instanceUrl: baseUrl, organization, ...application, callbackUrl };
  let connectorId = '';

  await narrator.step('Verify Credentials with a wrong client secret', async () => {
    const wrong = await api.post<Verification>('/connectors/verify', {
      ...input,
      clientSecret: 'not-the-secret',
    });
    const failed = wrong.checks.find(({ status }) => status === 'failed');
    check(!wrong.ok && failed?.id === 'token', 'The check "token" should have failed.');
    return [`refused: ${failed.detail}`, `remedy: ${failed.remedy ?? ''}`];
  });

  await narrator.step('Verify Credentials with the right one', async () => {
    const { ok, checks } = await api.post<Verification>('/connectors/verify', input);
    check(ok && checks.length === 7, `A check failed: ${JSON.stringify(checks)}`);
    return checks.map(({ id, detail }) => `${id}: ${detail}`);
  });

  await narrator.step('Save the connector', async () => {
    const connector = await api.post<SavedConnector>('/connectors', input, [201]);
    connectorId = connector.id;
    await nucleus.call('PUT', '/mailboxes/demo', { secrets: [connector.callbackSecret] });
    check(!JSON.stringify(connector).includes(clientSecret), 'The secret came back.');
    const { subscriptions } = await api.get<{ subscriptions: unknown[] }>(
      `/connectors/${connectorId}/service-hooks`,
    );
    check(subscriptions.length > 0, 'There are no service-hook subscriptions.');
    return [
      `saved; ${subscriptions.length} service-hook subscriptions deliver to ${connector.webhookUrl}`,
      `changes are told to ${callbackUrl}, signed with a secret that is shown this once`,
    ];
  });

  await narrator.step('List the states of a Bug', async () => {
    const path = `/connectors/${connectorId}/projects/${encodeURIComponent(project)}/work-item-types/Bug/states`;
    const { items } = await api.get<List<State>>(path);
    check(
      items.some(({ allowedOnCreate }) => allowedOnCreate),
      'No state is allowed on creation.',
    );
    return items.map(
      ({ name, category, allowedOnCreate, reachableOnCreate }) =>
        `${name} (${category}): ${allowedOnCreate ? 'allowed on creation' : reachableOnCreate ? 'reached after creation' : 'not reachable'}`,
    );
  });
  return connectorId;
}
