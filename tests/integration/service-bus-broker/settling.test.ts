import type { ServiceBusClient } from '@azure/service-bus';
import { bodiesOf, receiveMany, receiveOne, shortly, TestBroker } from './test-broker';

const names = ['completed', 'abandoned', 'deferred', 'dead', 'properties', 'again'];
const brief = { LockDuration: 'PT1S', MaxDeliveryCount: 2 };
const broker = new TestBroker({
  ...Object.fromEntries(names.map((name) => [name, {}])),
  poison: { MaxDeliveryCount: 3 },
  lost: brief,
  renewed: brief,
  automatic: brief,
  crashing: brief,
  mixed: brief,
});
let client: ServiceBusClient;

beforeAll(async () => {
  await broker.start();
  client = broker.connect();
});

afterAll(() => broker.stop());

/** A receiver that holds its locks no longer than they last. */
const receiverOf = (queue: string) => client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });
const deadLettersOf = (queue: string) => client.createReceiver(queue, { subQueueType: 'deadLetter' });
const send = (queue: string, ...bodies: string[]) =>
  client.createSender(queue).sendMessages(bodies.map((body) => ({ body })));

describe('settling a message', () => {
  it('completes: it is gone', async () => {
    await send('completed', 'once');
    const receiver = receiverOf('completed');
    await receiver.completeMessage(await receiveOne(receiver));
    expect(await receiver.peekMessages(1)).toHaveLength(0);
  });

  it('abandons: it comes again before later ones, counted and with what was set', async () => {
    await send('abandoned', 'first', 'second');
    const receiver = receiverOf('abandoned');
    const message = await receiveOne(receiver);
    await receiver.abandonMessage(message, { attempt: 'one', at: 5_000 });
    const again = await receiveOne(receiver);
    expect(again).toMatchObject({ body: 'first', deliveryCount: 1, sequenceNumber: message.sequenceNumber });
    expect(again.applicationProperties).toEqual({ attempt: 'one', at: 5_000 });
    expect(again.lockToken).not.toBe(message.lockToken);
  });

  it('defers: only who knows its number receives it', async () => {
    await send('deferred', 'aside');
    const receiver = receiverOf('deferred');
    const { sequenceNumber, ...message } = await receiveOne(receiver);
    await receiver.deferMessage({ ...message, sequenceNumber }, { why: 'later' });
    expect(await receiver.receiveMessages(1, shortly)).toHaveLength(0);
    expect(await receiver.peekMessages(1)).toMatchObject([{ body: 'aside', state: 'deferred' }]);
    const [deferred] = await receiver.receiveDeferredMessages(sequenceNumber!);
    expect(deferred).toMatchObject({ body: 'aside', applicationProperties: { why: 'later' } });
    await receiver.abandonMessage(deferred!);
    const [again] = await receiver.receiveDeferredMessages(sequenceNumber!);
    expect(again).toMatchObject({ deliveryCount: 1 });
    await receiver.completeMessage(again!);
    await expect(receiver.receiveDeferredMessages(sequenceNumber!)).rejects.toMatchObject({
      code: 'MessageNotFound',
    });
  });

  it('dead-letters with reason, description and properties; the sub-queue is received from like any queue', async () => {
    await client.createSender('dead').sendMessages({ body: 'bad', messageId: 'm-1', subject: 'broken' });
    const receiver = receiverOf('dead');
    const deadLetters = deadLettersOf('dead');
    const waiting = receiveOne(deadLetters);
    await receiver.deadLetterMessage(await receiveOne(receiver), {
      deadLetterReason: 'Unreadable',
      deadLetterErrorDescription: 'It is not JSON.',
      hint: 7,
    });
    const dead = await waiting;
    expect(dead).toMatchObject({
      body: 'bad',
      messageId: 'm-1',
      subject: 'broken',
      deadLetterReason: 'Unreadable',
      deadLetterErrorDescription: 'It is not JSON.',
      applicationProperties: { hint: 7 },
    });
    await deadLetters.abandonMessage(dead);
    await deadLetters.completeMessage(await receiveOne(deadLetters));
    expect(await deadLetters.peekMessages(1)).toHaveLength(0);
    expect(await broker.counts('dead')).toMatchObject({ active: 0, locked: 0, deadLetter: 0 });
  });

  it('moves a message to the dead letters after its last delivery', async () => {
    await send('poison', 'poison');
    const receiver = receiverOf('poison');
    for (const deliveryCount of [0, 1, 2]) {
      const message = await receiveOne(receiver);
      expect(message.deliveryCount).toBe(deliveryCount);
      await receiver.abandonMessage(message);
    }
    expect(await receiver.receiveMessages(1, shortly)).toHaveLength(0);
    expect(await deadLettersOf('poison').peekMessages(10)).toMatchObject([
      {
        body: 'poison',
        deliveryCount: 3,
        deadLetterReason: 'MaxDeliveryCountExceeded',
        deadLetterErrorDescription: 'Message could not be consumed after 3 delivery attempts.',
      },
    ]);
  });

  it('works in any order', async () => {
    await send('again', 'a', 'b', 'c', 'd');
    const receiver = receiverOf('again');
    const [a, b, c, d] = await receiveMany(receiver, 4);
    await receiver.completeMessage(c!);
    await receiver.abandonMessage(d!);
    await receiver.deadLetterMessage(a!);
    await receiver.abandonMessage(b!);
    expect(bodiesOf(await receiveMany(receiver, 2))).toEqual(['b', 'd']);
    expect(await broker.counts('again')).toMatchObject({ active: 0, locked: 2, deadLetter: 1 });
  });
});

