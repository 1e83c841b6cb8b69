import { jest } from '@jest/globals';
import { TableClient } from '@azure/data-tables';
import { runDemo } from '../../../local/demo/demo';
import { scanOf } from '../../../local/demo/scan';
import type { Stack } from '../../../local/stack';
import { createTables } from '../../../shared/storage/table-service';
import { TableSecretStore } from '../../../shared/security/table-secret-store';
import { findSecrets, type ReadableText } from '../../support/secret-search';
import { startTestStack } from '../../support/stack';
import { loggedLines, queuedMessages, storedRows, textsIn } from '../../support/stack-contents';

let stack: Stack;
/** By their names. */
let secrets: Record<string, string>;
const answers: ReadableText[] = [];

/** Keeps what the app answers to whoever asks. */
function listen(baseUrl: string): void {
  const original = globalThis.fetch;
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const response = await original(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith(baseUrl)) {
      const headers = JSON.stringify([...response.headers]);
      const text = `${headers}\n${await response.clone().text()}`;
      answers.push({ where: `answer ${response.status} of ${new URL(url).pathname}`, text });
    }
    return response;
  });
}

const ask = (
  path: string,
  { headers, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
) =>
  fetch(`${stack.baseUrl}/api${path}`, {
    ...init,
    headers: { 'x-functions-key': stack.apiKeys.administrator, ...headers },
  });

/** What the app itself keeps sealed, by where it is in the store. */
async function sealedSecrets(): Promise<Record<string, string>> {
  const { connectionString } = stack.azurite.addresses;
  const key = Buffer.from(stack.settings.SECRET_STORE_KEY ?? '', 'base64');
  const connection = { kind: 'connection-string', connectionString } as const;
  const store = new TableSecretStore(createTables(() => connection)('secrets'), () => key);
  const table = TableClient.fromConnectionString(connectionString, 'secrets', {
    allowInsecureConnection: true,
  });
  const found: Record<string, string> = {};
  for await (const { rowKey: name = '' } of table.listEntities()) {
    const secret = (await store.get(name)) ?? '';
    const parts = secret.startsWith('{') ? textsIn(JSON.parse(secret) as unknown) : [secret];
    // Names and dates beside the secrets are shorter.
    for (const part of parts.filter(({ length }) => length > 30)) found[`${name} ${part.slice(0, 3)}`] = part;
  }
  return found;
}

/** Mistakes and outages whose errors have secrets at hand. */
async function goWrong(connectorId: string, sealed: Record<string, string>): Promise<void> {
  const { organization, tenantId, clientId, clientSecret } = stack.world;
  const connector = { instanceUrl: stack.azureDevOps.addresses.baseUrl, organization, tenantId, clientId };
  const json = (body: unknown) => ({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  await ask('/connectors', json({ ...connector, clientId: tenantId, clientSecret }));
  await ask('/connectors', json({ ...connector, clientSecret, unknown: clientSecret }));
  await ask('/connectors', json({ clientSecret, tenantId: clientSecret }));
  await ask(`/connectors?code=${stack.apiKeys.reader}`, { ...json({}), headers: { 'x-functions-key': '' } });
  await ask('/connectors', { headers: { 'x-functions-key': `${stack.apiKeys.operator}x` } });
  for (const secret of Object.values(sealed)) {
    const authorization = `Basic ${Buffer.from(`azure-devops:${secret}`).toString('base64')}`;
    await ask(`/azure-devops/webhooks/${connectorId}`, { ...json({}), headers: { authorization } });
  }
  await ask(`/connectors/${connectorId}/webhook-credentials/rotate`, { method: 'POST' });
  await stack.kill('entra');
  await ask(`/connectors/${connectorId}/verify`, { method: 'POST' });
  await stack.restart('entra');
  await stack.kill('azurite');
  await ask('/health');
  await ask(`/connectors/${connectorId}/projects`);
  await stack.restart('azurite');
  await stack.kill('service-bus');
  await ask('/nucleus/events', json({ ...scanOf(new Date()) }));
  await stack.restart('service-bus');
}

beforeAll(async () => {
  stack = await startTestStack();
  listen(stack.baseUrl);
  await runDemo(stack, () => undefined);
  const { items } = (await (await ask('/connectors')).json()) as { items: { id: string }[] };
  const sealed = await sealedSecrets();
  await goWrong(items[0]?.id ?? '', sealed);
  const { administrator, operator, reader, nucleus } = stack.apiKeys;
  secrets = {
    ...{ ...sealed, ...(await sealedSecrets()) },
    ...{ administrator, operator, reader, nucleus },
    clientSecret: stack.world.clientSecret,
    secretStoreKey: stack.settings.SECRET_STORE_KEY ?? '',
    masterKey: stack.masterKey,
    accountKey: /AccountKey=([^;]+)/.exec(stack.azurite.addresses.connectionString)?.[1] ?? '',
  };
}, 120_000);

afterAll(async () => {
  jest.restoreAllMocks();
  await stack.stop();
});

describe('after the whole story, with mistakes and outages, no secret is', () => {
  it('known too little of: all are looked for', () => {
    const names = Object.keys(secrets).join();
    for (const name of ['client-secret', 'webhook', 'callback', 'accountKey']) expect(names).toContain(name);
    for (const secret of Object.values(secrets)) expect(secret.length).toBeGreaterThan(20);
  });

  it('in a line of the log', () => {
    const lines = loggedLines(stack);
    expect(lines.length).toBeGreaterThan(200);
    expect(lines.some(({ text }) => text.includes('storage does not answer'))).toBe(true);
    expect(findSecrets(lines, secrets)).toEqual([]);
  });

  it('in a row of a table', async () => {
    const rows = await storedRows(stack);
    expect(new Set(rows.map(({ where }) => where)).size).toBeGreaterThan(8);
    expect(findSecrets(rows, secrets)).toEqual([]);
  });

  it('in a message of a queue', () => {
    const messages = queuedMessages(stack);
    expect(messages.some(({ text }) => text.includes('work-item-events'))).toBe(true);
    expect(findSecrets(messages, secrets)).toEqual([]);
  });

  it('in an answer, save that which is shown once', () => {
    const statuses = new Set(answers.map(({ where }) => Number(where.split(' ')[1])));
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 202, 400, 401, 503]));
    const shownOnce = /"callbackSecret":"[^"]+"/;
    expect(answers.filter(({ text }) => shownOnce.test(text)).length).toBeLessThanOrEqual(1);
    const rest = answers.map(({ where, text }) => ({ where, text: text.replace(shownOnce, '') }));
    expect(findSecrets(rest, secrets)).toEqual([]);
  });
});

describe('the search', () => {
  const secret = 'k3ys-and+locks/of the harbour~1';
  const wanted = { harbour: secret };
  const basic = (user: string) => Buffer.from(`${user}:${secret}`).toString('base64');

  it.each([
    ['as it is', `"password":"${secret}"`],
    ['in an address', `?code=${encodeURIComponent(secret)}`],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in Basic credentials', basic('a')],
    ['in those of a longer name', basic('ab')],
    ['in those of a still longer name', basic('abc')],
    ['in hexadecimal digits', Buffer.from(secret).toString('hex')],
  ])('finds a secret %s', (_, text) => {
    expect(findSecrets([{ where: 'here', text }], wanted)).toEqual([{ where: 'here', what: 'harbour' }]);
  });

  it('finds tokens, and nothing where nothing is', () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ aud: 'somebody' })}.c2lnbmF0dXJl`;
    expect(findSecrets([{ where: 'here', text: `Bearer ${token}` }], wanted)).toHaveLength(1);
    expect(findSecrets([{ where: 'here', text: 'harbour' }], wanted)).toEqual([]);
  });
});
