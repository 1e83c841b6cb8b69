import type { ServiceBusClient } from '@azure/service-bus';
import { bodiesOf, receiveMany, receiveOne, shortly, TestBroker } from './test-broker';

const names = [
  'drained',
  'shared',
  'credit',
  'concurrent',
  'deleted',
  'peeked',
  'large',
  'expired',
  'dropped',
  'counted',
];
const broker = new TestBroker({
  ...Object.fromEntries(names.map((name) => [name, {}])),
  expired: { DeadLetteringOnMessageExpiration: true },
});
let client: ServiceBusClient;

beforeAll(async () => {
  await broker.start();
  client = broker.connect();
});

afterAll(() => broker.stop());

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
const send = (queue: string, count: number) =>
  client.createSender(queue).sendMessages(numbers(count).map((body) => ({ body })));

describe('receiving from the broker', () => {
  it('gives what is there and then lets the client drain its credit', async () => {
    await send('drained', 5);
    const receiver = client.createReceiver('drained');
    expect(await receiveMany(receiver, 5)).toHaveLength(5);
    expect(await receiver.receiveMessages(100, shortly)).toHaveLength(0);
    // Credit left over from the calls above would take these before anybody asks.
    await send('drained', 3);
    expect(await broker.counts('drained')).toMatchObject({ active: 3, locked: 5 });
  });

  it('locks no more than was asked for, so that others get the rest', async () => {
    await send('credit', 3);
    const [one, other] = [client.createReceiver('credit'), client.createReceiver('credit')];
    expect((await receiveOne(one)).body).toBe(0);
    expect(await broker.counts('credit')).toMatchObject({ active: 2, locked: 1 });
    expect(bodiesOf(await receiveMany(other, 2))).toEqual([1, 2]);
  });

  it('shares messages among the receivers that wait, each message once', async () => {
    const handled: number[][] = [[], []];
    const done = new Promise<void>((resolve, reject) => {
      for (const mine of handled) {
        client.createReceiver('shared').subscribe(
          {
            processMessage: ({ body }) => {
              mine.push(body as number);
              if (handled.flat().length === 40) resolve();
              return Promise.resolve();
            },
            processError: ({ error }) => {
              reject(error);
              return Promise.resolve();
            },
          },
          { maxConcurrentCalls: 2 },
        );
      }
    });
    await send('shared', 40);
    await done;
    expect(handled.flat().sort((a, b) => a - b)).toEqual(numbers(40));
    expect(handled.every((mine) => mine.length > 0)).toBe(true);
  });

  it('keeps a subscriber at its number of concurrent calls', async () => {
    await send('concurrent', 30);
    let running = 0;
    let most = 0;
    let handled = 0;
    let allAreBusy = (): void => undefined;
    const allBusy = new Promise<void>((resolve) => (allAreBusy = resolve));
    const receiver = client.createReceiver('concurrent');
    await new Promise<void>((resolve, reject) => {
      receiver.subscribe(
        {
          processMessage: async () => {
            most = Math.max(most, ++running);
            if (running === 4) allAreBusy();
            await allBusy;
            await new Promise((done) => setTimeout(done, 5));
            running--;
            if (++handled === 30) resolve();
          },
          processError: ({ error }) => {
            reject(error);
            return Promise.resolve();
          },
        },
        { maxConcurrentCalls: 4 },
      );
    });
    await receiver.close();
    expect(most).toBe(4);
    expect(await broker.counts('concurrent')).toMatchObject({ active: 0 });
  });

  it('takes messages out at once for who receives and deletes', async () => {
    await send('deleted', 2);
    const receiver = client.createReceiver('deleted', { receiveMode: 'receiveAndDelete' });
    const message = await receiveOne(receiver);
    expect(message).toMatchObject({ body: 0, lockToken: undefined });
    expect(await broker.counts('deleted')).toMatchObject({ active: 1, locked: 0 });
  });

  it('shows messages without taking them, page by page, locked ones too', async () => {
    await send('peeked', 5);
    const receiver = client.createReceiver('peeked');
    await receiveOne(receiver);
    expect(bodiesOf(await receiver.peekMessages(2))).toEqual([0, 1]);
    expect(bodiesOf(await receiver.peekMessages(10))).toEqual([2, 3, 4]);
    expect(await receiver.peekMessages(10)).toHaveLength(0);
    expect(await broker.counts('peeked')).toMatchObject({ active: 4, locked: 1 });
  });

  it('shows at a time no more than one message may hold', async () => {
    const sender = client.createSender('large');
    for (const letter of ['a', 'b', 'c']) await sender.sendMessages({ body: letter.repeat(100_000) });
    const receiver = client.createReceiver('large');
    expect(await receiver.peekMessages(10)).toHaveLength(2);
    expect(await receiver.peekMessages(10)).toHaveLength(1);
  });
});

describe('messages whose time to live ends', () => {
  it('go to the dead letters where the queue says so', async () => {
    await client.createSender('expired').sendMessages([{ body: 'brief', timeToLive: 100 }, { body: 'long' }]);
    const deadLetters = client.createReceiver('expired', { subQueueType: 'deadLetter' });
    expect(await receiveOne(deadLetters)).toMatchObject({
      body: 'brief',
      deadLetterReason: 'TTLExpiredException',
      deadLetterErrorDescription: 'The message expired and was dead lettered.',
    });
    expect((await receiveOne(client.createReceiver('expired'))).body).toBe('long');
  });

  it('are dropped elsewhere', async () => {
    await client.createSender('dropped').sendMessages([{ body: 'brief', timeToLive: 1 }, { body: 'long' }]);
    const receiver = client.createReceiver('dropped');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await receiveOne(receiver)).body).toBe('long');
    expect(await broker.counts('dropped')).toMatchObject({ active: 0, deadLetter: 0 });
  });
});

describe('the control URL', () => {
  it('counts messages by queue and state', async () => {
    await send('counted', 4);
    const later = new Date(Date.now() + 60_000);
    await client.createSender('counted').scheduleMessages({ body: 'later' }, later);
    const receiver = client.createReceiver('counted');
    const [dead, deferred] = await receiveMany(receiver, 3);
    await receiver.deadLetterMessage(dead!);
    await receiver.deferMessage(deferred!);
    expect(await broker.counts('counted')).toEqual({
      active: 1,
      locked: 1,
      scheduled: 1,
      deferred: 1,
      deadLetter: 1,
    });
  });
});
