/** Stands for a process that was killed: nothing after it runs. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/**
 * Counts the calls that leave a process (table operations, sends) and can end the process at any of them: before the call
 * takes effect, or after it did but before the answer came. From then on every call fails, as in a dead process.
 */
export class CrashPoint {
  calls = 0;
  private at: number | undefined;
  private when: 'before' | 'after' = 'before';
  private dead = false;
  private isWatched = false;

  /** Ends the process at call number `at`, counted from now, 1 for the first. */
  arm(at: number, when: 'before' | 'after'): void {
    this.revive();
    this.at = at;
    this.when = when;
  }

  /** A new process: counts from zero and does not crash. */
  revive(): void {
    this.calls = 0;
    this.at = undefined;
    this.dead = false;
  }

  /** Looks at what a process has left behind, without being a part of it. */
  async watching<T>(look: () => Promise<T>): Promise<T> {
    this.isWatched = true;
    try {
      return await look();
    } finally {
      this.isWatched = false;
    }
  }

  async around<T>(call: () => T): Promise<T> {
    // Lets others run between any two calls, as a real round trip does.
    await Promise.resolve();
    if (this.isWatched) return call();
    if (this.dead) throw new CrashError('The process is dead.');
    const strikes = ++this.calls === this.at;
    if (strikes && this.when === 'before') this.die();
    const result = call();
    if (strikes) this.die();
    await Promise.resolve();
    return result;
  }

  private die(): never {
    this.dead = true;
    throw new CrashError('The process was killed.');
  }
}
