import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { isObject } from '../http/read-parameters';
import { readClaims, type TokenClaims } from './token-claims';

const readPart = (part: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return isObject(value) ? value : {};
};

const isKey = (value: unknown): value is JsonWebKey & { kid: string } =>
  isObject(value) && typeof value.kid === 'string' && typeof value.kty === 'string';

/** Checks the signature of Entra's access tokens with the keys of the local authority, fetched when first needed. */
export class TokenVerifier {
  private readonly keys = new Map<string, KeyObject>();
  /** Payloads whose signature held: checking it again for each request would cost more than the request. */
  private readonly verified = new Map<string, Record<string, unknown>>();

  constructor(private readonly jwksUri: string) {}

  /** undefined for whatever is not a valid token for Azure DevOps. */
  async verify(token: string): Promise<TokenClaims | undefined> {
    try {
      const payload = this.verified.get(token) ?? (await this.verifySignature(token));
      return payload && readClaims(payload, Date.now() / 1000);
    } catch {
      return undefined;
    }
  }

  private async verifySignature(token: string): Promise<Record<string, unknown> | undefined> {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const { alg, kid } = readPart(header);
    if (alg !== 'RS256' || typeof kid !== 'string') return undefined;
    const key = await this.key(kid);
    const holds =
      key &&
      verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
    if (!holds) return undefined;
    const claims = readPart(payload);
    if (this.verified.size > 1_000) this.verified.clear();
    this.verified.set(token, claims);
    return claims;
  }

  private async key(kid: string): Promise<KeyObject | undefined> {
    if (!this.keys.has(kid)) await this.fetchKeys();
    return this.keys.get(kid);
  }

  private async fetchKeys(): Promise<void> {
    const response = await fetch(this.jwksUri);
    const body: unknown = await response.json();
    const keys: unknown[] = isObject(body) && Array.isArray(body.keys) ? body.keys : [];
    for (const key of keys.filter(isKey)) this.keys.set(key.kid, createPublicKey({ key, format: 'jwk' }));
  }
}
