import { readTokenRequest } from '../../../local/entra/token-request';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('readTokenRequest', () => {
  it('reads the form', () => {
    const form =
      'grant_type=client_credentials&client_id=a&client_secret=b%2B%26c&scope=r%2F.default&other=x';
    expect(readTokenRequest(form, undefined)).toEqual({
      grantType: 'client_credentials',
      clientId: 'a',
      clientSecret: 'b+&c',
      scope: 'r/.default',
    });
  });

  it.each([
    ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer', 'a.b.c'],
    ['urn:ietf:params:oauth:client-assertion-type:saml2-bearer', undefined],
  ])('reads an assertion of the type %s as %s', (type, expected) => {
    const form = new URLSearchParams({ client_assertion_type: type, client_assertion: 'a.b.c' });
    expect(readTokenRequest(form.toString(), undefined).clientAssertion).toBe(expected);
  });

  it('reads Basic credentials, each half form-encoded', () => {
    expect(readTokenRequest('', basic('a%3Ab:c%25+d'))).toMatchObject({
      clientId: 'a:b',
      clientSecret: 'c% d',
    });
  });

  it('goes by the form where both are given', () => {
    expect(readTokenRequest('client_id=f&client_secret=g', basic('a:b'))).toMatchObject({
      clientId: 'f',
      clientSecret: 'g',
    });
  });

  it.each([undefined, '', 'Bearer abc', 'Basic ???', basic('no colon')])(
    'finds no credentials in %p',
    (header) => {
      expect(readTokenRequest('', header)).toEqual({});
    },
  );
});
