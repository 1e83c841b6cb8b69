import { knobs } from '../../bench/support/faults/knobs';
import { playKnob } from '../../bench/support/faults/play';
import { ConnectedStack } from '../support/connected-stack';

// The matrix of `npm run bench -- faults`, with fewer items. What leaves creations in doubt takes the 45 seconds that a
// claim holds; it is played there, and with a clock that is turned in tests/integration/exactly-one.test.ts.

const count = 12;

let connected: ConnectedStack;

beforeAll(async () => {
  connected = await ConnectedStack.start();
}, 60_000);
afterAll(() => connected.stop());

describe('every tenth request to Azure DevOps goes wrong, then everything is asked for once more', () => {
  it.each(knobs.filter(({ leavesInDoubt }) => leavesInDoubt !== true))(
    '$name: one work item each, none missing, none twice, no state lost',
    async (knob) => {
      const outcomes = await playKnob(connected, knob, count);
      const whole = { done: count, duplicates: 0, disagreeing: 0 };
      expect(outcomes).toEqual(outcomes.map((outcome) => ({ ...outcome, ...whole })));
      for (const { operation, faults } of outcomes) {
        const isStruck = knob.only?.includes(operation) ?? true;
        expect({ operation, isStruck: faults > 0 }).toEqual({ operation, isStruck });
      }
    },
    60_000,
  );
});
