import type { Sender } from 'rhea';
import { encode, toReceived } from './amqp-message';
import { toDeliveryTag } from './lock-token';
import type { MessageQueue } from './message-queue';

/** `snd_settle_mode` of a receiver that takes messages without a lock (receive-and-delete). */
const settledMode = 1;

/** AMQP's own message format: the bytes are an encoded message. */
const messageFormat = 0;

/** What rhea 3.0 keeps about a link's credit and leaves out of its types (its lib/link.js and lib/session.js). */
interface CreditState {
  credit: number;
  session: { outgoing: { next_pending_delivery: number } };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function hasCreditState(link: object): link is CreditState {
  if (!('credit' in link) || typeof link.credit !== 'number') return false;
  if (!('session' in link) || !isRecord(link.session) || !isRecord(link.session.outgoing)) return false;
  return typeof link.session.outgoing.next_pending_delivery === 'number';
}

/** A receiving client. */
export class Consumer {
  /** Ids of deliveries that rhea has taken and not yet put on the wire. */
  private unsent: number[] = [];

  constructor(readonly link: Sender) {}

  get isOpen(): boolean {
    return this.link.is_open();
  }

  /** Gives it the queue's next message. @returns false when there was none, or nobody to give it to */
  serve(queue: MessageQueue): boolean {
    if (!this.hasCredit()) return false;
    const takesSettled = this.link.snd_settle_mode === settledMode;
    const message = takesSettled ? queue.takeNext() : queue.lockNext();
    if (!message) return false;
    const tag = message.lock && toDeliveryTag(message.lock.token);
    const delivery = this.link.send(encode(toReceived(message)), tag, messageFormat);
    if (takesSettled) delivery.update(true);
    this.unsent.push(delivery.id);
    return true;
  }

  /**
   * rhea lowers a link's credit when a transfer is written, which is later than when it is sent. What waits in between
   * has to be counted too: a message sent without credit would sit here, locked, and reach nobody.
   */
  private hasCredit(): boolean {
    const { link } = this;
    if (!this.isOpen || !link.sendable() || !hasCreditState(link)) return false;
    const { next_pending_delivery: next } = link.session.outgoing;
    this.unsent = this.unsent.filter((id) => id >= next);
    return link.credit > this.unsent.length;
  }
}
