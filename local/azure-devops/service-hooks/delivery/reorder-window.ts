import { shuffle } from './seeded-random';

/** Milliseconds after which held items go on although the window is not full. */
const patience = 100;

/** Holds items until there are enough of them to let them go in another order. */
export class ReorderWindow<Item> {
  private held: Item[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly release: (item: Item) => void) {}

  /** @param size 0 or 1 holds nothing */
  add(item: Item, size: number, random: () => number): void {
    this.held.push(item);
    if (this.held.length >= size) this.flush(random);
    else this.timer ??= setTimeout(() => this.flush(random), patience);
  }

  /** Lets go what is held. */
  flush(random: () => number): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const items = this.held;
    this.held = [];
    for (const item of items.length > 1 ? shuffle(items, random) : items) this.release(item);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.held = [];
  }
}
