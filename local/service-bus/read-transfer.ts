import type { Message } from 'rhea';
import { decode, toNewMessage } from './amqp-message';
import type { NewMessage } from './queued-message';
import { largestMessage, MessageTooLargeError } from './size-limit';

/**
 * What a sender sent in one transfer. rhea decodes a single message and hands over the bytes of any other format; the
 * one other format that the clients use is a batch: each data section is an encoded message.
 */
export function readTransfer(transferred: Message | Buffer): NewMessage[] {
  if (!Buffer.isBuffer(transferred)) return [toNewMessage(transferred)];
  if (transferred.length > largestMessage) throw new MessageTooLargeError(transferred.length);
  return dataSections(decode(transferred).body).map((section) => toNewMessage(decode(section)));
}

/** rhea gives one data section as its content, several as a list. */
function dataSections(body: unknown): Buffer[] {
  const content = typeof body === 'object' && body !== null && 'content' in body ? body.content : body;
  const sections: unknown[] = Array.isArray(content) ? content : [content];
  return sections.filter((section) => Buffer.isBuffer(section));
}
