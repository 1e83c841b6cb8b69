import { ServiceBusDeadLetters } from '../../../shared/messaging/service-bus-dead-letters';
import { queues } from '../../../shared/messaging/queues';
import { receiveMany, TestBroker } from './test-broker';

const queue = queues.workItemEvents;
const broker = new TestBroker({ [queue]: {} });

beforeAll(() => broker.start());
afterAll(() => broker.stop());

describe('ServiceBusDeadLetters', () => {
  it('shows dead letters page by page and takes those that are wanted, no others', async () => {
    const client = broker.connect();
    const bodies = [1, 2, 3, 4].map((workItemId) => ({ workItemId }));
    await client.createSender(queue).sendMessages(bodies.map((body) => ({ body, correlationId: 'c1' })));
    const receiver = client.createReceiver(queue);
    for (const message of await receiveMany(receiver, 4))
      await receiver.deadLetterMessage(message, {
        deadLetterReason: 'refused',
        deadLetterErrorDescription: 'No.',
      });
    const { connectionString } = broker.addresses;
    const letters = new ServiceBusDeadLetters(() => ({ kind: 'connection-string', connectionString }));
    const [first, second] = await letters.peek(queue, 2);
    expect(first).toMatchObject({
      body: { workItemId: 1 },
      reason: 'refused',
      description: 'No.',
      correlationId: 'c1',
    });
    expect(second?.body).toEqual({ workItemId: 2 });
    const rest = await letters.peek(queue, 10, String(BigInt(second?.sequenceNumber ?? 0) + 1n));
    expect(rest.map(({ body }) => body)).toEqual([{ workItemId: 3 }, { workItemId: 4 }]);

    const resent: unknown[] = [];
    const wanted = rest[0]?.sequenceNumber;
    const taken = await letters.take(
      queue,
      ({ sequenceNumber }) => sequenceNumber === wanted,
      ({ body }) => Promise.resolve(void resent.push(body)),
      1,
    );
    expect([taken, resent]).toEqual([1, [{ workItemId: 3 }]]);
    expect((await letters.peek(queue, 10)).map(({ body }) => body)).toEqual([
      { workItemId: 1 },
      { workItemId: 2 },
      { workItemId: 4 },
    ]);
  });
});
