import { OrganizationLimiter } from '../../../../shared/azure-devops/transport/limiter';

/** A request that ends when told to. */
function aRequest() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const state = { started: false };
  return {
    state,
    end,
    run: () => {
      state.started = true;
      return ended;
    },
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('OrganizationLimiter', () => {
  let now: number;
  let slept: number[];
  const sleep = (ms: number) => {
    slept.push(ms);
    now += ms;
    return Promise.resolve();
  };
  const limiter = (mostConcurrent = 2) =>
    new OrganizationLimiter({ mostConcurrent, longestWaitMs: 20_000, now: () => now, sleep });
  beforeEach(() => {
    now = 1_000_000;
    slept = [];
  });

  it('runs so many at once, the others in their order', async () => {
    const requests = [aRequest(), aRequest(), aRequest()];
    const gate = limiter();
    const runs = requests.map(({ run }) => gate.run(run));
    await settle();
    expect(requests.map(({ state }) => state.started)).toEqual([true, true, false]);
    requests[1]!.end();
    await settle();
    expect(requests[2]!.state.started).toBe(true);
    requests.forEach(({ end }) => end());
    await Promise.all(runs);
  });

  it('waits as long as an answer said, whatever its status', async () => {
    const gate = limiter();
    gate.note(200, { 'retry-after': '3' });
    expect(await gate.run(() => Promise.resolve('done'))).toBe('done');
    expect(slept).toEqual([3_000]);
  });

  it('hands a long wait back at once, with the time', async () => {
    const gate = limiter();
    gate.note(429, { 'retry-after': '21' });
    await expect(gate.run(() => Promise.resolve())).rejects.toMatchObject({
      details: { code: 'azure-devops-throttled', retryAfterSeconds: 21 },
    });
    expect(slept).toEqual([]);
  });

  it('halves what runs at once when throttled and grows back', async () => {
    const gate = limiter(2);
    gate.note(429, {});
    const [one, two] = [aRequest(), aRequest()];
    const runs = [gate.run(one.run), gate.run(two.run)];
    await settle();
    expect(two.state.started).toBe(false);
    gate.note(200, {});
    gate.note(200, {});
    await settle();
    expect(two.state.started).toBe(true);
    one.end();
    two.end();
    await Promise.all(runs);
  });

  it('lets the next one in when one of those waiting is cancelled', async () => {
    const gate = limiter(1);
    const [running, next] = [aRequest(), aRequest()];
    const cancelled = new AbortController();
    const first = gate.run(running.run);
    const second = gate.run(() => Promise.resolve(), cancelled.signal);
    const third = gate.run(next.run);
    await settle();
    cancelled.abort();
    await expect(second).rejects.toThrow('aborted');
    running.end();
    await settle();
    expect(next.state.started).toBe(true);
    next.end();
    await Promise.all([first, third]);
  });

  it('leaves nobody behind when those in front are handed back', async () => {
    const gate = limiter(1);
    const running = aRequest();
    const first = gate.run(running.run);
    const others = Promise.allSettled([gate.run(() => Promise.resolve()), gate.run(() => Promise.resolve())]);
    await settle();
    gate.note(429, { 'retry-after': '60' });
    running.end();
    await first;
    expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('frees the place of a request that fails', async () => {
    const gate = limiter(1);
    await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await gate.run(() => Promise.resolve('next'))).toBe('next');
  });
});
