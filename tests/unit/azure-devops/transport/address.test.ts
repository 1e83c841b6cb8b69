import { address, segment } from '../../../../shared/azure-devops/transport/address';

describe('segment', () => {
  it.each([
    ['Web & Shop', 'Web%20%26%20Shop'],
    ['a/b', 'a%2Fb'],
    ['...', '...'],
  ])('%s', (name, encoded) => expect(segment(name)).toBe(encoded));

  it.each(['', '.', '..'])('refuses "%s", which would leave its place', (name) =>
    expect(() => segment(name)).toThrow('cannot be the name'),
  );
});

describe('address', () => {
  const base = 'https://dev.azure.com/Tailspin';

  it('puts the version last and leaves out what is undefined', () =>
    expect(address(base, '_apis/x', { $top: 5, none: undefined, deep: true }).href).toBe(
      `${base}/_apis/x?%24top=5&deep=true&api-version=7.1`,
    ));

  it('takes another version', () =>
    expect(address(base, '_apis/x', {}, '7.1-preview.4').searchParams.get('api-version')).toBe(
      '7.1-preview.4',
    ));
});
