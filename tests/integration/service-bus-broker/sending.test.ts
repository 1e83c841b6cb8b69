import type { ServiceBusClient } from '@azure/service-bus';
import rhea, { type AmqpError, type EventContext, type Message } from 'rhea';
import { bodiesOf, receiveMany, receiveOne, shortly, TestBroker } from './test-broker';

const broker = new TestBroker({
  properties: {},
  ids: {},
  batches: {},
  sizes: {},
  numbers: {},
  later: {},
  cancelled: {},
  unique: { RequiresDuplicateDetection: true, DuplicateDetectionHistoryTimeWindow: 'PT1M' },
  window: { RequiresDuplicateDetection: true, DuplicateDetectionHistoryTimeWindow: 'PT1S' },
});
let client: ServiceBusClient;

beforeAll(async () => {
  await broker.start();
  client = broker.connect();
});

afterAll(() => broker.stop());

describe('sending to the broker', () => {
  it('keeps the body and every property as sent', async () => {
    const sent = {
      body: { hello: 'wörld' },
      messageId: 'm-1',
      correlationId: 'c-1',
      subject: 'greeting',
      contentType: 'application/json',
      to: 'somebody',
      replyTo: 'answers',
      applicationProperties: {
        text: 'a',
        whole: 2,
        fraction: 2.5,
        yes: true,
      },
    };
    const before = Date.now();
    await client.createSender('properties').sendMessages(sent);
    const received = await receiveOne(client.createReceiver('properties'));
    expect(received).toMatchObject({ ...sent, deliveryCount: 0, state: 'active' });
    expect(received.enqueuedTimeUtc!.getTime()).toBeGreaterThanOrEqual(before);
    expect(received.enqueuedTimeUtc!.getTime()).toBeLessThanOrEqual(Date.now());
    expect(received.lockedUntilUtc!.getTime()).toBeGreaterThan(Date.now() + 50_000);
  });

  it('gives messages without an id one of their own, in batches too', async () => {
    const sender = client.createSender('ids');
    await sender.sendMessages({ body: 1 });
    await sender.sendMessages([{ body: 2 }, { body: 3, messageId: 'mine' }]);
    const ids = (await receiveMany(client.createReceiver('ids'), 3)).map(({ messageId }) => messageId);
    expect(ids).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}$/),
      expect.stringMatching(/^[0-9a-f]{32}$/),
      'mine',
    ]);
    expect(new Set(ids).size).toBe(3);
  });

  it('takes batches, of one message or of many', async () => {
    const sender = client.createSender('batches');
    const batch = await sender.createMessageBatch();
    for (let number = 0; number < 200; number++) batch.tryAddMessage({ body: { number } });
    await sender.sendMessages(batch);
    await sender.sendMessages([{ body: 'alone' }]);
    const receiver = client.createReceiver('batches', { receiveMode: 'receiveAndDelete' });
    const bodies = bodiesOf(await receiveMany(receiver, 201));
    expect(bodies).toEqual([...Array.from({ length: 200 }, (_, number) => ({ number })), 'alone']);
  });

  it('numbers messages in the order of their arrival', async () => {
    await client.createSender('numbers').sendMessages([{ body: 'a' }, { body: 'b' }, { body: 'c' }]);
    const messages = await receiveMany(client.createReceiver('numbers'), 3);
    expect(messages.map(({ sequenceNumber }) => sequenceNumber!.toNumber())).toEqual([1, 2, 3]);
  });

  it('refuses an unknown queue', async () => {
    const code = 'MessagingEntityNotFound';
    await expect(client.createSender('nowhere').sendMessages({ body: 1 })).rejects.toMatchObject({ code });
    await expect(client.createReceiver('nowhere').receiveMessages(1)).rejects.toMatchObject({ code });
    await expect(client.createReceiver('nowhere').peekMessages(1)).rejects.toMatchObject({ code });
  });
});

