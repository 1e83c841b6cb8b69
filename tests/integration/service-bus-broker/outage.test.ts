import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen } from '../../../local/listen';
import { bodiesOf, receiveMany, receiveOne, shortly, TestBroker } from './test-broker';

const broker = new TestBroker({
  kept: {},
  states: {},
  unique: { RequiresDuplicateDetection: true, DuplicateDetectionHistoryTimeWindow: 'PT5M' },
  numbers: {},
  cut: { LockDuration: 'PT1S' },
});

beforeAll(() => broker.start());
afterAll(() => broker.stop());

const killAndRestart = async () => {
  await broker.kill();
  await broker.start();
};

describe('a broker that is killed and started again', () => {
  it('has what it accepted, and gives out again what was locked', async () => {
    const client = broker.connect();
    await client.createSender('kept').sendMessages(['done', 'locked', 'waiting'].map((body) => ({ body })));
    const receiver = client.createReceiver('kept');
    const [done] = await receiveMany(receiver, 2);
    await receiver.completeMessage(done!);
    await killAndRestart();
    // The same client finds the broker again by itself.
    expect(bodiesOf(await receiveMany(receiver, 2))).toEqual(['locked', 'waiting']);
  });

  it('has dead letters, scheduled and deferred messages and their delivery counts', async () => {
    const client = broker.connect();
    const sender = client.createSender('states');
    await sender.sendMessages(['dead', 'deferred', 'abandoned'].map((body) => ({ body })));
    const [later] = await sender.scheduleMessages({ body: 'later' }, new Date(Date.now() + 60_000));
    const receiver = client.createReceiver('states');
    const [dead, deferred, abandoned] = await receiveMany(receiver, 3);
    await receiver.deadLetterMessage(dead!, { deadLetterReason: 'Bad', deadLetterErrorDescription: 'Very' });
    await receiver.deferMessage(deferred!);
    await receiver.abandonMessage(abandoned!, { attempt: 'one' });
    await killAndRestart();
    expect(await receiveOne(receiver)).toMatchObject({
      body: 'abandoned',
      deliveryCount: 1,
      applicationProperties: { attempt: 'one' },
    });
    expect(await receiver.receiveDeferredMessages(deferred!.sequenceNumber!)).toMatchObject([
      { body: 'deferred' },
    ]);
    const deadLetters = client.createReceiver('states', { subQueueType: 'deadLetter' });
    expect(await receiveOne(deadLetters)).toMatchObject({ body: 'dead', deadLetterReason: 'Bad' });
    await sender.cancelScheduledMessages(later!);
  });

  it('knows the ids it took before', async () => {
    const client = broker.connect();
    const sender = client.createSender('unique');
    await sender.sendMessages({ body: 1, messageId: 'same' });
    await receiveOne(client.createReceiver('unique', { receiveMode: 'receiveAndDelete' }));
    await killAndRestart();
    await sender.sendMessages({ body: 2, messageId: 'same' });
    expect(await broker.counts('unique')).toMatchObject({ active: 0 });
  });

  it('gives no sequence number twice', async () => {
    const client = broker.connect();
    const sender = client.createSender('numbers');
    await sender.sendMessages({ body: 1 });
    await receiveOne(client.createReceiver('numbers', { receiveMode: 'receiveAndDelete' }));
    // Twice: the second start reads what the first has written anew.
    await killAndRestart();
    await killAndRestart();
    await sender.sendMessages({ body: 2 });
    const [message] = await client.createReceiver('numbers').peekMessages(1);
    expect(message!.sequenceNumber!.toNumber()).toBe(2);
  });
});

describe('a client whose connection is cut', () => {
  let proxy: Server;
  const sockets = new Set<Socket>();
  const cut = () => sockets.forEach((socket) => socket.destroy());

  beforeAll(() => {
    proxy = createServer((socket) => {
      const upstream = connect(broker.addresses.port, '127.0.0.1');
      for (const end of [socket, upstream]) {
        sockets.add(end);
        end.on('error', () => undefined).on('close', () => sockets.delete(end));
      }
      socket.pipe(upstream).pipe(socket);
    });
  });

  afterAll(() => {
    proxy.close();
    cut();
  });

  it('keeps its lock until that ends', async () => {
    const lost = broker.connect(await listen(proxy));
    await lost.createSender('cut').sendMessages([{ body: 'held' }, { body: 'settled' }]);
    const receiver = lost.createReceiver('cut', { maxAutoLockRenewalDurationInMs: 0 });
    const [held, settled] = await receiveMany(receiver, 2);
    cut();
    const other = broker.connect().createReceiver('cut');
    expect(await other.receiveMessages(1, shortly)).toHaveLength(0);
    // The client connects again by itself; then it settles what it had, by the lock.
    await receiver.peekMessages(1);
    await receiver.completeMessage(settled!);
    expect(await receiveOne(other)).toMatchObject({ body: 'held', deliveryCount: 1 });
    expect(Date.now()).toBeGreaterThanOrEqual(held!.lockedUntilUtc!.getTime());
    expect(await broker.counts('cut')).toMatchObject({ active: 0, locked: 1 });
    // While the proxy is still there: a client says goodbye over its connection.
    await lost.close();
  });
});
