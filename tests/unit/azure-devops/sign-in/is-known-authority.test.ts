import { isKnownAuthority } from '../../../../shared/azure-devops/sign-in/is-known-authority';

describe('isKnownAuthority', () => {
  it.each([
    [undefined, true],
    ['https://login.microsoftonline.com', true],
    ['https://LOGIN.microsoftonline.us/', true],
    ['https://localhost:4000', false],
    ['https://login.microsoftonline.com.example', false],
  ])('%s: %s', (authority, known) => expect(isKnownAuthority(authority)).toBe(known));
});
