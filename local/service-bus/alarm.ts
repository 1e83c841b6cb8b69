/** Longest wait of a Node timer that is never too short for any clock in here; the time is simply looked at again. */
const longestWait = 60_000;
const shortestWait = 5;

/** One timer that goes off at the earliest time it was last set to. */
export class Alarm {
  private timer: NodeJS.Timeout | undefined;
  private setTo = Infinity;

  constructor(private readonly ring: () => void) {}

  /** @param time milliseconds since 1970; Infinity for never */
  set(time: number): void {
    if (time === this.setTo) return;
    this.clear();
    this.setTo = time;
    if (time === Infinity) return;
    const wait = Math.min(Math.max(time - Date.now(), shortestWait), longestWait);
    this.timer = setTimeout(() => {
      this.setTo = Infinity;
      this.ring();
    }, wait);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.setTo = Infinity;
  }
}
