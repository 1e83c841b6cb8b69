import type {
  DeliveryJob,
  NextAttempt,
} from '../../../../../local/azure-devops/service-hooks/delivery/delivery-job';
import { DeliveryQueue } from '../../../../../local/azure-devops/service-hooks/delivery/delivery-queue';
import {
  defaultKnobs,
  type HookKnobs,
} from '../../../../../local/azure-devops/service-hooks/delivery/hook-knobs';
import { aJob } from './a-job';

const queues: DeliveryQueue[] = [];
afterEach(() => queues.splice(0).forEach((queue) => queue.stop()));

/** A queue that notes the ids of what is attempted. */
function start(
  knobs: Partial<HookKnobs> = {},
  attempt: (job: DeliveryJob) => NextAttempt | undefined = () => undefined,
) {
  const attempted: number[] = [];
  const queue = new DeliveryQueue((job) => {
    attempted.push(job.notification.id);
    return Promise.resolve(attempt(job));
  });
  queues.push(queue);
  queue.turn({ ...defaultKnobs, delayMs: 0, ...knobs });
  return { queue, attempted };
}

const add = (queue: DeliveryQueue, count: number) =>
  Array.from({ length: count }, (_, index) => queue.add(aJob(undefined, index + 1)));

describe('DeliveryQueue', () => {
  it('attempts everything once and then is drained', async () => {
    const { queue, attempted } = start();
    add(queue, 40);
    expect(queue.counts()).toEqual({ queued: 40, inFlight: 0, onProbation: 0 });
    expect(await queue.drain(5_000)).toBe(true);
    expect(attempted).toHaveLength(40);
    expect(queue.counts()).toEqual({ queued: 0, inFlight: 0, onProbation: 0 });
  });

  it('is drained at once when there is nothing', async () => {
    expect(await start().queue.drain(0)).toBe(true);
  });

  it('attempts nothing while it is paused', async () => {
    const { queue, attempted } = start({ paused: true });
    add(queue, 2);
    expect(await queue.drain(20)).toBe(false);
    expect(attempted).toEqual([]);
    queue.turn({ ...queue.knobs, paused: false });
    expect(await queue.drain(5_000)).toBe(true);
    expect(attempted).toEqual([1, 2]);
  });

  it('drops and duplicates every n-th', async () => {
    const { queue, attempted } = start({ drop: 3, duplicate: 2 });
    expect(add(queue, 6)).toEqual(['queued', 'duplicated', 'dropped', 'duplicated', 'queued', 'dropped']);
    await queue.drain(5_000);
    expect([...attempted].sort()).toEqual([1, 2, 2, 4, 4, 5]);
  });

  it.each([1, 2])('reorders the same way for the seed %i', async (seed) => {
    const runs = [];
    for (let run = 0; run < 2; run += 1) {
      const { queue, attempted } = start({ reorder: 8, seed });
      add(queue, 8);
      await queue.drain(5_000);
      runs.push(attempted);
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('waits with a drain for short retries', async () => {
    const again = [{ step: 'retry', afterSeconds: 60 } as const, undefined];
    const { queue, attempted } = start({ timeScale: 60_000 }, () => again.shift());
    add(queue, 1);
    expect(await queue.drain(5_000)).toBe(true);
    expect(attempted).toEqual([1, 1]);
  });

  it('does not wait with a drain for probation, which takes hours', async () => {
    const { queue } = start({}, () => ({ step: 'probation', afterSeconds: 1200 }));
    add(queue, 1);
    expect(await queue.drain(5_000)).toBe(true);
    expect(queue.counts().onProbation).toBe(1);
  });

  it('lets nothing run on after it was stopped', async () => {
    const { queue, attempted } = start();
    add(queue, 3);
    queue.stop();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(attempted).toEqual([]);
  });
});
