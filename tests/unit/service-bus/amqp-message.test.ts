import rhea from 'rhea';
import { decode, encode, toNewMessage, toReceived } from '../../../local/service-bus/amqp-message';
import type { QueuedMessage } from '../../../local/service-bus/queued-message';

const body = Buffer.from('{"a":1}');
const sent = {
  body: rhea.message.data_section(body) as unknown,
  message_id: 'm-1',
  correlation_id: 'c-1',
  subject: 's',
  content_type: 'application/json',
  application_properties: { kept: 1, replaced: 'old' },
  message_annotations: { 'x-opt-partition-key': 'k' },
};

const queued = (change: Partial<QueuedMessage> = {}): QueuedMessage => ({
  ...toNewMessage(sent),
  sequenceNumber: 7,
  enqueuedAt: 1_000,
  expiresAt: Infinity,
  deliveryCount: 2,
  state: 'active',
  ...change,
});

/** What a client reads off the wire. */
const received = (change?: Partial<QueuedMessage>) => decode(encode(toReceived(queued(change))));

describe('toReceived', () => {
  it('keeps what was sent and adds what the broker knows', () => {
    expect(received()).toMatchObject({
      body: { content: body },
      message_id: 'm-1',
      correlation_id: 'c-1',
      subject: 's',
      content_type: 'application/json',
      delivery_count: 2,
      application_properties: { kept: 1, replaced: 'old' },
      message_annotations: {
        'x-opt-partition-key': 'k',
        'x-opt-sequence-number': 7,
        'x-opt-enqueued-time': new Date(1_000),
        'x-opt-message-state': 0,
      },
    });
  });

  it.each([
    [
      'its lock',
      { lock: { token: '00', until: 9_000 } },
      { message_annotations: { 'x-opt-locked-until': new Date(9_000) } },
    ],
    ['that it is deferred', { state: 'deferred' }, { message_annotations: { 'x-opt-message-state': 1 } }],
    ['that it is scheduled', { state: 'scheduled' }, { message_annotations: { 'x-opt-message-state': 2 } }],
    [
      'properties set since',
      { properties: { replaced: 'new' } },
      { application_properties: { kept: 1, replaced: 'new' } },
    ],
    [
      'why it is a dead letter',
      { deadLetter: { reason: 'r', description: 'd' } },
      { application_properties: { DeadLetterReason: 'r', DeadLetterErrorDescription: 'd' } },
    ],
  ] satisfies [string, Partial<QueuedMessage>, object][])('tells %s', (_, change, expected) => {
    expect(received(change)).toMatchObject(expected);
  });
});
