/** Counts of what was asked, by route: what tests of request budgets look at. */
export class RequestCounts {
  private counts = new Map<string, number>();
  private writes = 0;

  count(route: string): void {
    this.counts.set(route, (this.counts.get(route) ?? 0) + 1);
  }

  /** A request that has changed work items. */
  countWrite(): void {
    this.writes += 1;
  }

  reset(): void {
    this.counts = new Map();
    this.writes = 0;
  }

  report() {
    const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    return { total, writes: this.writes, byRoute: Object.fromEntries(this.counts) };
  }
}
