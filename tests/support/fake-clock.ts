/** Only the date is a test's own: timers run as ever, so that waiting for something real still works. */
export function fakeClock(): { pass: (ms: number) => void } {
  jest.useFakeTimers({
    doNotFake: [
      'setTimeout',
      'setImmediate',
      'setInterval',
      'nextTick',
      'queueMicrotask',
      'performance',
      'hrtime',
    ],
  });
  return { pass: (ms) => jest.setSystemTime(Date.now() + ms) };
}
