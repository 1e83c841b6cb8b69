import type { MessageQueue } from '../../../local/service-bus/message-queue';
import { drain, message, QueueUnderTest, settings } from './queue-under-test';

const nothing = { active: 0, locked: 0, scheduled: 0, deferred: 0 };

describe('a locked message', () => {
  it.each<[string, (queue: MessageQueue, token: string) => boolean, object, string[]]>([
    ['is gone when completed', (queue, token) => queue.complete(token), nothing, []],
    ['is ready again when abandoned', (queue, token) => queue.abandon(token), { ...nothing, active: 1 }, []],
    ['is set aside when deferred', (queue, token) => queue.defer(token), { ...nothing, deferred: 1 }, []],
    ['moves when dead-lettered', (queue, token) => queue.deadLetter(token, {}), nothing, ['a']],
    [
      'stays locked when renewed',
      (queue, token) => queue.renew(token) !== undefined,
      { ...nothing, locked: 1 },
      [],
    ],
  ])('%s', (_, act, counts, dead) => {
    const test = new QueueUnderTest();
    test.send('a');
    expect(act(test.queue, test.lock())).toBe(true);
    expect(test.queue.counts()).toEqual(counts);
    expect(drain(test.deadLetters)).toEqual(dead);
  });

  it.each<[string, (queue: MessageQueue, token: string) => unknown]>([
    ['completed', (queue, token) => queue.complete(token)],
    ['abandoned', (queue, token) => queue.abandon(token)],
    ['deferred', (queue, token) => queue.defer(token)],
    ['dead-lettered', (queue, token) => queue.deadLetter(token, {})],
    ['renewed', (queue, token) => queue.renew(token) ?? false],
  ])('cannot be %s when its lock has ended, nor by a token that never was', (_, act) => {
    const test = new QueueUnderTest();
    test.send('a');
    const token = test.lock();
    test.now += settings.lockDuration;
    expect(act(test.queue, token)).toBe(false);
    expect(act(test.queue, 'unknown')).toBe(false);
    expect(test.queue.counts()).toEqual({ ...nothing, active: 1 });
    expect(test.queue.lockNext()).toMatchObject({ messageId: 'a', deliveryCount: 1 });
  });

  it('cannot be settled twice', () => {
    const test = new QueueUnderTest();
    test.send('a');
    const token = test.lock();
    expect([test.queue.complete(token), test.queue.complete(token)]).toEqual([true, false]);
  });

  it('is held for the lock duration from its last renewal', () => {
    const test = new QueueUnderTest();
    test.send('a');
    const token = test.lock();
    test.now += 900;
    expect(test.queue.renew(token)).toBe(test.now + 1_000);
    test.now += 900;
    expect(test.queue.lockNext()).toBeUndefined();
    test.now += 100;
    expect(test.queue.lockNext()).toMatchObject({ messageId: 'a', deliveryCount: 1 });
  });

  it('given back returns before later ones, with the properties it was given', () => {
    const test = new QueueUnderTest();
    test.send('a', 'b');
    test.queue.abandon(test.lock(), { first: 1, both: 1 });
    test.queue.abandon(test.lock(), { second: 2, both: 2 });
    expect(test.queue.lockNext()).toMatchObject({
      messageId: 'a',
      deliveryCount: 2,
      properties: { first: 1, second: 2, both: 2 },
    });
  });
});

describe('the last delivery', () => {
  it.each<[string, (test: QueueUnderTest, token: string) => void]>([
    ['abandoned', (test, token) => test.queue.abandon(token)],
    ['left until its lock ends', (test) => (test.now += settings.lockDuration)],
  ])('%s moves the message to the dead letters', (_, fail) => {
    const test = new QueueUnderTest();
    test.send('a');
    for (let delivery = 0; delivery < settings.maxDeliveryCount; delivery++) fail(test, test.lock());
    expect(test.queue.lockNext()).toBeUndefined();
    expect(test.deadLetters.lockNext()).toMatchObject({
      messageId: 'a',
      deliveryCount: 3,
      deadLetter: {
        reason: 'MaxDeliveryCountExceeded',
        description: 'Message could not be consumed after 3 delivery attempts.',
      },
    });
  });

  it('does not exist for dead letters, which also cannot be dead-lettered again', () => {
    const test = new QueueUnderTest();
    test.send('a');
    test.queue.deadLetter(test.lock(), { reason: 'first' });
    for (let delivery = 0; delivery < 10; delivery++) {
      expect(
        test.deadLetters.deadLetter(test.deadLetters.lockNext()?.lock.token ?? '', { reason: 'again' }),
      ).toBe(true);
    }
    expect(test.deadLetters.lockNext()).toMatchObject({ deliveryCount: 10, deadLetter: { reason: 'first' } });
  });
});

