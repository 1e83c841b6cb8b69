import { settlesWithin } from '../../../local/functions-host/settles-within';

describe('a promise settles within a limit', () => {
  it.each([
    ['that is kept', Promise.resolve(1), true],
    ['that is broken', Promise.reject(new Error('no')), true],
    ['that stays open', new Promise(() => undefined), false],
  ])('%s', async (_, promise, inTime) => expect(await settlesWithin(20, promise)).toBe(inTime));
});
