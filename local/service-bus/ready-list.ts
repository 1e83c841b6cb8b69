/** Sequence numbers of messages that may be taken, lowest first. Taking the first costs the same however long it is. */
export class ReadyList {
  private numbers: number[] = [];
  private head = 0;

  /** New numbers are the highest and go to the end; a message given back returns to its old place. */
  add(sequenceNumber: number): void {
    const last = this.numbers.at(-1);
    if (last === undefined || this.head === this.numbers.length || last < sequenceNumber) {
      this.numbers.push(sequenceNumber);
    } else {
      this.numbers.splice(this.placeOf(sequenceNumber), 0, sequenceNumber);
    }
  }

  takeFirst(): number | undefined {
    const first = this.numbers[this.head];
    if (first === undefined) return undefined;
    this.head++;
    // Array.shift moves every entry; dropping what was taken only when it is half of the list keeps it cheap.
    if (this.head > 1_000 && this.head * 2 > this.numbers.length) {
      this.numbers = this.numbers.slice(this.head);
      this.head = 0;
    }
    return first;
  }

  private placeOf(sequenceNumber: number): number {
    let low = this.head;
    let high = this.numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.numbers[middle] ?? Infinity) < sequenceNumber) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