describe('a deferred message', () => {
  const deferred = () => {
    const test = new QueueUnderTest();
    const numbers = test.send('a', 'b');
    test.queue.defer(test.lock());
    test.queue.defer(test.lock());
    return { test, numbers };
  };

  it('is given out only by its number, all that are asked for or none', () => {
    const { test, numbers } = deferred();
    expect(test.queue.lockNext()).toBeUndefined();
    expect(test.queue.lockDeferred([...numbers, 99])).toBeUndefined();
    expect(test.queue.counts()).toMatchObject({ deferred: 2 });
    expect(test.queue.lockDeferred(numbers)).toMatchObject([{ messageId: 'a' }, { messageId: 'b' }]);
    expect(test.queue.lockDeferred(numbers)).toBeUndefined();
  });

  it('stays deferred when abandoned', () => {
    const { test, numbers } = deferred();
    const [locked] = test.queue.lockDeferred(numbers) ?? [];
    test.queue.abandon(locked?.lock.token ?? '');
    expect(test.queue.counts()).toEqual({ ...nothing, locked: 1, deferred: 1 });
  });

  it('does not expire', () => {
    const { test, numbers } = deferred();
    test.now += settings.timeToLive * 2;
    test.queue.catchUp();
    expect(test.queue.takeDeferred(numbers)).toHaveLength(2);
    expect(test.queue.counts()).toEqual(nothing);
  });
});

describe('a scheduled message', () => {
  it('comes when its time has come, behind what came before, with a new number', () => {
    const test = new QueueUnderTest();
    const due = test.now + 500;
    expect(
      test.queue.enqueue([
        message('later', { scheduledFor: due + 1 }),
        message('soon', { scheduledFor: due }),
      ]),
    ).toEqual([1, 2]);
    expect(test.queue.due).toBe(due);
    test.send('now');
    expect(test.drain()).toEqual(['now']);
    test.now = due + 1;
    expect(test.queue.lockNext()).toMatchObject({ messageId: 'soon', sequenceNumber: 4, enqueuedAt: due });
    expect(test.queue.lockNext()).toMatchObject({
      messageId: 'later',
      sequenceNumber: 5,
      enqueuedAt: due + 1,
    });
  });

  it('is an ordinary one if its time is past', () => {
    const test = new QueueUnderTest();
    test.queue.enqueue([message('a', { scheduledFor: test.now })]);
    expect(test.drain()).toEqual(['a']);
  });

  it('is cancelled with all that are asked for, or not at all', () => {
    const test = new QueueUnderTest();
    const numbers = test.queue.enqueue([message('a', { scheduledFor: test.now + 1 })]);
    expect(test.queue.cancelScheduled([...numbers, 7])).toEqual([7]);
    expect(test.queue.counts()).toMatchObject({ scheduled: 1 });
    expect(test.queue.cancelScheduled(numbers)).toEqual([]);
    expect(test.queue.counts()).toEqual(nothing);
  });

  it('lives as long as others from its time on', () => {
    const test = new QueueUnderTest();
    test.queue.enqueue([message('a', { scheduledFor: test.now + 500, timeToLive: 100 })]);
    test.now += 599;
    expect(test.queue.lockNext()).toMatchObject({ messageId: 'a' });
  });
});

describe('a message whose time to live ends', () => {
  it.each([
    ['its own', { timeToLive: 100 }, 100],
    ["the queue's", {}, settings.timeToLive],
    ["the queue's, if that is shorter", { timeToLive: settings.timeToLive * 2 }, settings.timeToLive],
  ])('expires: %s', (_, change, lifetime) => {
    const test = new QueueUnderTest();
    test.queue.enqueue([message('a', change)]);
    expect(test.queue.due).toBe(test.now + lifetime);
    test.now += lifetime;
    expect(test.queue.lockNext()).toBeUndefined();
    expect(test.deadLetters.lockNext()).toMatchObject({
      deadLetter: {
        reason: 'TTLExpiredException',
        description: 'The message expired and was dead lettered.',
      },
    });
  });

  it('is dropped where the queue does not keep the expired', () => {
    const test = new QueueUnderTest({ deadLetterOnExpiration: false });
    test.queue.enqueue([message('a', { timeToLive: 100 }), message('b')]);
    test.now += 100;
    expect(test.drain()).toEqual(['b']);
    expect(drain(test.deadLetters)).toEqual([]);
  });

  it('is not taken from who has it locked, and expires when given back', () => {
    const test = new QueueUnderTest();
    test.queue.enqueue([message('a', { timeToLive: 100 }), message('b', { timeToLive: 100 })]);
    const [first, second] = [test.lock(), test.lock()];
    test.now += 500;
    expect(test.queue.complete(first)).toBe(true);
    expect(test.queue.abandon(second)).toBe(true);
    expect(test.queue.lockNext()).toBeUndefined();
    expect(drain(test.deadLetters)).toEqual(['b']);
  });
});

