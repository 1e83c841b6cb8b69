import { dated, knownAsOf } from '../../../shared/nucleus/known-as-of';
import { aStoredInstance } from '../../support/builders/a-finding';

const [march1, march5, march9] = [
  '2026-03-01T00:00:00.000Z',
  '2026-03-05T00:00:00.000Z',
  '2026-03-09T00:00:00.000Z',
];

describe('knownAsOf', () => {
  it.each([
    ['its own date where the header has none', { asOf: march1 }, undefined, march1],
    ["the header's date where it is later", { asOf: march1 }, march5, march5],
    ['its own date where it is later', { asOf: march9 }, march5, march9],
    [
      "its own date where the header's does not speak for it",
      { asOf: march1, cameLate: true },
      march5,
      march1,
    ],
  ] as const)('is %s', (_, instance, confirmedAsOf, expected) => {
    expect(knownAsOf(aStoredInstance(instance), confirmedAsOf)).toBe(expected);
  });
});

describe('dated', () => {
  it('marks an instance that is older than the header’s date', () => {
    expect(dated(aStoredInstance(), march1, march5)).toEqual(
      aStoredInstance({ asOf: march1, cameLate: true }),
    );
  });

  it.each([march5, march9])('takes the mark off once the instance is known as of %s', (asOf) => {
    const late = aStoredInstance({ asOf: march1, cameLate: true });
    expect(dated(late, asOf, march5)).toEqual(aStoredInstance({ asOf }));
  });
});
