const say = (text: string) => process.stdout.write(text);

/** Tells the story: each step by number and name, then what was seen, with the time it took. */
export class Narrator {
  private steps = 0;

  /** @param run answers what was seen, in a line or several */
  async step(title: string, run: () => Promise<string | string[]>): Promise<void> {
    const number = String(++this.steps).padStart(2);
    say(`\n${number}. ${title}\n`);
    const begun = performance.now();
    try {
      for (const line of [await run()].flat()) say(`    ${line}\n`);
      say(`    ✓ ${Math.round(performance.now() - begun)} ms\n`);
    } catch (error) {
      say(`    ✗ ${error instanceof Error ? error.message : String(error)}\n`);
      throw new Error(`The demo stopped at step ${this.steps}: ${title}.`, { cause: error });
    }
  }

  end(): void {
    say(`\nAll ${this.steps} steps held.\n\n`);
  }
}
