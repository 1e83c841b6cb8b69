import { settle } from '../../../local/service-bus/outcome';
import { QueueUnderTest } from './queue-under-test';

const nothing = { active: 0, locked: 0, scheduled: 0, deferred: 0 };

describe('an outcome that a receiver sends', () => {
  it.each([
    ['accepted', {}, nothing],
    ['released', {}, { ...nothing, active: 1 }],
    ['modified', { undeliverable_here: false }, { ...nothing, active: 1 }],
    ['modified', { undeliverable_here: true }, { ...nothing, deferred: 1 }],
    ['rejected', { error: { condition: 'com.microsoft:dead-letter' } }, nothing],
    ['rejected', undefined, nothing],
  ] as const)('%s %j settles the message', (outcome, state, counts) => {
    const test = new QueueUnderTest();
    test.send('a');
    expect(settle(test.queue, test.lock(), outcome, state)).toBe(true);
    expect(test.queue.counts()).toEqual(counts);
  });

  it('rejected tells the reason, and properties beside it', () => {
    const test = new QueueUnderTest();
    test.send('a');
    const info = { DeadLetterReason: 'r', DeadLetterErrorDescription: 'd', hint: 7 };
    settle(test.queue, test.lock(), 'rejected', { error: { info } });
    expect(test.deadLetters.lockNext()).toMatchObject({
      deadLetter: { reason: 'r', description: 'd' },
      properties: { hint: 7 },
    });
  });

  it('comes too late for a lock that has ended', () => {
    expect(settle(new QueueUnderTest().queue, '00', 'accepted', {})).toBe(false);
  });
});
