/**
 * Lets work on the same thing go one after the other within this process. Optimistic writers of one partition would
 * otherwise take turns at failing, which is dear where each has to read thousands of rows again.
 */
export class OneAtATime {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs `work` when all that was asked for under this key before has ended, however it ended. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }
}
