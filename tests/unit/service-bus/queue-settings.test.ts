import { durationMs, readQueueSettings } from '../../../local/service-bus/queue-settings';
import { queues } from '../../../shared/messaging/queues';

describe('durationMs', () => {
  it.each([
    ['PT1M', 60_000],
    ['PT0.5S', 500],
    ['P1DT2H3M4S', 93_784_000],
    ['P14D', 1_209_600_000],
    ['soon', 7],
    [undefined, 7],
  ])('reads %s', (text, expected) => {
    expect(durationMs(text, 7)).toBe(expected);
  });
});

describe('the configuration that npm start uses', () => {
  it('has the queues that the functions use, each with duplicate detection', () => {
    const settings = readQueueSettings('local/service-bus/config.json');
    expect(settings.map(({ name }) => name).sort()).toEqual(Object.values(queues).sort());
    for (const { duplicateWindow } of settings) expect(duplicateWindow).toBeGreaterThan(0);
  });
});
