/**
 * The message ids a queue has accepted within its duplicate-detection window. A repeated id does not renew its place in
 * the window. (Microsoft Learn, Service Bus, "Duplicate detection".)
 */
export class DuplicateHistory {
  private readonly acceptedAt: Map<string, number>;

  /** @param window milliseconds; 0 where duplicates are not looked for */
  constructor(
    private readonly window: number,
    accepted: ReadonlyMap<string, number> = new Map(),
  ) {
    this.acceptedAt = new Map([...accepted].sort(([, one], [, other]) => one - other));
  }

  get isKept(): boolean {
    return this.window > 0;
  }

  /** Whether the id was there within the window; if not, it is from now on. */
  isDuplicate(messageId: string, now: number): boolean {
    if (!this.isKept) return false;
    this.forgetBefore(now - this.window);
    if (this.acceptedAt.has(messageId)) return true;
    this.acceptedAt.set(messageId, now);
    return false;
  }

  private forgetBefore(time: number): void {
    // Oldest first: entries are only ever added at the end.
    for (const [id, at] of this.acceptedAt) {
      if (at > time) return;
      this.acceptedAt.delete(id);
    }
  }
}
