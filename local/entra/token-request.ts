/** What a client asks the token endpoint for; absent where it said nothing. */
export interface TokenRequest {
  grantType?: string;
  clientId?: string;
  clientSecret?: string;
  /** A signed token (JWT) in place of the secret (RFC 7523 section 2.2). */
  clientAssertion?: string;
  scope?: string;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** RFC 6749 section 2.3.1: both halves of the Basic credentials are form-encoded before they are joined. */
function basicCredentials(authorization: string | undefined): { id?: string; secret?: string } {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return {};
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon === -1) return {};
  const decode = (part: string) => new URLSearchParams(`value=${part}`).get('value') ?? '';
  return { id: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)) };
}

/** Reads a token request; what the form says goes before the header. */
export function readTokenRequest(form: string, authorization: string | undefined): TokenRequest {
  const fields = new URLSearchParams(form);
  const basic = basicCredentials(authorization);
  const given = (name: string) => fields.get(name) ?? undefined;
  return {
    grantType: given('grant_type'),
    clientId: given('client_id') ?? basic.id,
    clientSecret: given('client_secret') ?? basic.secret,
    clientAssertion: given('client_assertion_type') === assertionType ? given('client_assertion') : undefined,
    scope: given('scope'),
  };
}
