import fc from 'fast-check';
import { matchesWildcard } from '../../../../shared/rules/criteria/wildcard';

describe('matchesWildcard', () => {
  it.each([
    ['', '', true],
    ['', '*', true],
    ['a', '', false],
    ['pay-web-1', 'pay-*', true],
    ['pay-web-1', '%web%', true],
    ['pay-web-1', '*-1', true],
    ['pay-web-1', 'pay*1', true],
    ['pay-web-1', 'pay-web-1', true],
    ['pay-web-1', 'web', false],
    ['pay-web-1', 'pay-*-2', false],
    ['aba', 'ab*ba', false],
    ['abab', '*ab*ab*', true],
    ['ab', '*ab*ab*', false],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
  ])('%j against %j: %s', (text, pattern, expected) => expect(matchesWildcard(text, pattern)).toBe(expected));

  it('says what a regular expression would', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*', '%'), maxLength: 8 });
    fc.assert(
      fc.property(letters, patterns, (text, pattern) => {
        const regex = new RegExp(`^${pattern.replace(/[*%]+/g, '.*')}$`);
        expect(matchesWildcard(text, pattern)).toBe(regex.test(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
