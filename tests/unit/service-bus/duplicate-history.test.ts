import { DuplicateHistory } from '../../../local/service-bus/duplicate-history';

describe('DuplicateHistory', () => {
  it.each([
    ['at once', 0, true],
    ['at the end of the window', 99, true],
    ['after the window', 100, false],
  ])('knows an id that comes again %s', (_, later, known) => {
    const history = new DuplicateHistory(100);
    expect(history.isDuplicate('a', 1_000)).toBe(false);
    expect(history.isDuplicate('a', 1_000 + later)).toBe(known);
  });

  it('does not count the window anew from a repetition', () => {
    const history = new DuplicateHistory(100);
    history.isDuplicate('a', 1_000);
    history.isDuplicate('a', 1_090);
    expect(history.isDuplicate('a', 1_110)).toBe(false);
  });

  it('goes on from what was accepted before, in whatever order that comes', () => {
    const history = new DuplicateHistory(
      100,
      new Map([
        ['new', 990],
        ['old', 900],
      ]),
    );
    expect([history.isDuplicate('old', 1_000), history.isDuplicate('new', 1_000)]).toEqual([false, true]);
  });

  it('never finds one without a window', () => {
    const history = new DuplicateHistory(0);
    expect([history.isDuplicate('a', 1), history.isDuplicate('a', 1)]).toEqual([false, false]);
  });
});
