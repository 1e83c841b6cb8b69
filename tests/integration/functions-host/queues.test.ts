import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import type { RunningPart } from '../../../local/child-process';
import type { ServiceBusAddresses } from '../../../local/service-bus/options';
import {
  busSettings,
  deadLettersOf,
  heldBy,
  keys,
  type RunningFixture,
  type Seen,
  seenBy,
  startFixture,
  startFixtureBroker,
  until,
} from '../../support/function-app/start';

const folder = mkdtempSync(join(tmpdir(), 'host-queues-'));
let broker: RunningPart<ServiceBusAddresses>;
let client: ServiceBusClient;
let host: RunningFixture;

const startHost = () => startFixture('esm', { settings: busSettings(broker.addresses) });

beforeAll(async () => {
  broker = await startFixtureBroker(join(folder, 'journal'));
  client = new ServiceBusClient(broker.addresses.connectionString, { retryOptions: { retryDelayInMs: 100 } });
  host = await startHost();
});
afterAll(async () => {
  await host.stop();
  await client.close();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

const send = async (queue: string, messages: ServiceBusMessage[]) => {
  const sender = client.createSender(queue);
  await sender.sendMessages(messages);
  await sender.close();
};

const held = (queue: string) => heldBy(broker, queue);
const deadLetters = (queue: string) => deadLettersOf(broker, queue);

const seen = (functionName: string, n: string, on = host): Promise<Seen[]> =>
  seenBy(on, functionName).then((all) => all.filter(({ message }) => message?.n === n));

describe('a function of a queue', () => {
  test('gets the message parsed, and what the platform tells about it', async () => {
    await send('single', [
      {
        body: { n: 'metadata' },
        messageId: 'the-id',
        correlationId: 'the-correlation',
        contentType: 'application/json',
        subject: 'the-subject',
        applicationProperties: { Attempt: 2 },
      },
    ]);
    const [call] = await until(async () => {
      const calls = await seen('one', 'metadata');
      return calls.length > 0 && calls;
    });
    expect(call?.message).toEqual({ n: 'metadata' });
    expect(call?.metadata).toMatchObject({
      messageId: 'the-id',
      correlationId: 'the-correlation',
      contentType: 'application/json',
      subject: 'the-subject',
      label: 'the-subject',
      deliveryCount: 1,
      sequenceNumber: expect.any(Number),
      lockToken: expect.stringMatching(/^[\da-f-]{36}$/),
      applicationProperties: { attempt: 2 },
    });
    expect(Math.abs(Date.parse(String(call?.metadata?.enqueuedTimeUtc)) - Date.now())).toBeLessThan(60_000);
    await until(async () => (await held('single')) === 0);
  });

  test('that throws gets it again, until it is a dead letter; others go on', async () => {
    await send('single', [{ body: { n: 'poison', fail: true } }, { body: { n: 'good' } }]);
    await until(async () => (await deadLetters('single')) === 1);
    const poison = await seen('one', 'poison');
    expect(poison.map(({ metadata }) => metadata?.deliveryCount)).toEqual([1, 2, 3]);
    expect(await seen('one', 'good')).toHaveLength(1);
    expect(await held('single')).toBe(0);
  });

  test('that throws for some of many gets exactly those back, whatever is settled beside them', async () => {
    const before = await deadLetters('single');
    await send(
      'single',
      Array.from({ length: 60 }, (_, n) => ({ body: { n: `mixed-${n}`, fail: n % 3 === 0 } })),
    );
    await until(async () => (await held('single')) === 0);
    expect((await deadLetters('single')) - before).toBe(20);
  });

  test('runs for as many messages at a time as host.json allows', async () => {
    await send(
      'single',
      Array.from({ length: 6 }, () => ({ body: { n: 'parallel', hold: 800 } })),
    );
    await until(async () => (await seen('one', 'parallel')).length > 0);
    await until(async () => (await seen('one', 'parallel')).length >= 4);
    expect(await seen('one', 'parallel')).toHaveLength(4);
    await until(async () => (await held('single')) === 0);
    expect(await seen('one', 'parallel')).toHaveLength(6);
  });

  test('keeps its lock while it runs', async () => {
    // The queue's locks last two seconds.
    await send('slow', [{ body: { n: 'long', hold: 4_500 } }]);
    await until(async () => (await seen('slowOne', 'long')).length > 0);
    await until(async () => (await held('slow')) === 0);
    expect(await seen('slowOne', 'long')).toHaveLength(1);
  });

  test('can be run by hand', async () => {
    const body = JSON.stringify({ input: JSON.stringify({ n: 'by hand' }) });
    const headers = { 'x-functions-key': keys.masterKey };
    const answer = await fetch(`${host.addresses.baseUrl}/admin/functions/one`, {
      method: 'POST',
      headers,
      body,
    });
    expect(answer.status).toBe(202);
    await until(async () => (await seen('one', 'by hand')).length === 1);
  });
});

describe('a function of batches', () => {
  test('gets many messages in one call, at most as host.json allows, and completes them', async () => {
    const numbers = Array.from({ length: 25 }, (_, n) => n);
    await send(
      'batch',
      numbers.map((n) => ({ body: { n }, messageId: `batch-${n}` })),
    );
    await until(async () => (await held('batch')) === 0);
    const calls = await seenBy(host, 'many');
    expect(calls.flatMap(({ messages = [] }) => messages.map(({ n }) => n)).sort()).toEqual(
      [...numbers].sort(),
    );
    expect(Math.max(...calls.map(({ messages = [] }) => messages.length))).toBe(10);
    const [first] = calls;
    expect(first?.metadata?.messageIdArray).toEqual(first?.messages?.map(({ n }) => `batch-${String(n)}`));
  });

  test('that throws gives all of them back', async () => {
    await send('batch', [{ body: { n: 'a' } }, { body: { n: 'b', fail: true } }]);
    await until(async () => (await deadLetters('batch')) === 2, 25_000);
    expect(await held('batch')).toBe(0);
  });
});

describe('when a process dies', () => {
  test('a message whose function was killed comes again to the next host', async () => {
    await send('slow', [{ body: { n: 'killed', holdFirst: 60_000 } }]);
    await until(async () => (await seen('slowOne', 'killed')).length > 0);
    await host.kill('SIGKILL');
    host = await startHost();
    // At the latest when the lock that the dead host held runs out, after two seconds.
    const [again] = await until(async () => {
      const calls = await seen('slowOne', 'killed');
      return calls.length > 0 && calls;
    });
    expect(again?.metadata?.deliveryCount).toBe(2);
    await until(async () => (await held('slow')) === 0);
  });

  test('a broker that comes back is found again', async () => {
    const { port } = broker.addresses;
    await broker.kill('SIGKILL');
    broker = await startFixtureBroker(join(folder, 'journal'), port);
    await send('single', [{ body: { n: 'after' } }]);
    await send('batch', [{ body: { n: 'after' } }]);
    await until(async () => (await seen('one', 'after')).length === 1, 20_000);
    await until(
      async () =>
        (await seenBy(host, 'many')).some(({ messages = [] }) => messages.some(({ n }) => n === 'after')),
      20_000,
    );
  });
});
