import { runDemo } from '../../../local/demo/demo';
import type { Stack } from '../../../local/stack';
import { startTestStack } from '../../support/stack';

describe('the demo', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startTestStack();
  });

  afterAll(() => stack.stop());

  it('holds from the first step to the last', async () => {
    const said: string[] = [];
    const listen = (text: string) => said.push(text);
    await runDemo(stack, listen);
    const steps = /All (\d+) steps held/.exec(said.join(''))?.[1];
    expect(Number(steps)).toBeGreaterThanOrEqual(15);
    expect(said.join('')).not.toContain(stack.world.clientSecret);
  });
});
