import type { TriggerInput } from '../../../../local/functions-host/invoker';
import { Invoker } from '../../../../local/functions-host/invoker';
import { runTimer } from '../../../../local/functions-host/timer/run-timer';
import { timerMemory } from '../../../../local/functions-host/timer/timer-memory';
import { FunctionApp } from '../../../../local/functions-host/worker/function-app';
import { registered } from '../registered';

const fn = registered({ type: 'timerTrigger' }, 'timer');
const start = new Date('2026-11-24T10:00:00.200Z');

/** A timer on an invoker that only notes when it runs, and how long a run takes. */
function runOn(
  schedule: string,
  { takes = 0, runOnStartup = false, useMonitor = true, memory = timerMemory() } = {},
) {
  const invoker = new Invoker(new FunctionApp());
  const runs: { at: string; reason: string; info: Record<string, unknown> }[] = [];
  jest.spyOn(invoker, 'run').mockImplementation(async (_, { reason, data }: TriggerInput) => {
    const info = JSON.parse(data.json ?? '') as Record<string, unknown>;
    runs.push({ at: new Date().toISOString().slice(11, 19), reason, info });
    await new Promise((resolve) => setTimeout(resolve, takes));
    return {};
  });
  const stop = runTimer({ fn, schedule, runOnStartup, useMonitor }, invoker, memory);
  return { runs, stop, times: () => runs.map(({ at }) => at) };
}

beforeEach(() => void jest.useFakeTimers({ now: start }));
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('a timer', () => {
  it('runs at its moments until it is stopped', async () => {
    const { times, stop } = runOn('*/10 * * * * *');
    await jest.advanceTimersByTimeAsync(30_000);
    expect(times()).toEqual(['10:00:10', '10:00:20', '10:00:30']);
    stop();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(times()).toHaveLength(3);
  });

  it('does not overlap itself: moments during a run are left out', async () => {
    const { times, stop } = runOn('*/10 * * * * *', { takes: 25_000 });
    await jest.advanceTimersByTimeAsync(80_000);
    expect(times()).toEqual(['10:00:10', '10:00:40', '10:01:10']);
    stop();
  });

  it('stays stopped when the run that was going on ends', async () => {
    const { times, stop } = runOn('*/10 * * * * *', { takes: 5_000 });
    await jest.advanceTimersByTimeAsync(11_000);
    stop();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(times()).toEqual(['10:00:10']);
  });

  it('runs at once if it asks for it, and then on its schedule', async () => {
    const { runs, times, stop } = runOn('0 * * * * *', { runOnStartup: true });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(times()).toEqual(['10:00:00', '10:01:00']);
    expect(runs[0]?.reason).toBe('timer, on startup');
    expect(runs[1]?.info.ScheduleStatus).toMatchObject({ Next: '2026-11-24T10:01:00.000Z' });
    stop();
  });

  it('makes up for a run that was missed, and says so', async () => {
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const memory = timerMemory();
    memory.remember('timer', new Date('2026-11-24T09:00:00Z'));
    const { runs, times, stop } = runOn('0 0 * * * *', { memory });
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(times()).toEqual(['10:00:00', '11:00:00']);
    expect(runs.map(({ info }) => info.IsPastDue)).toEqual([true, false]);
    expect(memory.nextDue('timer')).toEqual(new Date('2026-11-24T12:00:00Z'));
    stop();
  });

  it('can wait longer than a timer of Node', async () => {
    const { times, stop } = runOn('0 0 0 1 2 *');
    await jest.advanceTimersByTimeAsync(68 * 24 * 3600_000);
    expect(times()).toEqual([]);
    await jest.advanceTimersByTimeAsync(24 * 3600_000);
    expect(times()).toEqual(['00:00:00']);
    stop();
  });

  it('is told of its schedule only if that is monitored', async () => {
    const monitored = runOn('*/10 * * * * *');
    const not = runOn('*/10 * * * * *', { useMonitor: false });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(monitored.runs[0]?.info).toMatchObject({ ScheduleStatus: { Next: '2026-11-24T10:00:10.000Z' } });
    expect(not.runs[0]?.info).toMatchObject({ ScheduleStatus: null });
    monitored.stop();
    not.stop();
  });
});
