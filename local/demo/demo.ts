import type { Stack } from '../stack';

/**
 * Plays the story of the product against the running system; says each step and what was seen.
 * @throws Error at the first step that does not hold
 */
export async function runDemo(stack: Stack): Promise<void> {
  const answer = await fetch(`${stack.baseUrl}/api/health`);
  if (!answer.ok)
    throw new Error(`1. The API should say that it is healthy, but it answered ${answer.status}.`);
  process.stdout.write('1. The API says that it is healthy.\n');
}
