interface Entry<T> {
  value: Promise<T>;
  readAt: number;
}

/**
 * Keeps what was read for some minutes. Callers that come together share one reading; a failure is thrown to them and
 * not kept.
 */
export class ExpiringCache<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly now: () => number = Date.now,
    private readonly mostEntries = 500,
  ) {}

  /** @param youngerThanMs a value older than this is read anew; 0 for "now" */
  get(key: string, read: () => Promise<T>, youngerThanMs = this.lifetimeMs): Promise<T> {
    const known = this.entries.get(key);
    if (known !== undefined && this.now() - known.readAt < Math.min(youngerThanMs, this.lifetimeMs))
      return known.value;
    const entry: Entry<T> = { value: read(), readAt: this.now() };
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.dropOldest();
    entry.value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    return entry.value;
  }

  clear(): void {
    this.entries.clear();
  }

  private dropOldest(): void {
    for (const key of this.entries.keys()) {
      if (this.entries.size <= this.mostEntries) return;
      this.entries.delete(key);
    }
  }
}
