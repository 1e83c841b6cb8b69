/**
 * Asks until the answer is there.
 * @throws Error naming what was waited for
 */
export async function eventually<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<T | undefined>,
): Promise<{ value: T; afterMs: number }> {
  const begun = performance.now();
  for (;;) {
    const value = await ask();
    const afterMs = Math.round(performance.now() - begun);
    if (value !== undefined) return { value, afterMs };
    if (afterMs > timeoutMs) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