describe('settlements in one turn of the event loop', () => {
  it('are each answered for themselves', async () => {
    await send('mixed', 'a', 'b');
    const [slow, other] = [receiverOf('mixed'), receiverOf('mixed')];
    const [a, b] = await receiveMany(slow, 2);
    const taken = { yet: false };
    const renewing = (async () => {
      while (!taken.yet) {
        await slow.renewMessageLock(b!);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    const again = await receiveOne(other);
    taken.yet = true;
    await renewing;
    expect(again.body).toBe('a');
    const results = await Promise.allSettled([slow.completeMessage(a!), slow.completeMessage(b!)]);
    expect(results).toMatchObject([
      { status: 'rejected', reason: { code: 'MessageLockLost' } },
      { status: 'fulfilled' },
    ]);
    await other.completeMessage(again);
    expect(await broker.counts('mixed')).toMatchObject({ active: 0, locked: 0, deadLetter: 0 });
  });
});

describe('a lock', () => {
  it('ends by itself: the message comes again, and who had it may not settle it any more', async () => {
    await send('lost', 'slow');
    const [slow, other] = [receiverOf('lost'), receiverOf('lost')];
    const message = await receiveOne(slow);
    const again = await receiveOne(other);
    expect(Date.now()).toBeGreaterThanOrEqual(message.lockedUntilUtc!.getTime());
    expect(again).toMatchObject({ body: 'slow', deliveryCount: 1 });
    const code = 'MessageLockLost';
    await expect(slow.completeMessage(message)).rejects.toMatchObject({ code });
    await expect(slow.renewMessageLock(message)).rejects.toMatchObject({ code });
    await other.completeMessage(again);
  });

  it('that always ends leads to the dead letters', async () => {
    await send('crashing', 'crash');
    const receiver = receiverOf('crashing');
    await receiveOne(receiver);
    expect((await receiveOne(receiver)).deliveryCount).toBe(1);
    const dead = await receiveOne(deadLettersOf('crashing'));
    expect(dead).toMatchObject({ body: 'crash', deadLetterReason: 'MaxDeliveryCountExceeded' });
  });

  it('is renewed on request', async () => {
    await send('renewed', 'held');
    const receiver = receiverOf('renewed');
    const message = await receiveOne(receiver);
    const firstEnd = message.lockedUntilUtc!.getTime();
    while (Date.now() < firstEnd + 200) {
      await receiver.renewMessageLock(message);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(message.lockedUntilUtc!.getTime()).toBeGreaterThan(firstEnd);
    await receiver.completeMessage(message);
    expect(await broker.counts('renewed')).toMatchObject({ active: 0, locked: 0 });
  });
});
