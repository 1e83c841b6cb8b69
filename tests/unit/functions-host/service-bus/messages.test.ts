import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { batchData, messageData } from '../../../../local/functions-host/service-bus/message-body';
import {
  batchMetadata,
  messageMetadata,
} from '../../../../local/functions-host/service-bus/message-metadata';

describe('the body of a message', () => {
  it.each([
    [Buffer.from('{"a":"ü"}'), '{"a":"ü"}'],
    ['text', 'text'],
    [{ a: 1 }, '{"a":1}'],
    [7, '7'],
    [undefined, ''],
    [null, ''],
  ])('%j is the text %s', (body, text) => {
    expect(messageData(body, false)).toEqual({ string: text });
    const { bytes } = messageData(body, true);
    expect(Buffer.from(bytes ?? []).toString()).toBe(text);
  });

  it('is one of a list in a batch', () => {
    expect(batchData([Buffer.from('1'), 'b'], false)).toEqual({ collectionString: { string: ['1', 'b'] } });
    expect(batchData([Buffer.from('1')], true)).toEqual({ collectionBytes: { bytes: [Buffer.from('1')] } });
  });
});

const message = (more: object): ServiceBusReceivedMessage => ({
  body: undefined,
  state: 'active',
  _rawAmqpMessage: { bodyType: 'data', body: undefined },
  ...more,
});

describe('what is told about a message', () => {
  const enqueuedTimeUtc = new Date('2026-11-24T01:02:03.004Z');

  it('leaves out what it does not have', () => {
    expect(messageMetadata(message({}))).toEqual({
      DeliveryCount: { json: '1' },
      SequenceNumber: { json: '0' },
      ApplicationProperties: { json: '{}' },
      UserProperties: { json: '{}' },
    });
  });

  it('counts deliveries from one, and sends text as text and the rest as JSON', () => {
    const metadata = messageMetadata(
      message({
        messageId: '17',
        deliveryCount: 2,
        enqueuedTimeUtc,
        expiresAtUtc: new Date(8.64e15),
        applicationProperties: { Attempt: 1 },
      }),
    );
    expect(metadata).toMatchObject({
      MessageId: { string: '17' },
      DeliveryCount: { json: '3' },
      EnqueuedTimeUtc: { json: '"2026-11-24T01:02:03.004Z"' },
      ExpiresAtUtc: { json: '"9999-12-31T23:59:59.999Z"' },
      ApplicationProperties: { json: '{"Attempt":1}' },
    });
  });

  it('is lists in a batch', () => {
    const metadata = batchMetadata([
      message({ messageId: 'a', enqueuedTimeUtc }),
      message({ messageId: 'b' }),
    ]);
    expect(metadata).toMatchObject({
      MessageIdArray: { json: '["a","b"]' },
      DeliveryCountArray: { json: '[1,1]' },
      EnqueuedTimeUtcArray: { json: '["2026-11-24T01:02:03.004Z",null]' },
    });
  });
});
