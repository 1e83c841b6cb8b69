interface Wait {
  ring: () => void;
  secondsLeft: number;
  /** When `secondsLeft` was true. */
  since: number;
  timer?: NodeJS.Timeout;
}

/** Longest wait of a Node timer, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Timers in simulated seconds, so that hours of retries can pass in a moment. */
export class SimulatedTimers {
  private readonly waits = new Set<Wait>();
  private scale = 1;

  /** Simulated seconds per second; waits that already run go on at the new pace. */
  setScale(scale: number): void {
    const now = Date.now();
    for (const wait of this.waits) {
      wait.secondsLeft -= ((now - wait.since) / 1000) * this.scale;
      wait.since = now;
    }
    this.scale = scale;
    for (const wait of this.waits) this.arm(wait);
  }

  after(seconds: number, ring: () => void): void {
    const wait: Wait = { ring, secondsLeft: seconds, since: Date.now() };
    this.waits.add(wait);
    this.arm(wait);
  }

  clear(): void {
    for (const { timer } of this.waits) clearTimeout(timer);
    this.waits.clear();
  }

  private arm(wait: Wait): void {
    clearTimeout(wait.timer);
    const milliseconds = Math.max(0, (wait.secondsLeft * 1000) / this.scale);
    wait.timer = setTimeout(
      () => {
        this.waits.delete(wait);
        wait.ring();
      },
      Math.min(milliseconds, longestTimer),
    );
  }
}
