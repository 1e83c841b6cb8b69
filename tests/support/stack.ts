import { type Stack, type StackOptions, startStack } from '../../local/stack';
import { ensureBuilt } from './ensure-built';

/**
 * Starts the whole system for a test, from a build of the sources as they are, on free ports, with data of its own.
 * Whoever starts it stops it (in afterAll).
 */
export async function startTestStack(options: StackOptions = {}): Promise<Stack> {
  await ensureBuilt();
  return startStack(options);
}
