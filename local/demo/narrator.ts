/** Tells the story: each step by number and name, then what was seen, with the time it took. */
export class Narrator {
  private steps = 0;

  constructor(private readonly say: (text: string) => void) {}

  /** @param run answers what was seen, in a line or several */
  async step(title: string, run: () => Promise<string | string[]>): Promise<void> {
    const number = String(++this.steps).padStart(2);
    this.say(`\n${number}. ${title}\n`);
    const begun = performance.now();
    try {
      for (const line of [await run()].flat()) this.say(`    ${line}\n`);
      this.say(`    ✓ ${Math.round(performance.now() - begun)} ms\n`);
    } catch (error) {
      this.say(`    ✗ ${error instanceof Error ? error.message : String(error)}\n`);
      throw new Error(`The demo stopped at step ${this.steps}: ${title}.`, { cause: error });
    }
  }

  end(): void {
    this.say(`\nAll ${this.steps} steps held.\n\n`);
  }
}
