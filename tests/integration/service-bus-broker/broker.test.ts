import { ServiceBusClient, type ServiceBusReceiver } from '@azure/service-bus';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPart, startPart } from '../../../local/child-process';

interface BrokerAddresses {
  connectionString: string;
  port: number;
  controlUrl: string;
}

const folder = mkdtempSync(join(tmpdir(), 'broker-'));
const configFile = join(folder, 'config.json');
const queue = (Name: string, Properties: object) => ({ Name, Properties });

writeFileSync(
  configFile,
  JSON.stringify({
    UserConfig: {
      Namespaces: [
        {
          Queues: [
            queue('plain', { LockDuration: 'PT30S', MaxDeliveryCount: 3 }),
            queue('brief', { LockDuration: 'PT1S', MaxDeliveryCount: 3 }),
            queue('unique', {
              RequiresDuplicateDetection: true,
              DuplicateDetectionHistoryTimeWindow: 'PT1M',
            }),
          ],
        },
      ],
    },
  }),
);

let broker: RunningPart<BrokerAddresses>;
let client: ServiceBusClient;
const start = (port?: number) =>
  startPart<BrokerAddresses>('service-bus', { configFile, port, journalFile: join(folder, 'journal') });

const receiveOne = async (receiver: ServiceBusReceiver, wait = 2_000) =>
  (await receiver.receiveMessages(1, { maxWaitTimeInMs: wait }))[0];

beforeAll(async () => {
  broker = await start();
  client = new ServiceBusClient(broker.addresses.connectionString, { retryOptions: { retryDelayInMs: 100 } });
});

