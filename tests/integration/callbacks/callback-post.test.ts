import type { Server } from 'node:http';
import { createReceiver } from '../../../local/callback-receiver/receiver';
import type { MailboxSettings, MailboxView } from '../../../local/callback-receiver/mailbox';
import { listen } from '../../../local/listen';
import { CallbackPost } from '../../../shared/callbacks/callback-post';
import { signCallback } from '../../../shared/callbacks/sign-callback';
import { type Receiver, startReceiver } from '../../support/webhook-receiver';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const body = JSON.stringify({ type: 'ticket.closed', data: { title: 'Lücke – ✓' } });
const signed = (secrets = [secret], at = new Date()) => signCallback('msg_1', body, secrets, at);

let server: Server;
let host: string;
let post: CallbackPost;
let slow: Receiver;

beforeAll(async () => {
  server = createReceiver();
  host = `localhost:${await listen(server)}`;
  slow = await startReceiver(() => 'hang');
  post = new CallbackPost(() => [host, new URL(slow.url).host], 300);
});

afterAll(async () => {
  await post.close();
  await slow.close();
  server.closeAllConnections();
  server.close();
});

const set = (settings: MailboxSettings) =>
  fetch(`http://${host}/mailboxes/test`, { method: 'PUT', body: JSON.stringify(settings) });
const view = async () => (await (await fetch(`http://${host}/mailboxes/test`)).json()) as MailboxView;
const send = (headers = signed()) => post.post(`http://${host}/callbacks/test`, headers, body);

describe('a message', () => {
  it('arrives whole, and its signature holds; once more and it is known', async () => {
    await set({ secrets: [secret] });
    expect(await send()).toEqual({ status: 204 });
    expect(await send()).toEqual({ status: 204 });
    expect(await view()).toMatchObject({ messages: [{ id: 'msg_1', body: JSON.parse(body) }], repeated: 1 });
  });

  it.each([
    ['another secret', signed([`whsec_${Buffer.alloc(32, 8).toString('base64')}`]), 401],
    ['an old time', signed([secret], new Date(Date.now() - 600_000)), 401],
    ['another id', { ...signed(), 'webhook-id': 'msg_2' }, 401],
    ['two signatures, one good', signed([`whsec_${Buffer.alloc(32, 8).toString('base64')}`, secret]), 204],
  ])('with %s is answered as it should be', async (_, headers, status) => {
    await set({ secrets: [secret] });
    expect(await send(headers)).toEqual({ status });
  });

  it('follows no redirect', async () => {
    await set({ answers: [302] });
    expect(await send()).toEqual({ status: 302 });
  });

  it('waits for nobody longer than it may', async () => {
    expect(await post.post(slow.url, signed(), body)).toEqual({
      unreachable: 'The endpoint did not answer in time.',
    });
  });

  it('says where nobody listens', async () => {
    const nobody = new CallbackPost(() => ['localhost:9']);
    expect(await nobody.post('http://localhost:9/', signed(), body)).toEqual({
      unreachable: 'Nothing answers at the address of the callback URL.',
    });
    await nobody.close();
  });

  it('is not sent where the setting does not allow it any more', async () => {
    const strict = new CallbackPost(() => []);
    const result = await strict.post(`http://${host}/callbacks/test`, signed(), body);
    expect(result).toHaveProperty('unreachable', expect.stringContaining('OUTBOUND_ALLOWED_HOSTS'));
    await strict.close();
  });
});
