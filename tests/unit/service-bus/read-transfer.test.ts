import rhea from 'rhea';
import { decode } from '../../../local/service-bus/amqp-message';
import { readTransfer } from '../../../local/service-bus/read-transfer';
import { MessageTooLargeError } from '../../../local/service-bus/size-limit';

const { message } = rhea;
const batch = (...contents: Buffer[]) => message.encode({ body: message.data_sections(contents) });
const data = (text: string) => message.data_section(Buffer.from(text)) as unknown;

describe('readTransfer', () => {
  it('reads a message: id, schedule and time to live', () => {
    const at = new Date(1_700_000_000_000);
    const annotations = { 'x-opt-scheduled-enqueue-time': at };
    const sent = { body: data('a'), message_id: 'm-1', ttl: 5_000, message_annotations: annotations };
    const [read] = readTransfer(sent);
    expect(read).toMatchObject({ messageId: 'm-1', timeToLive: 5_000, scheduledFor: at.getTime() });
  });

  it.each([
    ['of many', ['a', 'b', 'c']],
    ['of one', ['a']],
  ])('reads a batch %s', (_, ids) => {
    const read = readTransfer(batch(...ids.map((id) => message.encode({ body: data(id), message_id: id }))));
    expect(read.map(({ messageId }) => messageId)).toEqual(ids);
  });

  it('gives a message without an id one of its own, which receivers see', () => {
    const [one, other] = readTransfer(
      batch(message.encode({ body: data('a') }), message.encode({ body: data('a') })),
    );
    expect(one?.messageId).toMatch(/^[0-9a-f]{32}$/);
    expect(one?.messageId).not.toBe(other?.messageId);
    expect(decode(one?.content ?? Buffer.alloc(0)).message_id).toBe(one?.messageId);
  });

  it.each([
    ['a message', { body: message.data_section(Buffer.alloc(262_144)) as unknown }],
    ['a batch', batch(Buffer.alloc(131_072), Buffer.alloc(131_072))],
  ])('refuses %s that is too large', (_, sent) => {
    expect(() => readTransfer(sent)).toThrow(MessageTooLargeError);
  });
});