afterAll(async () => {
  await client.close();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the broker, with the unmodified Service Bus client', () => {
  test('sends, peek-locks and completes; JSON bodies and properties arrive as sent', async () => {
    await client.createSender('plain').sendMessages({
      body: { hello: 'wörld' },
      messageId: 'm-1',
      correlationId: 'c-1',
      contentType: 'application/json',
      applicationProperties: { tries: 2 },
    });
    const receiver = client.createReceiver('plain');
    const message = await receiveOne(receiver);
    expect(message).toMatchObject({
      body: { hello: 'wörld' },
      messageId: 'm-1',
      correlationId: 'c-1',
      deliveryCount: 0,
      applicationProperties: { tries: 2 },
    });
    expect(message!.lockedUntilUtc!.getTime()).toBeGreaterThan(Date.now() + 20_000);
    expect(message!.enqueuedTimeUtc).toBeInstanceOf(Date);
    await receiver.completeMessage(message!);
    expect(await receiveOne(receiver, 300)).toBeUndefined();
    await receiver.close();
  });

  test('sends batches, and tells their limit', async () => {
    const sender = client.createSender('plain');
    const batch = await sender.createMessageBatch();
    expect(batch.maxSizeInBytes).toBe(256 * 1024);
    for (let number = 0; number < 50; number++) expect(batch.tryAddMessage({ body: { number } })).toBe(true);
    await sender.sendMessages(batch);
    const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
    const numbers: number[] = [];
    while (numbers.length < 50) {
      const messages = await receiver.receiveMessages(50, { maxWaitTimeInMs: 2_000 });
      expect(messages.length).toBeGreaterThan(0);
      numbers.push(...messages.map(({ body }) => (body as { number: number }).number));
    }
    expect(numbers).toEqual([...Array(50).keys()]);
    await receiver.close();
    await expect(sender.sendMessages({ body: 'x'.repeat(300_000) })).rejects.toMatchObject({
      code: 'MessageSizeExceeded',
    });
  });

  test('counts deliveries of abandoned messages and moves them to the dead letters', async () => {
    await client.createSender('plain').sendMessages({ body: 'poison' });
    const receiver = client.createReceiver('plain');
    for (const deliveries of [0, 1, 2]) {
      const message = await receiveOne(receiver);
      expect(message!.deliveryCount).toBe(deliveries);
      await receiver.abandonMessage(message!);
    }
    expect(await receiveOne(receiver, 300)).toBeUndefined();
    const deadLetters = client.createReceiver('plain', { subQueueType: 'deadLetter' });
    const [peeked] = await deadLetters.peekMessages(10);
    expect(peeked).toMatchObject({ body: 'poison', deadLetterReason: 'MaxDeliveryCountExceeded' });
    const dead = await receiveOne(deadLetters);
    await deadLetters.completeMessage(dead!);
    expect(await deadLetters.peekMessages(10)).toHaveLength(0);
    await Promise.all([receiver.close(), deadLetters.close()]);
  });

  test('dead-letters with a reason, and defers', async () => {
    const receiver = client.createReceiver('plain');
    await client.createSender('plain').sendMessages([{ body: 'first' }, { body: 'second' }]);
    const first = await receiveOne(receiver);
    await receiver.deadLetterMessage(first!, { deadLetterReason: 'bad', deadLetterErrorDescription: 'why' });
    const deadLetters = client.createReceiver('plain', { subQueueType: 'deadLetter' });
    const dead = await receiveOne(deadLetters);
    expect(dead).toMatchObject({ body: 'first', deadLetterReason: 'bad', deadLetterErrorDescription: 'why' });
    await deadLetters.completeMessage(dead!);
    const second = await receiveOne(receiver);
    await receiver.deferMessage(second!);
    expect(await receiveOne(receiver, 300)).toBeUndefined();
    const [deferred] = await receiver.receiveDeferredMessages(second!.sequenceNumber!);
    expect(deferred!.body).toBe('second');
    await receiver.completeMessage(deferred!);
    await Promise.all([receiver.close(), deadLetters.close()]);
  });

  test('gives a message back when its lock ends, and refuses to settle it then', async () => {
    await client.createSender('brief').sendMessages({ body: 'slow' });
    const receiver = client.createReceiver('brief', { maxAutoLockRenewalDurationInMs: 0 });
    const other = client.createReceiver('brief', { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(receiver);
    const again = await receiveOne(other, 4_000);
    expect(again).toMatchObject({ body: 'slow', deliveryCount: 1 });
    await expect(receiver.completeMessage(message!)).rejects.toMatchObject({ code: 'MessageLockLost' });
    const renewed = await other.renewMessageLock(again!);
    expect(renewed.getTime()).toBeGreaterThan(Date.now() + 500);
    await other.completeMessage(again!);
    await Promise.all([receiver.close(), other.close()]);
  });

  test('holds scheduled messages until their time, and cancels them', async () => {
    const sender = client.createSender('plain');
    const due = new Date(Date.now() + 700);
    await sender.sendMessages({ body: 'later', scheduledEnqueueTimeUtc: due });
    const [cancelled] = await sender.scheduleMessages({ body: 'never' }, new Date(Date.now() + 600));
    await sender.cancelScheduledMessages(cancelled!);
    const receiver = client.createReceiver('plain');
    const message = await receiveOne(receiver, 5_000);
    expect(Date.now()).toBeGreaterThanOrEqual(due.getTime() - 20);
    expect(message!.body).toBe('later');
    await receiver.completeMessage(message!);
    expect(await receiver.peekMessages(10)).toHaveLength(0);
    await receiver.close();
  });

  test('takes the same message id once', async () => {
    const sender = client.createSender('unique');
    await sender.sendMessages({ body: 1, messageId: 'same' });
    await sender.sendMessages({ body: 2, messageId: 'same' });
    const receiver = client.createReceiver('unique');
    expect((await receiver.peekMessages(10)).map(({ body }) => body as number)).toEqual([1]);
    await receiver.close();
  });

  test('does not know other queues', async () => {
    await expect(client.createSender('nowhere').sendMessages({ body: 1 })).rejects.toMatchObject({
      code: 'MessagingEntityNotFound',
    });
  });

  test('keeps what it took over a kill, and the client finds it again', async () => {
    const sender = client.createSender('plain');
    await sender.sendMessages([{ body: 'kept' }, { body: 'done' }]);
    const before = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
    expect((await receiveOne(before))!.body).toBe('kept');
    await sender.sendMessages({ body: 'also kept' });
    await broker.kill('SIGKILL');
    broker = await start(broker.addresses.port);
    const after = new ServiceBusClient(broker.addresses.connectionString);
    const receiver = after.createReceiver('plain');
    expect((await receiver.peekMessages(10)).map(({ body }) => body as string)).toEqual([
      'done',
      'also kept',
    ]);
    await after.close();
  });
});
