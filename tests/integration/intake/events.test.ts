import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { TicketView } from '../../../shared/tickets/ticket-view';
import type { List } from '../../../local/demo/shapes';
import { aSubAssessment, exported } from '../../support/builders/a-defender-record';
import { ConnectedStack } from '../../support/connected-stack';
import { aScanOf, everythingRule, findingNumbers, nucleusProjectId, processed } from '../../support/scans';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let connected: ConnectedStack;

beforeAll(async () => {
  connected = await ConnectedStack.start({ settings: { NUCLEUS_WEBHOOK_SECRETS: secret } });
  const onlyDefender = { match: 'all', conditions: [{ field: 'scan_type', operator: 'is', value: 'AZURE' }] };
  await connected.api.post('/rules', {
    ...everythingRule(connected.connectorId),
    findingCriteria: onlyDefender,
  });
}, 60_000);
afterAll(() => connected.stop());

interface Accepted {
  eventId: string;
  findings: number;
  rejected: number;
  duplicate: boolean;
}

async function post(body: RequestInit['body'], headers: Record<string, string>, path = '/nucleus/events') {
  const response = await fetch(`${connected.stack.baseUrl}/api${path}`, {
    method: 'POST',
    headers,
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
  return { status: response.status, body: (await response.json()) as Accepted & { code?: string } };
}

const key = () => ({ 'x-functions-key': connected.stack.apiKeys.nucleus });
const ndjson = () => ({ ...key(), 'content-type': 'application/x-ndjson; charset=utf-8' });

/** An event of many instances as lines: 50 of each finding, a finding that no rule is for. */
function manyLines(instances: number): { id: string; lines: string[] } {
  const { data, ...event } = aScanOf([]);
  const numbers = findingNumbers(Math.ceil(instances / 50));
  const findings = Array.from({ length: instances }, (_, i) => ({
    finding_number: numbers[Math.floor(i / 50)],
    asset_id: `asset ${i}`,
  }));
  return { id: event.id, lines: [{ ...event, data }, ...findings].map((line) => JSON.stringify(line)) };
}

describe('an event as NDJSON', () => {
  it('is taken as it comes, in chunks without a length, and processed', async () => {
    const { id, lines } = manyLines(1_000);
    const answer = await post(new Blob([lines.join('\n')]).stream(), ndjson());
    expect(answer).toEqual({
      status: 202,
      body: { eventId: id, findings: 1_000, rejected: 0, duplicate: false },
    });
    const again = await post(lines.join('\n'), ndjson());
    expect(again.body).toMatchObject({ findings: 1_000, duplicate: true });
    expect(await processed(connected, id)).toMatchObject({ findings: 1_000, failed: 0, errors: [] });
  });

  it('goes on where a connection was cut', async () => {
    const { id, lines } = manyLines(5_000);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const abort = new AbortController();
    const cut = fetch(`${connected.stack.baseUrl}/api/nucleus/events`, {
      method: 'POST',
      headers: ndjson(),
      body: readable,
      duplex: 'half',
      signal: abort.signal,
    }).catch((error: unknown) => error);
    await writer.write(new TextEncoder().encode(`${lines.slice(0, 4_500).join('\n')}\n`));
    // As soon as a window is in the queue its parts are worked on.
    while ((await progressOf(id))?.findings !== 4_000) await wait(20);
    abort.abort();
    expect(await cut).toMatchObject({ name: 'AbortError' });
    const answer = await post(lines.join('\n'), ndjson());
    expect(answer.body).toMatchObject({ findings: 5_000, rejected: 0, duplicate: false });
    expect(await processed(connected, id)).toMatchObject({ findings: 5_000, failed: 0 });
  });

  it('needs a key, whatever signature it has', async () => {
    const body = manyLines(1).lines.join('\n');
    const answer = await post(body, { ...signatureOf(body), 'content-type': 'application/x-ndjson' });
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });

  it.each([
    ['no event first', '{"finding_number":"1"}\n', 'invalid-request'],
    ['no JSON first', 'hello\n', 'malformed-json'],
    ['nothing', '\n', 'invalid-request'],
  ])('is refused with %s', async (_, body, code) => {
    const answer = await post(body, ndjson());
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });
});

function signatureOf(body: string, signedBody = body): Record<string, string> {
  const at = new Date();
  return {
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg-1', at, signedBody),
  };
}

describe('a signed event', () => {
  it('needs no key', async () => {
    const body = JSON.stringify(aScanOf(findingNumbers(1, 90_000)));
    const headers = { ...signatureOf(body), 'content-type': 'application/json' };
    expect(await post(body, headers)).toMatchObject({ status: 202 });
  });

  it('is refused when anything of it was changed, before it is read', async () => {
    const body = '{ no JSON';
    const headers = { ...signatureOf(body, '{}'), 'content-type': 'application/json' };
    const answer = await post(body, headers);
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });

  it('may be signed for events of Nucleus only', async () => {
    const body = JSON.stringify([aSubAssessment()]);
    const headers = { ...signatureOf(body), 'content-type': 'application/json' };
    expect((await post(body, headers, '/defender/events')).status).toBe(401);
  });
});

describe('records of Defender for Cloud', () => {
  const path = `/defender/events?projectId=${nucleusProjectId}`;

  it('become tickets, which close when Defender deletes them', async () => {
    const send = async (records: unknown) => {
      const { status, body } = await post(
        JSON.stringify(records),
        { ...key(), 'content-type': 'application/json' },
        path,
      );
      expect(status).toBe(202);
      return processed(connected, body.eventId);
    };
    expect(await send([exported(aSubAssessment(), 'Insert', 'subAssessment'), { id: 'x' }])).toMatchObject({
      ticketsCreated: 1,
      failed: 1,
    });
    const { items } = await connected.api.get<List<TicketView>>('/tickets?search=Terminal');
    expect(items).toMatchObject([
      { title: 'CVE-2026-6542 Terminal client integer overflow', severity: 'Medium' },
    ]);
    expect(await send(exported(aSubAssessment(), 'Delete', 'subAssessment'))).toMatchObject({
      ticketsClosed: 1,
    });
  });
});

async function progressOf(eventId: string): Promise<{ findings: number } | undefined> {
  return connected.api.get<{ findings: number }>(`/nucleus/events/${eventId}`).catch(() => undefined);
}
