import { toTimerFunction } from '../../../../local/functions-host/timer/timer-function';
import { registered } from '../registered';

const read = (options: Record<string, unknown>) =>
  toTimerFunction(registered({ type: 'timerTrigger', ...options }, 'reconcile'), { EVERY: '0 */5 * * * *' });

describe('a timer trigger', () => {
  it('has its schedule from a setting, or as it is', () => {
    const defaults = { runOnStartup: false, useMonitor: true };
    expect(read({ schedule: '%EVERY%' })).toMatchObject({ schedule: '0 */5 * * * *', ...defaults });
    expect(read({ schedule: '0 0 * * * *', runOnStartup: true, useMonitor: false })).toMatchObject({
      schedule: '0 0 * * * *',
      runOnStartup: true,
      useMonitor: false,
    });
  });

  it('is refused when the host starts, not when it would run', () => {
    expect(() => read({})).toThrow('"reconcile" has no schedule');
    expect(() => read({ schedule: 'every day' })).toThrow('no NCRONTAB expression');
  });
});