describe('the size limit', () => {
  const tooLarge = Buffer.alloc(257 * 1024);

  it('is told to the clients, which keep to it', async () => {
    const sender = client.createSender('sizes');
    expect((await sender.createMessageBatch()).maxSizeInBytes).toBe(256 * 1024);
    const code = 'MessageSizeExceeded';
    await expect(sender.sendMessages({ body: tooLarge })).rejects.toMatchObject({ code });
    await expect(sender.sendMessages([{ body: tooLarge }])).rejects.toMatchObject({ code });
  });

  it('takes what just fits', async () => {
    await client.createSender('sizes').sendMessages({ body: 'x'.repeat(250 * 1024) });
    const message = await receiveOne(client.createReceiver('sizes', { receiveMode: 'receiveAndDelete' }));
    expect(message.body).toHaveLength(250 * 1024);
  });

  it.each([
    ['a message', rhea.message.encode({ body: rhea.message.data_section(tooLarge) }), 0],
    ['a batch', rhea.message.encode({ body: rhea.message.data_sections([tooLarge, tooLarge]) }), 0x80013700],
  ])('refuses %s that a client sends all the same', async (_, content, format) => {
    expect(await rawSend('sizes', content, format)).toBe('amqp:link:message-size-exceeded');
    expect(await broker.counts('sizes')).toMatchObject({ active: 0 });
  });

  /** Sends without the official client's checks; resolves with the condition of the broker's refusal. */
  function rawSend(queue: string, content: Message | Buffer, format: number): Promise<string | undefined> {
    const connection = rhea.create_container().connect({ port: broker.addresses.port, reconnect: false });
    const sender = connection.open_sender(queue);
    return new Promise((resolve) => {
      sender.once('sendable', () => sender.send(content, undefined, format));
      const end = (condition?: string) => {
        connection.close();
        resolve(condition);
      };
      sender.once('accepted', () => end());
      sender.once('rejected', ({ delivery }: EventContext) => {
        const { condition } = (delivery?.remote_state?.error ?? {}) as AmqpError;
        end(condition);
      });
    });
  }
});

describe('scheduled messages', () => {
  it('come at their time, numbered and dated as if sent then', async () => {
    const sender = client.createSender('later');
    const due = new Date(Date.now() + 500);
    const [number] = await sender.scheduleMessages({ body: 'scheduled' }, due);
    await sender.sendMessages({ body: 'later', scheduledEnqueueTimeUtc: due });
    await sender.sendMessages({ body: 'now' });
    const receiver = client.createReceiver('later');
    const [peeked] = await receiver.peekMessages(1);
    expect(peeked).toMatchObject({ body: 'scheduled', state: 'scheduled', sequenceNumber: number });
    expect(await broker.counts('later')).toMatchObject({ active: 1, scheduled: 2 });
    const messages = await receiveMany(receiver, 3);
    expect(Date.now()).toBeGreaterThanOrEqual(due.getTime());
    expect(bodiesOf(messages)).toEqual(['now', 'scheduled', 'later']);
    expect(messages.map(({ sequenceNumber }) => sequenceNumber!.toNumber())).toEqual([3, 4, 5]);
    expect(messages[1]!.enqueuedTimeUtc).toEqual(due);
  });

  it('are cancelled by their numbers, once', async () => {
    const sender = client.createSender('cancelled');
    const numbers = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], new Date(Date.now() + 60_000));
    await sender.cancelScheduledMessages(numbers);
    expect(await client.createReceiver('cancelled').peekMessages(10)).toHaveLength(0);
    await expect(sender.cancelScheduledMessages(numbers)).rejects.toMatchObject({ code: 'MessageNotFound' });
  });
});

describe('duplicate detection', () => {
  it('takes an id once, sent alone, in a batch or scheduled', async () => {
    const sender = client.createSender('unique');
    await sender.sendMessages({ body: 1, messageId: 'same' });
    await sender.sendMessages([
      { body: 2, messageId: 'same' },
      { body: 3, messageId: 'other' },
      { body: 4, messageId: 'other' },
    ]);
    await sender.scheduleMessages({ body: 5, messageId: 'same' }, new Date());
    expect(bodiesOf(await client.createReceiver('unique').peekMessages(10))).toEqual([1, 3]);
  });

  it('remembers an id whose message is gone, for as long as the window', async () => {
    const sender = client.createSender('window');
    const receiver = client.createReceiver('window', { receiveMode: 'receiveAndDelete' });
    const sentAt = Date.now();
    await sender.sendMessages({ body: 1, messageId: 'same' });
    await receiveOne(receiver);
    await sender.sendMessages({ body: 2, messageId: 'same' });
    expect(await receiver.receiveMessages(1, shortly)).toHaveLength(0);
    for (let number = 3; (await broker.counts('window'))?.active === 0; number++) {
      await sender.sendMessages({ body: number, messageId: 'same' });
    }
    expect(Date.now() - sentAt).toBeGreaterThanOrEqual(1_000);
  });
});
