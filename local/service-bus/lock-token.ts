/**
 * A lock token is a GUID. As a delivery tag its bytes are in .NET's order, as a UUID on the management link in the
 * network's; this turns one into the other. (AMQP 1.0 in Azure Service Bus: protocol guide and request-response
 * operations, "renew-lock".)
 */
export function reorderGuid(bytes: Buffer): Buffer {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Buffer.from(order.map((position) => bytes[position] ?? 0));
}

/** The token as deliveries are tagged with it. */
export const toDeliveryTag = (token: string): Buffer => Buffer.from(token, 'hex');

/** The token of a delivery tag; undefined for a delivery that was sent without a lock. */
export const fromDeliveryTag = (tag: Buffer | string): string | undefined =>
  typeof tag !== 'string' && tag.length === 16 ? tag.toString('hex') : undefined;

export const toUuid = (token: string): Buffer => reorderGuid(toDeliveryTag(token));
export const fromUuid = (uuid: Buffer): string => reorderGuid(uuid).toString('hex');
