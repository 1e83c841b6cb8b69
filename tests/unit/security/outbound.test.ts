import { ProblemError } from '../../../shared/errors';
import { assertAllowedOutbound, isAllowedOutbound } from '../../../shared/security/outbound';

const configured = ['ado.blue-harbor.example', 'localhost:8443'];

describe('isAllowedOutbound', () => {
  it.each([
    'https://dev.azure.com/blue-harbor',
    'https://vssps.dev.azure.com/blue-harbor',
    'https://vsaex.dev.azure.com/',
    'https://blue-harbor.visualstudio.com/',
    'https://blue-harbor.vssps.visualstudio.com/',
    'https://login.microsoftonline.com/tenant',
    'https://login.microsoftonline.us/',
    'https://login.partner.microsoftonline.cn/',
    'https://DEV.azure.com/',
    'https://dev.azure.com:443/',
    'https://ado.blue-harbor.example/',
    'https://ado.blue-harbor.example:8080/',
    'http://ado.blue-harbor.example/',
    'http://localhost:8443/',
  ])('allows %s', (url) => expect(isAllowedOutbound(new URL(url), configured)).toBe(true));

  it.each([
    'http://dev.azure.com/',
    'https://dev.azure.com:8443/',
    'https://user@dev.azure.com/',
    'https://:password@dev.azure.com/',
    'https://dev.azure.com.evil.example/',
    'https://evil-dev.azure.com/',
    'https://dev.azure.com./',
    'https://visualstudio.com/',
    'https://a.b.visualstudio.com/',
    'https://evilvisualstudio.com/',
    'https://169.254.169.254/metadata/identity',
    'https://[::1]/',
    'https://localhost/',
    'http://localhost:8444/',
    'http://ado.blue-harbor.example:8080/',
    'https://user@ado.blue-harbor.example/',
    'ftp://ado.blue-harbor.example/',
    'file:///etc/passwd',
  ])('refuses %s', (url) => expect(isAllowedOutbound(new URL(url), configured)).toBe(false));
});

it('assertAllowedOutbound names the setting that would allow an address, and no credentials', () => {
  const ask = () => assertAllowedOutbound(new URL('https://me:pw@ado.example/x?token=1'), []);
  expect(ask).toThrow(ProblemError);
  expect(ask).toThrow(/"https:\/\/ado\.example".*OUTBOUND_ALLOWED_HOSTS/);
});