describe('peeking', () => {
  it('shows messages in every state, in their order, from a number on', () => {
    const test = new QueueUnderTest();
    test.queue.enqueue([message('scheduled', { scheduledFor: test.now + 1 })]);
    test.send('deferred', 'locked', 'active');
    test.queue.defer(test.lock());
    test.lock();
    const ids = (from: number, count: number) =>
      test.queue.peek(from, count).map(({ messageId }) => messageId);
    expect(ids(0, 10)).toEqual(['scheduled', 'deferred', 'locked', 'active']);
    expect(ids(2, 2)).toEqual(['deferred', 'locked']);
    expect(ids(5, 10)).toEqual([]);
  });
});

describe('duplicates', () => {
  it('are dropped within the window, numbered all the same', () => {
    const test = new QueueUnderTest({ duplicateWindow: 1_000 });
    expect(test.send('a', 'a', 'b')).toEqual([1, 2, 3]);
    expect(test.drain()).toEqual(['a', 'b']);
    test.now += 999;
    test.send('a');
    expect(test.drain()).toEqual([]);
    test.now += 1;
    test.send('a');
    expect(test.drain()).toEqual(['a']);
  });

  it('are kept where nobody looks for them', () => {
    const test = new QueueUnderTest();
    test.send('a', 'a');
    expect(test.drain()).toEqual(['a', 'a']);
  });
});

describe('a queue after a restart', () => {
  it('is as it was, without the locks', () => {
    const before = new QueueUnderTest();
    before.queue.enqueue([message('scheduled', { scheduledFor: before.now + 10_000 })]);
    before.send('done', 'dead', 'deferred', 'abandoned', 'locked', 'active');
    before.queue.complete(before.lock());
    before.queue.deadLetter(before.lock(), { reason: 'why' });
    before.queue.defer(before.lock());
    const abandoned = before.lock();
    before.lock();
    before.queue.abandon(abandoned, { set: true });
    const after = before.restarted();
    expect(after.queue.counts()).toEqual({ active: 3, locked: 0, scheduled: 1, deferred: 1 });
    expect(after.queue.lockNext()).toMatchObject({
      messageId: 'abandoned',
      deliveryCount: 1,
      properties: { set: true },
    });
    expect(after.drain()).toEqual(['locked', 'active']);
    expect(after.deadLetters.lockNext()).toMatchObject({ messageId: 'dead', deadLetter: { reason: 'why' } });
  });

  it('knows the ids it took and gives no number twice', () => {
    const before = new QueueUnderTest({ duplicateWindow: 1_000 });
    before.send('a');
    before.drain();
    const after = before.restarted({ duplicateWindow: 1_000 });
    expect(after.send('a', 'b')).toEqual([2, 3]);
    expect(after.drain()).toEqual(['b']);
  });
});

describe('the journal', () => {
  const parted = (act: (test: QueueUnderTest) => void) => {
    const test = new QueueUnderTest();
    test.queue.enqueue([message('s', { scheduledFor: test.now + 10 })]);
    test.send('a');
    const writes: number[] = [];
    const push = test.changes.push.bind(test.changes);
    test.changes.push = (...changes) => {
      writes.push(changes.length);
      return push(...changes);
    };
    act(test);
    return writes;
  };

  it.each<[string, (test: QueueUnderTest) => void, number[]]>([
    ['a batch', (test) => test.send('b', 'c'), [2]],
    ['a move to the dead letters', (test) => test.queue.deadLetter(test.lock(), {}), [2]],
    [
      'the coming due of a scheduled message',
      (test) => {
        test.now += 10;
        test.queue.catchUp();
      },
      [2],
    ],
    ['a completion', (test) => test.queue.complete(test.lock()), [1]],
    ['a lock', (test) => test.lock(), []],
  ])('gets %s in one write', (_, act, writes) => {
    expect(parted(act)).toEqual(writes);
  });
});
