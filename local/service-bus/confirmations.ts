import type { Delivery } from 'rhea';
import { settlementState } from './outcome';

interface Confirmation {
  delivery: Delivery;
  held: boolean;
}

/**
 * Tells receivers what became of their settlements, one in each turn of the event loop. rhea 3.0 joins what is said in
 * one turn by neighbouring numbers and not by what is said (its lib/session.js, write_dispositions): a lost lock would
 * be reported as completed when the message before it was.
 */
export class Confirmations {
  private readonly waiting: Confirmation[] = [];

  /** @param held whether the settlement was carried out, or came too late */
  add(delivery: Delivery, held: boolean): void {
    this.waiting.push({ delivery, held });
    if (this.waiting.length === 1) setImmediate(() => this.sendFirst());
  }

  private sendFirst(): void {
    const confirmation = this.waiting.shift();
    confirmation?.delivery.update(true, settlementState(confirmation.held));
    if (this.waiting.length > 0) setImmediate(() => this.sendFirst());
  }
}
