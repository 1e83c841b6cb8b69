import { fromDeliveryTag, fromUuid, toDeliveryTag, toUuid } from '../../../local/service-bus/lock-token';

const token = '00112233445566778899aabbccddeeff';

describe('lock tokens', () => {
  it('are the bytes of a delivery tag, in the order they have', () => {
    expect(toDeliveryTag(token).toString('hex')).toBe(token);
    expect(fromDeliveryTag(toDeliveryTag(token))).toBe(token);
  });

  it('have the first three groups of a UUID the other way round', () => {
    expect(toUuid(token).toString('hex')).toBe('33221100554477668899aabbccddeeff');
    expect(fromUuid(toUuid(token))).toBe(token);
  });

  it.each([['text'], [Buffer.from('5')]])('are not every tag: %s', (tag) => {
    expect(fromDeliveryTag(tag)).toBeUndefined();
  });
});
