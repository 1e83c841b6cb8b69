import { SimulatedTimers } from '../../../../../local/azure-devops/service-hooks/delivery/simulated-timers';

describe('SimulatedTimers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('lets simulated hours pass in moments', () => {
    const timers = new SimulatedTimers();
    const ring = jest.fn();
    timers.setScale(3_600);
    timers.after(7_200, ring);
    jest.advanceTimersByTime(1_999);
    expect(ring).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('changes the pace of waits that already run', () => {
    const timers = new SimulatedTimers();
    const ring = jest.fn();
    timers.after(100, ring);
    jest.advanceTimersByTime(50_000);
    timers.setScale(10);
    jest.advanceTimersByTime(4_999);
    expect(ring).not.toHaveBeenCalled();
    timers.setScale(1_000);
    jest.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('forgets all waits', () => {
    const timers = new SimulatedTimers();
    const ring = jest.fn();
    timers.after(1, ring);
    timers.clear();
    jest.advanceTimersByTime(2_000);
    expect(ring).not.toHaveBeenCalled();
  });
});
