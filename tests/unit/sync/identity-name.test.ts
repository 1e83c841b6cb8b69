import { identityName } from '../../../shared/sync/identity-name';

/** Facts: azure-devops.md section 4.2. */
describe('identityName', () => {
  it.each([
    ['a string of name and unique name', 'Mika Lund <mika@harbor.example>', 'Mika Lund'],
    [
      'a name with brackets of its own',
      'Mika <Lund> (Contractor) <mika@harbor.example>',
      'Mika <Lund> (Contractor)',
    ],
    ['umlauts', 'Jörg Äther <j@harbor.example>', 'Jörg Äther'],
    ['a bare name', 'Mika Lund', 'Mika Lund'],
    ['a bare unique name', 'mika@harbor.example', 'mika@harbor.example'],
    ['nothing but a unique name in brackets', '<mika@harbor.example>', '<mika@harbor.example>'],
    ['an IdentityRef', { displayName: 'Mika Lund', uniqueName: 'mika@harbor.example' }, 'Mika Lund'],
    [
      'an IdentityRef whose name has brackets of its own',
      { displayName: 'Mika <Contractor>', uniqueName: 'mika@harbor.example' },
      'Mika <Contractor>',
    ],
    [
      'the form of 3.1-preview.3, the whole string three times',
      {
        name: 'Mika Lund <m@harbor.example>',
        displayName: 'Mika Lund <m@harbor.example>',
        uniqueName: 'Mika Lund <m@harbor.example>',
      },
      'Mika Lund',
    ],
    ['an object with PascalCase keys', { DisplayName: 'Mika Lund' }, 'Mika Lund'],
    ['an object with a name only', { name: 'Mika Lund <m@harbor.example>' }, 'Mika Lund'],
    ['the identity that ADO makes of an id', { displayName: null, id: null }, undefined],
    ['nothing', undefined, undefined],
    ['an empty string', '', undefined],
    ['a number', 7, undefined],
  ])('reads %s', (_, value, expected) => expect(identityName(value)).toBe(expected));
});
