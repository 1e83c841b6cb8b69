import { Deliverer } from '../../../../../local/azure-devops/service-hooks/delivery/deliverer';
import { noCounts } from '../../../../../local/azure-devops/service-hooks/delivery/delivery-counts';
import type { PostAnswer } from '../../../../../local/azure-devops/service-hooks/delivery/post-event';
import { testEvent } from '../../../../../local/azure-devops/service-hooks/events/test-event';
import type { Subscription } from '../../../../../local/azure-devops/service-hooks/subscriptions/subscription';
import { aSubscription } from '../subscriptions/a-subscription';
import { aJob } from './a-job';

const now = new Date('2026-03-01T10:00:05Z');

/** A deliverer whose receiver gives these answers in turn, the last one for ever. */
function deliverer(...statuses: (number | undefined)[]) {
  const counts = noCounts();
  let attempt = 0;
  const answer = (): PostAnswer => {
    const status = statuses[Math.min(attempt++, statuses.length - 1)];
    return {
      status,
      headers: {},
      body: '',
      seconds: 0.1,
      ...(status === undefined && { error: 'no route' }),
    };
  };
  const gone = new Set<Subscription>();
  const it = new Deliverer({
    poster: { post: () => Promise.resolve(answer()) },
    counts,
    now: () => now,
    render: (_, { notificationId }, wishes) => testEvent('workitem.updated', notificationId, wishes, now),
    exists: (subscription) => !gone.has(subscription),
    timeoutMs: () => 1_000,
  });
  return { counts, gone, attempt: it.attempt };
}

describe('Deliverer', () => {
  it('completes what was delivered', async () => {
    const { counts, attempt } = deliverer(200);
    const job = aJob();
    expect(await attempt(job)).toBeUndefined();
    expect(job.notification).toMatchObject({ status: 'completed', result: 'succeeded', requestAttempts: 1 });
    expect(counts).toMatchObject({ attempts: 1, delivered: 1, failed: 0 });
  });

  it('disables the subscription when the receiver is gone', async () => {
    const { attempt } = deliverer(410);
    const job = aJob();
    expect(await attempt(job)).toBeUndefined();
    expect(job.subscription.status).toBe('disabledBySystem');
    expect(job.notification).toMatchObject({ status: 'completed', result: 'failed' });
  });

  it('leaves the subscription enabled while it retries a transient failure, and forgets the trouble afterwards', async () => {
    const { attempt } = deliverer(503, 200);
    const job = aJob();
    expect(await attempt(job)).toEqual({ step: 'retry', afterSeconds: 1 });
    expect(job.subscription.status).toBe('enabled');
    expect(job.notification.errorMessage).toMatch('503');
    expect(await attempt(job)).toBeUndefined();
    expect(job.notification).not.toHaveProperty('errorMessage');
  });

  it('puts the subscription on probation, retries seven times and then disables it', async () => {
    const { attempt } = deliverer(500);
    const job = aJob();
    for (const retry of [0, 1, 2, 3, 4, 5, 6]) {
      expect(await attempt(job)).toMatchObject({ step: 'probation' });
      expect(job.subscription).toMatchObject({ status: 'onProbation', probationRetries: retry });
    }
    expect(await attempt(job)).toBeUndefined();
    expect(job.subscription).toMatchObject({ status: 'disabledBySystem', lastProbationRetryDate: now });
    expect(job.notification).toMatchObject({ result: 'failed', requestAttempts: 8 });
  });

  it('ends probation with one success', async () => {
    const { attempt } = deliverer(undefined, 200);
    const job = aJob();
    await attempt(job);
    expect(job.subscription.status).toBe('onProbation');
    expect(job.notification.errorMessage).toBe('no route');
    await attempt(job);
    expect(job.subscription).toMatchObject({ status: 'enabled', probationRetries: 0 });
    expect(job.subscription).not.toHaveProperty('lastProbationRetryDate');
  });

  it('retries only one of several notifications that fail at the same time', async () => {
    const { counts, attempt } = deliverer(404);
    const subscription = aSubscription();
    const next = await Promise.all([attempt(aJob(subscription, 1)), attempt(aJob(subscription, 2))]);
    expect(next).toEqual([{ step: 'probation', afterSeconds: 1200 }, undefined]);
    expect(counts).toMatchObject({ attempts: 2, failed: 1 });
  });

  it('loses what was queued before probation began', async () => {
    const { counts, attempt } = deliverer(404, 200);
    const subscription = aSubscription();
    await attempt(aJob(subscription, 1));
    const job = aJob(subscription, 2);
    expect(await attempt(job)).toBeUndefined();
    expect(job.notification).toMatchObject({ result: 'failed', requestAttempts: 0 });
    expect(counts).toMatchObject({ attempts: 1, lost: 1 });
  });

  it('leaves a subscription as its user switched it off while a request was under way', async () => {
    const { attempt } = deliverer(410);
    const job = aJob();
    const attempted = attempt(job);
    job.subscription.status = 'disabledByUser';
    expect(await attempted).toBeUndefined();
    expect(job.subscription.status).toBe('disabledByUser');
    expect(job.notification.result).toBe('failed');
  });

  it.each(['disabledByUser', 'disabledBySystem', 'disabledByInactiveIdentity'] as const)(
    'posts nothing for a subscription that is %s',
    async (status) => {
      const { counts, attempt } = deliverer(200);
      const job = aJob(aSubscription({ status }));
      expect(await attempt(job)).toBeUndefined();
      expect(counts).toMatchObject({ attempts: 0, failed: 1 });
    },
  );

  it('posts nothing for a subscription that was deleted', async () => {
    const { counts, gone, attempt } = deliverer(200);
    const job = aJob();
    gone.add(job.subscription);
    expect(await attempt(job)).toBeUndefined();
    expect(counts.attempts).toBe(0);
  });

  it('draws no conclusion from a copy', async () => {
    const { counts, attempt } = deliverer(410);
    const job = { ...aJob(), isCopy: true };
    expect(await attempt(job)).toBeUndefined();
    expect(job.subscription.status).toBe('enabled');
    expect(job.notification.status).toBe('queued');
    expect(counts.attempts).toBe(1);
  });
});
