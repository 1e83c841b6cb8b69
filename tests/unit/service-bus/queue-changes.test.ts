import { changesFor, type QueueChange, replayChanges } from '../../../local/service-bus/queue-changes';
import { QueueUnderTest } from './queue-under-test';

const day = 24 * 3_600_000;

describe('changes of queues', () => {
  it('lead to the same queues when written anew', () => {
    const test = new QueueUnderTest({ duplicateWindow: 1_000 });
    test.send('a', 'b', 'c', 'd');
    test.queue.complete(test.lock());
    test.queue.deadLetter(test.lock(), { reason: 'why' });
    const queues = replayChanges(test.changes);
    expect(replayChanges(changesFor(queues, test.now))).toEqual(queues);
    expect([...(queues.get('work')?.messages.keys() ?? [])]).toEqual([3, 4]);
  });

  it('keep the highest number when its message is gone', () => {
    const test = new QueueUnderTest();
    test.send('a', 'b');
    test.drain();
    const again = replayChanges(changesFor(replayChanges(test.changes), test.now));
    expect(again.get('work')).toEqual({ messages: new Map(), acceptedIds: new Map(), lastSequenceNumber: 2 });
  });

  it('keep ids no longer than the longest window there is', () => {
    const accepted = (messageId: string, at: number): QueueChange => ({
      kind: 'accepted',
      queue: 'work',
      messageId,
      at,
    });
    const queues = replayChanges([accepted('old', 0), accepted('young', 1)]);
    expect(replayChanges(changesFor(queues, 7 * day)).get('work')?.acceptedIds).toEqual(
      new Map([['young', 1]]),
    );
  });
});
