import type { Sender } from 'rhea';
import { Consumer } from './consumer';
import type { MessageQueue } from './message-queue';

/** A queue, or its dead letters, with those who receive from it. */
export class Entity {
  /** The next one to be served first. */
  private consumers: Consumer[] = [];

  constructor(
    readonly queue: MessageQueue,
    readonly deadLetters?: Entity,
  ) {}

  attach(link: Sender): void {
    this.consumers.push(new Consumer(link));
  }

  /**
   * Gives messages to the receivers in turn, as long as both are there. A receiver that has gone is forgotten; what it
   * had locked stays locked until the lock ends, as on Azure.
   */
  offer(): void {
    this.consumers = this.consumers.filter(({ isOpen }) => isOpen);
    let refused = 0;
    while (refused < this.consumers.length) {
      const consumer = this.consumers.shift();
      if (!consumer) break;
      this.consumers.push(consumer);
      refused = consumer.serve(this.queue) ? 0 : refused + 1;
    }
    // A message may have moved to the dead letters by what was done, or because it has expired.
    this.deadLetters?.offer();
  }
}
