import { ApiClient } from '../../../local/demo/api-client';
import { eventually } from '../../../local/demo/eventually';
import type { MailboxSettings, MailboxView } from '../../../local/callback-receiver/mailbox';
import type { Callback } from '../../../shared/callbacks/callback';
import type { CallbackView } from '../../../shared/callbacks/callback-administration';
import { ConnectedStack } from '../../support/connected-stack';

let connected: ConnectedStack;
let nucleus: ApiClient;
let ticketId: string;

const callbackUrl = () => `${connected.stack.callbackReceiver.addresses.baseUrl}/callbacks/test`;
const path = () => `/connectors/${connected.connectorId}`;
const mailbox = () => nucleus.get<MailboxView>('/mailboxes/test');
const set = (settings: MailboxSettings) => nucleus.call('PUT', '/mailboxes/test', settings);

function save(changes: Record<string, unknown>) {
  const { organization, tenantId, clientId } = connected.stack.world;
  const instanceUrl = connected.stack.azureDevOps.addresses.baseUrl;
  return connected.send('PUT', path(), { instanceUrl, organization, tenantId, clientId, ...changes });
}

/** The types of the messages of the ticket, once there are so many. */
async function heard(count: number): Promise<string[]> {
  const { value } = await eventually(`${count} messages are there`, 20_000, async () => {
    const { messages } = await mailbox();
    const all = messages.map((message) => message.body as Callback);
    const ours = all.filter(({ data }) => data.ticket.id === ticketId);
    return ours.length >= count ? ours : undefined;
  });
  expect(value.map(({ data }) => data.sequence)).toEqual(value.map((_, position) => position + 1));
  return value.map(({ type }) => type);
}

beforeAll(async () => {
  connected = await ConnectedStack.start();
  nucleus = new ApiClient(connected.stack.callbackReceiver.addresses.baseUrl, {});
});

afterAll(() => connected.stop());

describe('a callback URL', () => {
  it.each([
    ['http://nucleus.example/hooks'],
    ['https://10.0.0.1/hooks'],
    ['https://169.254.169.254/metadata'],
    ['https://user:word@nucleus.example/hooks'],
    ['file:///etc/hosts'],
  ])('%s is refused', async (url) => {
    const { status, body } = await save({ callbackUrl: url });
    expect([status, body.code]).toEqual([422, 'callback-url-not-allowed']);
  });

  it('comes with a secret that is shown once', async () => {
    const redeliver = () => connected.send('POST', `${path()}/callbacks/redeliver`, {});
    expect((await redeliver()).body.code).toBe('no-callback-url');
    const { status, body } = await save({ callbackUrl: callbackUrl() });
    expect([status, body.callbackSecret]).toEqual([200, expect.stringMatching(/^whsec_/)]);
    await set({ secrets: [String(body.callbackSecret)] });
    const again = await save({ callbackUrl: callbackUrl() });
    const shown = await connected.send('GET', path());
    expect(JSON.stringify([again, shown])).not.toContain('whsec_');
    expect(shown.body.callback).toMatchObject({ status: 'enabled', pending: 0 });
  });
});

describe('changes', () => {
  it('of both sides are told in order, and every signature holds', async () => {
    const [ticket] = await connected.createTickets(['Loose cleat on pier four']);
    ticketId = ticket!.id;
    await connected.developer.patch(`/_apis/wit/workitems/${ticket!.workItemId}?api-version=7.1`, [
      { op: 'add', path: '/fields/System.State', value: 'Active' },
    ]);
    expect(await heard(2)).toEqual(['ticket.created', 'ticket.updated']);
    await connected.api.post(`/tickets/${ticketId}/comments`, { text: 'Tightened.' });
    await connected.api.patch(`/tickets/${ticketId}`, { state: 'Closed' });
    expect((await heard(4)).slice(2)).toEqual(['ticket.commented', 'ticket.closed']);
    expect(await mailbox()).toMatchObject({ refused: 0, failed: 0 });
  });

  it('that are not taken are seen to wait, and are sent again when that is asked for', async () => {
    await set({ answers: [500] });
    await connected.api.patch(`/tickets/${ticketId}`, { state: 'Active' });
    const { value } = await eventually('the failure is seen', 5_000, async () => {
      const { callback } = await connected.api.get<{ callback: CallbackView }>(path());
      return callback.status === 'failing' ? callback : undefined;
    });
    expect(value).toMatchObject({ pending: 1, lastFailure: { httpStatus: 500 } });
    const asked = await connected.send('POST', `${path()}/callbacks/redeliver`, { ticketId });
    expect(asked).toMatchObject({ status: 202, body: { tickets: 1 } });
    expect((await heard(5)).at(-1)).toBe('ticket.reopened');
  });

  it('are signed with both secrets after a rotation', async () => {
    const { status, body } = await connected.send('POST', `${path()}/callback-secret/rotate`);
    expect([status, body.secret]).toEqual([200, expect.stringMatching(/^whsec_/)]);
    await connected.api.patch(`/tickets/${ticketId}`, { state: 'Resolved' });
    await heard(6);
    await set({ secrets: [String(body.secret)] });
    await connected.api.patch(`/tickets/${ticketId}`, { state: 'Closed' });
    await heard(7);
    expect((await mailbox()).refused).toBe(0);
  });

  it('are told though the endpoint and the app die in between', async () => {
    await connected.stack.kill('callback-receiver');
    const unlinked = await connected.send('DELETE', `/tickets/${ticketId}`);
    expect(unlinked.status).toBeLessThan(300);
    await connected.stack.kill('functions-host');
    await Promise.all([
      connected.stack.restart('functions-host'),
      connected.stack.restart('callback-receiver'),
    ]);
    const { secret } = await connected.api.post<{ secret: string }>(`${path()}/callback-secret/rotate`);
    await set({ secrets: [secret] });
    await connected.api.post(`${path()}/callbacks/redeliver`, {});
    const { value } = await eventually('the message is there', 90_000, async () => {
      const { messages } = await mailbox();
      return messages.length > 0 ? messages.map(({ body }) => (body as Callback).type) : undefined;
    });
    expect(value).toEqual(['ticket.deleted']);
  }, 120_000);
});
